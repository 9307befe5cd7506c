import { filterParams, storeListOptions } from "@/lib/list-options";
import type { OrderPage } from "@/lib/orders/rules";
import { ORDER_PAGE, type OrderFilters } from "@/lib/orders/schema";

export function orderParams(filters: OrderFilters): URLSearchParams {
  return filterParams(filters, { search: "" });
}

export function orderListOptions(store: { sellerId: string; slug: string }, filters: OrderFilters) {
  return storeListOptions<OrderPage>(store, "orders", orderParams(filters), ORDER_PAGE);
}
