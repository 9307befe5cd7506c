import { csvResponse } from "@/lib/csv";
import { statementCsvLines } from "@/lib/payouts/export/queries";
import { getSellerPayout } from "@/lib/payouts/queries";
import { statementInput } from "@/lib/payouts/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "payouts.read",
  input: statementInput,
  run: async (scope, input) => {
    const payout = await getSellerPayout(scope, input);
    const lines = await statementCsvLines(scope, { ...payout, sellerId: payout.seller.id });
    return csvResponse(`payout-${input.seller}-${input.number}`, lines);
  },
});
