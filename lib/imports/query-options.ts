import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { isUnderWay } from "@/lib/imports/rules";
import type { ImportDetails } from "@/lib/imports/schema";

/** An import as its page shows it; asked for again while the worker has it. */
export function importDetailsOptions({ sellerId, slug }: { sellerId: string; slug: string }, id: string) {
  return queryOptions({
    queryKey: [sellerId, "imports", id],
    queryFn: ({ signal }) => getJson<ImportDetails>(`/api/vendor/${slug}/imports/${id}`, sellerId, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 1000 : false),
  });
}
