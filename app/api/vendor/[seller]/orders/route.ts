import { listOrders } from "@/lib/orders/queries";
import { ordersInput } from "@/lib/orders/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "orders.read", input: ordersInput, run: listOrders });
