import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson, isRefusal } from "@/lib/get-json";
import { SHOP_PAGE, type ShopProductPage } from "@/lib/pricing/rules";
import type { ShopProductFilters } from "@/lib/pricing/schema";

type Shop = { sellerId: string; slug: string };

/** The filters as they stand in addresses: what is not set is left out. */
export function shopParams({ search, category }: ShopProductFilters): URLSearchParams {
  return new URLSearchParams({ ...(search && { search }), ...(category && { category }) });
}

export function shopProductsOptions({ sellerId, slug }: Shop, filters: ShopProductFilters) {
  return infiniteQueryOptions({
    queryKey: [sellerId, "shop-products", shopParams(filters).toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = shopParams(filters);
      params.set("limit", String(SHOP_PAGE));
      if (pageParam) params.set("cursor", pageParam);
      return getJson<ShopProductPage>(`/api/s/${slug}/products?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    retry: (failures, error) => failures < 1 && !isRefusal(error),
    placeholderData: keepPreviousData,
  });
}
