import { CUSTOMER_PAGE, type CustomerFilter, type CustomerPage } from "@/lib/customers/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function customerParams(filter: CustomerFilter): URLSearchParams {
  return filterParams(filter, { q: "", sort: "-added" });
}

export function customerListOptions(store: { sellerId: string; slug: string }, filter: CustomerFilter) {
  return storeListOptions<CustomerPage>(store, "customers", customerParams(filter), CUSTOMER_PAGE);
}
