import { listShopProducts } from "@/lib/pricing/queries";
import { shopProductsInput } from "@/lib/pricing/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "shop", input: shopProductsInput, run: listShopProducts });
