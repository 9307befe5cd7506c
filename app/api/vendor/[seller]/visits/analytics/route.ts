import { route } from "@/lib/server/route";
import { getAnalytics } from "@/lib/visits/analytics/queries";
import { visitFilter } from "@/lib/visits/schema";

export const GET = route({
  scope: "store",
  can: "visits.read",
  input: visitFilter,
  run: (scope, filter) => getAnalytics(scope, filter),
});
