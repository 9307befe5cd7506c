import { csvResponse } from "@/lib/csv";
import { sellerCsvLines } from "@/lib/sellers/export/queries";
import { sellerFilter } from "@/lib/sellers/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "sellers.read",
  input: sellerFilter,
  run: async (scope, filter) => csvResponse("sellers", await sellerCsvLines(scope, filter)),
});
