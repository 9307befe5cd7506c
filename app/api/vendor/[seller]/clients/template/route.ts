import { z } from "zod";
import { clientTemplateLines } from "@/lib/clients/queries";
import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "clients.read",
  input: z.object({}),
  run: async () => csvResponse("client-list-template", await clientTemplateLines()),
});
