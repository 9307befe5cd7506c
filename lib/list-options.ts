import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";

type Store = { sellerId: string; slug: string };

/** A filter as it stands in addresses: what is usual is left out. */
export function filterParams(filter: object, usual: Record<string, string>): URLSearchParams {
  const entries = Object.entries(filter).filter(([name, value]) => value !== undefined && value !== usual[name]);
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}

/** One of a store's lists, as its table asks for it: page by page, the first with the number of all rows. */
export function storeListOptions<Page extends { nextCursor: string | null; sellerId: string }>(
  { sellerId, slug }: Store,
  list: string,
  filter: URLSearchParams,
  limit: number,
) {
  return infiniteQueryOptions({
    queryKey: [sellerId, list, filter.toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(filter);
      if (pageParam) params.set("cursor", pageParam);
      else params.set("count", "1");
      params.set("limit", String(limit));
      return getJson<Page>(`/api/vendor/${slug}/${list}?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
