import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { CUSTOMER_PAGE, type CustomerFilter, type CustomerPage } from "@/lib/customers/schema";
import { getJson } from "@/lib/get-json";

type Store = { sellerId: string; slug: string };

/** The filter as it stands in addresses: what is usual is left out. */
export function customerParams(filter: CustomerFilter): URLSearchParams {
  const usual: Record<string, string> = { q: "", sort: "-added" };
  const entries = Object.entries(filter).filter(([name, value]) => value !== undefined && value !== usual[name]);
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}

export function customerListOptions({ sellerId, slug }: Store, filter: CustomerFilter) {
  return infiniteQueryOptions({
    queryKey: [sellerId, "customers", filter],
    queryFn: ({ pageParam, signal }) => {
      const params = customerParams(filter);
      if (pageParam) params.set("cursor", pageParam);
      else params.set("count", "1");
      params.set("limit", String(CUSTOMER_PAGE));
      return getJson<CustomerPage>(`/api/vendor/${slug}/customers?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
