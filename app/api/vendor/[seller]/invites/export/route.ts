import { csvResponse } from "@/lib/csv";
import { inviteCsvLines } from "@/lib/invites/export/queries";
import { inviteFilter } from "@/lib/invites/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "store",
  can: "invites.read",
  input: inviteFilter,
  run: async (scope, filter) => csvResponse(`invites-${scope.seller.slug}`, await inviteCsvLines(scope, filter)),
});
