import { queryOptions } from "@tanstack/react-query";
import type { BasketSummary } from "@/lib/carts/rules";
import { getJson, isRefusal } from "@/lib/get-json";

type Shop = { sellerId: string; slug: string };

/** What the header says of the basket; asked again when the window is looked at again, for another tab may have changed it. */
export function basketOptions({ sellerId, slug }: Shop) {
  return queryOptions({
    queryKey: [sellerId, "basket"],
    queryFn: ({ signal }) => getJson<BasketSummary & { sellerId: string }>(`/api/s/${slug}/basket`, sellerId, signal),
    retry: (failures, error) => failures < 1 && !isRefusal(error),
  });
}
