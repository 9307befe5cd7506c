import { listCustomerOrders } from "@/lib/customers/details/queries";
import { customerOrdersInput } from "@/lib/customers/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "orders.read", input: customerOrdersInput, run: listCustomerOrders });
