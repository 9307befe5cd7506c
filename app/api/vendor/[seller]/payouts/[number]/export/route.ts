import { csvResponse } from "@/lib/csv";
import { statementCsvLines } from "@/lib/payouts/export/queries";
import { getPayout } from "@/lib/payouts/queries";
import { payoutInput } from "@/lib/payouts/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "payouts.read",
  input: payoutInput,
  run: async (scope, { number }) => {
    const { id: sellerId, slug } = scope.seller;
    const payout = await getPayout(scope, number);
    return csvResponse(`payout-${slug}-${number}`, await statementCsvLines(scope, { ...payout, sellerId }));
  },
});
