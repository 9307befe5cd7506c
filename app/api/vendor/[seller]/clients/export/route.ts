import { clientCsvLines } from "@/lib/clients/queries";
import { clientFilter } from "@/lib/clients/schema";
import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "clients.read",
  input: clientFilter,
  run: async (scope, filter) => csvResponse(`client-list-${scope.seller.slug}`, await clientCsvLines(scope, filter)),
});
