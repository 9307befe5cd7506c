import { csvResponse } from "@/lib/csv";
import { allPayoutCsvLines } from "@/lib/payouts/export/queries";
import { adminPayoutFilter } from "@/lib/payouts/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "payouts.read",
  input: adminPayoutFilter,
  run: async (scope, filter) => csvResponse("payouts", await allPayoutCsvLines(scope, filter)),
});
