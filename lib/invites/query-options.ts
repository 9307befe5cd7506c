import { INVITE_PAGE, type InviteFilter, type InvitePage } from "@/lib/invites/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function inviteParams(filter: InviteFilter): URLSearchParams {
  return filterParams(filter, { q: "" });
}

export function inviteListOptions(store: { sellerId: string; slug: string }, filter: InviteFilter) {
  return storeListOptions<InvitePage>(store, "invites", inviteParams(filter), INVITE_PAGE);
}
