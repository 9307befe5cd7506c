import { CLIENT_PAGE, type ClientFilter, type ClientPage } from "@/lib/clients/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function clientParams(filter: ClientFilter): URLSearchParams {
  return filterParams(filter, { q: "", sort: "-added" });
}

export function clientListOptions(store: { sellerId: string; slug: string }, filter: ClientFilter) {
  return storeListOptions<ClientPage>(store, "clients", clientParams(filter), CLIENT_PAGE);
}
