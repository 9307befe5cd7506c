import { getProduct } from "@/lib/products/queries";
import { productIdInput } from "@/lib/products/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "products.read",
  input: productIdInput,
  run: (scope, { id }) => getProduct(scope, id),
});
