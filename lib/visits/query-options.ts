import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { filterParams, storeListOptions } from "@/lib/list-options";
import type { Analytics, PresentPage, VisitorPage, VisitPage } from "@/lib/visits/rules";
import {
  type AnalyticsView,
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

/** The address of what the analytics show. */
export function analyticsParams(view: AnalyticsView): URLSearchParams {
  return filterParams(view, { show: "last" });
}

/** What the parts of the analytics are narrowed to. */
export function splitView({ show, ordered, visit: _visit, ...range }: AnalyticsView) {
  return { range, list: { ...range, ordered }, visitors: { show } };
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
    placeholderData: keepPreviousData,
  });
}

export function presentOptions({ sellerId, slug }: Store) {
  return queryOptions({
    queryKey: [sellerId, "visits/present"],
    queryFn: ({ signal }) => getJson<PresentPage>(`/api/vendor/${slug}/visits/present`, sellerId, signal),
  });
}
