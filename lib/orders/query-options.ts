import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import type { OrderPage } from "@/lib/orders/rules";
import type { OrderFilters } from "@/lib/orders/schema";

type Store = { sellerId: string; slug: string };

/** The filters as they stand in addresses: what is not set is left out. */
export function orderParams({ search, status }: OrderFilters): URLSearchParams {
  return new URLSearchParams({ ...(search && { search }), ...(status && { status }) });
}

export function orderListOptions({ sellerId, slug }: Store, filters: OrderFilters) {
  return infiniteQueryOptions({
    queryKey: [sellerId, "orders", orderParams(filters).toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = orderParams(filters);
      if (pageParam) params.set("cursor", pageParam);
      else params.set("count", "1");
      return getJson<OrderPage>(`/api/vendor/${slug}/orders?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
