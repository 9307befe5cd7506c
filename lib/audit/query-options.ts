import { ACTIVITY_PAGE, type ActivityFilter, type ActivityPage } from "@/lib/audit/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function activityParams(filter: ActivityFilter): URLSearchParams {
  return filterParams(filter, {});
}

export function activityListOptions(store: { sellerId: string; slug: string }, filter: ActivityFilter) {
  return storeListOptions<ActivityPage>(store, "audit", activityParams(filter), ACTIVITY_PAGE);
}
