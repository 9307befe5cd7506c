import { activityCsvLines } from "@/lib/audit/export/queries";
import { activityFilter } from "@/lib/audit/schema";
import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "audit.read",
  input: activityFilter,
  run: async (scope, filter) => csvResponse(`activity-${scope.seller.slug}`, await activityCsvLines(scope, filter)),
});
