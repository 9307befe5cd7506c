import { getInvite } from "@/lib/invites/queries";
import { inviteDetailsInput } from "@/lib/invites/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "invites.read", input: inviteDetailsInput, run: getInvite });
