import { platformCsvLines } from "@/lib/audit/platform/queries";
import { platformActivityFilter } from "@/lib/audit/platform/schema";
import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "audit.read",
  input: platformActivityFilter,
  run: async (scope, filter) => csvResponse("activity", await platformCsvLines(scope, filter)),
});
