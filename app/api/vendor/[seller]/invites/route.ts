import { listInvites } from "@/lib/invites/queries";
import { listInvitesInput } from "@/lib/invites/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "invites.read", input: listInvitesInput, run: listInvites });
