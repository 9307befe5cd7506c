import { csvResponse } from "@/lib/csv";
import { orderCsvLines } from "@/lib/orders/queries";
import { orderFilters } from "@/lib/orders/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "orders.read",
  input: orderFilters,
  run: async (scope, filters) => csvResponse(`orders-${scope.seller.slug}`, await orderCsvLines(scope, filters)),
});
