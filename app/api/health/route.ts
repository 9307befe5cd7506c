import { z } from "zod";
import { httpStatus } from "@/lib/errors";
import { checkHealth } from "@/lib/jobs/health";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "visitor",
  input: z.object({}),
  run: async () => {
    const health = await checkHealth();
    return Response.json(health, { status: health.status === "ok" ? 200 : httpStatus("unavailable") });
  },
});
