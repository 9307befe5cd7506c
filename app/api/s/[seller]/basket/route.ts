import { z } from "zod";
import { getBasketSummary } from "@/lib/carts/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "shop",
  input: z.object({}),
  run: async (scope) => ({ ...(await getBasketSummary(scope)), sellerId: scope.seller.id }),
});
