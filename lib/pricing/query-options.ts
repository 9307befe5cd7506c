import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson, isRefusal } from "@/lib/get-json";
import { filterParams } from "@/lib/list-options";
import { SHOP_PAGE, type ShopProductPage } from "@/lib/pricing/rules";
import type { ShopProductFilters } from "@/lib/pricing/schema";

type Shop = { sellerId: string; slug: string };

export function shopParams(filters: ShopProductFilters): URLSearchParams {
  return filterParams(filters, { search: "", category: "" });
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
