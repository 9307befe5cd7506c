import { csvResponse } from "@/lib/csv";
import { payoutCsvLines } from "@/lib/payouts/export/queries";
import { payoutFilter } from "@/lib/payouts/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "payouts.read",
  input: payoutFilter,
  run: async (scope, filter) => csvResponse(`payouts-${scope.seller.slug}`, await payoutCsvLines(scope, filter)),
});
