import { getImport } from "@/lib/imports/queries";
import { importIdInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "clients.read",
  input: importIdInput,
  run: (scope, { id }) => getImport(scope, id),
});
