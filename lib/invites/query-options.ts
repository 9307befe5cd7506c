import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { INVITE_PAGE, type InviteFilter, type InvitePage } from "@/lib/invites/schema";

type Store = { sellerId: string; slug: string };

/** The filter as it stands in addresses: what is usual is left out. */
export function inviteParams(filter: InviteFilter): URLSearchParams {
  const usual: Record<string, string> = { q: "" };
  const entries = Object.entries(filter).filter(([name, value]) => value !== undefined && value !== usual[name]);
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}

export function inviteListOptions({ sellerId, slug }: Store, filter: InviteFilter) {
  return infiniteQueryOptions({
    queryKey: [sellerId, "invites", filter],
    queryFn: ({ pageParam, signal }) => {
      const params = inviteParams(filter);
      if (pageParam) params.set("cursor", pageParam);
      else params.set("count", "1");
      params.set("limit", String(INVITE_PAGE));
      return getJson<InvitePage>(`/api/vendor/${slug}/invites?${params}`, sellerId, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
