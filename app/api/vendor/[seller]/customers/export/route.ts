import { csvResponse } from "@/lib/csv";
import { customerCsvLines } from "@/lib/customers/export/queries";
import { customerFilter } from "@/lib/customers/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "customers.read",
  input: customerFilter,
  run: async (scope, filter) => csvResponse(`customers-${scope.seller.slug}`, await customerCsvLines(scope, filter)),
});
