import { csvResponse } from "@/lib/csv";
import { memberCsvLines } from "@/lib/members/export/queries";
import { memberFilter } from "@/lib/members/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "members.read",
  input: memberFilter,
  run: async (scope, filter) => csvResponse(`members-${scope.seller.slug}`, await memberCsvLines(scope, filter)),
});
