import { listSellers } from "@/lib/sellers/queries";
import { sellerListInput } from "@/lib/sellers/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "sellers.read",
  input: sellerListInput,
  run: async (scope, input) => ({ ...(await listSellers(scope, input)), sellerId: null }),
});
