import {
  CUSTOMER_ORDERS_PAGE,
  CUSTOMER_PAGE,
  type CustomerFilter,
  type CustomerOrdersPage,
  type CustomerPage,
  TIMELINE_PAGE,
  type TimelinePage,
} from "@/lib/customers/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

type Store = { sellerId: string; slug: string };

export function customerParams(filter: CustomerFilter): URLSearchParams {
  return filterParams(filter, { q: "", sort: "-added" });
}

export function customerListOptions(store: Store, filter: CustomerFilter) {
  return storeListOptions<CustomerPage>(store, "customers", customerParams(filter), CUSTOMER_PAGE);
}

export function timelineOptions(store: Store, customerId: string) {
  const none = new URLSearchParams();
  return storeListOptions<TimelinePage>(store, `customers/${customerId}/timeline`, none, TIMELINE_PAGE);
}

export function customerOrdersOptions(store: Store, customerId: string) {
  const none = new URLSearchParams();
  return storeListOptions<CustomerOrdersPage>(store, `customers/${customerId}/orders`, none, CUSTOMER_ORDERS_PAGE);
}
