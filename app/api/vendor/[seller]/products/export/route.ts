import { csvResponse } from "@/lib/csv";
import { productCsvLines } from "@/lib/products/queries";
import { productFilter } from "@/lib/products/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "products.read",
  input: productFilter,
  run: async (scope, filter) => csvResponse(`products-${scope.seller.slug}`, await productCsvLines(scope, filter)),
});
