import { csvResponse } from "@/lib/csv";
import { importReportLines } from "@/lib/imports/queries";
import { importIdInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "clients.read",
  input: importIdInput,
  run: async (scope, { id }) => csvResponse(`import-${scope.seller.slug}`, await importReportLines(scope, id)),
});
