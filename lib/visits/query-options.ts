import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { filterParams, storeListOptions } from "@/lib/list-options";
import type { Analytics, PresentPage, VisitorPage, VisitPage } from "@/lib/visits/rules";
import {
  VISIT_PAGE,
  VISITOR_PAGE,
  type VisitFilter,
  type VisitListFilter,
  type VisitorFilter,
} from "@/lib/visits/schema";

type Store = { sellerId: string; slug: string };

export function visitParams(filter: VisitFilter | VisitListFilter): URLSearchParams {
  return filterParams(filter, {});
}

export function visitListOptions(store: Store, filter: VisitListFilter) {
  return storeListOptions<VisitPage>(store, "visits", visitParams(filter), VISIT_PAGE);
}

export function visitorListOptions(store: Store, filter: VisitorFilter) {
  return storeListOptions<VisitorPage>(store, "visits/customers", filterParams(filter, { show: "last" }), VISITOR_PAGE);
}

export function analyticsOptions({ sellerId, slug }: Store, filter: VisitFilter) {
  const params = visitParams(filter).toString();
  return queryOptions({
    queryKey: [sellerId, "visits/analytics", params],
    queryFn: ({ signal }) => getJson<Analytics>(`/api/vendor/${slug}/visits/analytics?${params}`, sellerId, signal),
  });
}

export function presentOptions({ sellerId, slug }: Store) {
  return queryOptions({
    queryKey: [sellerId, "visits/present"],
    queryFn: ({ signal }) => getJson<PresentPage>(`/api/vendor/${slug}/visits/present`, sellerId, signal),
  });
}
