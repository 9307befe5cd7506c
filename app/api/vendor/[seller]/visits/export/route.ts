import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/server/route";
import { visitCsvLines } from "@/lib/visits/export/queries";
import { visitListFilter } from "@/lib/visits/schema";

export const GET = route({
  scope: "store",
  can: "visits.read",
  input: visitListFilter,
  run: async (scope, filter) => csvResponse(`visits-${scope.seller.slug}`, await visitCsvLines(scope, filter)),
});
