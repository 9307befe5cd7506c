import { listProducts } from "@/lib/products/queries";
import { productListInput } from "@/lib/products/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "products.read", input: productListInput, run: listProducts });
