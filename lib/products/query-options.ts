import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { PRODUCT_PAGE, type ProductFilter, type ProductPage } from "@/lib/products/schema";

type Store = { sellerId: string; slug: string };

/** The filter as it stands in addresses: what is usual is left out. */
export function productParams(filter: ProductFilter): URLSearchParams {
  const usual: Record<string, string> = { search: "", status: "active", sort: "name" };
  const entries = Object.entries(filter).filter(([name, value]) => value !== undefined && value !== usual[name]);
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}

export function productsKey(sellerId: string) {
  return [sellerId, "products"] as const;
}

export function productListOptions({ sellerId, slug }: Store, filter: ProductFilter) {
  return infiniteQueryOptions({
    queryKey: [...productsKey(sellerId), filter],
    queryFn: ({ pageParam, signal }) => {
      const params = productParams(filter);
      if (pageParam) params.set("cursor", pageParam);
      else params.set("count", "1");
      params.set("limit", String(PRODUCT_PAGE));
      return getJson<ProductPage>(`/api/vendor/${slug}/products?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
