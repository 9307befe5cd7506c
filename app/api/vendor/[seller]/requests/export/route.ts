import { csvResponse } from "@/lib/csv";
import { requestCsvLines } from "@/lib/customers/requests/deciding/queries";
import { requestFilter } from "@/lib/customers/requests/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "requests.read",
  input: requestFilter,
  run: async (scope, filter) =>
    csvResponse(`access-requests-${scope.seller.slug}`, await requestCsvLines(scope, filter)),
});
