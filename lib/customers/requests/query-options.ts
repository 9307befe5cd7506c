import { REQUEST_PAGE, type RequestFilter, type RequestPage } from "@/lib/customers/requests/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function requestParams(filter: RequestFilter): URLSearchParams {
  return filterParams(filter, { q: "", state: "requested", sort: "asked" });
}

export function requestListOptions(store: { sellerId: string; slug: string }, filter: RequestFilter) {
  return storeListOptions<RequestPage>(store, "requests", requestParams(filter), REQUEST_PAGE);
}
