import { z } from "zod";
import { route } from "@/lib/server/route";
import { listPresent } from "@/lib/visits/queries";

export const GET = route({
  scope: "store",
  can: "visits.read",
  input: z.object({}),
  run: (scope) => listPresent(scope),
});
