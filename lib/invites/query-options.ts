import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { INVITE_PAGE, type InviteDetails, type InviteFilter, type InvitePage } from "@/lib/invites/schema";
import { filterParams, storeListOptions } from "@/lib/list-options";

export function inviteParams(filter: InviteFilter): URLSearchParams {
  return filterParams(filter, { q: "" });
}

export function inviteListOptions(store: { sellerId: string; slug: string }, filter: InviteFilter) {
  return storeListOptions<InvitePage>(store, "invites", inviteParams(filter), INVITE_PAGE);
}

export function inviteDetailsOptions({ sellerId, slug }: { sellerId: string; slug: string }, id: string) {
  return queryOptions({
    queryKey: [sellerId, "invites", "details", id],
    queryFn: ({ signal }) => getJson<InviteDetails>(`/api/vendor/${slug}/invites/${id}`, sellerId, signal),
  });
}
