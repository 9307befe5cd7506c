import type { MessageFilter } from "@/lib/messages/schema";

/** The list under a filter; `more` is a page of it, or the message whose steps are shown. */
export function messagesHref(
  { status, channel, seller }: MessageFilter,
  more: { cursor?: string; open?: string } = {},
  path = "/admin/messages",
): string {
  const params = new URLSearchParams({
    ...(status && { status }),
    ...(channel && { channel }),
    ...(seller && { seller }),
    ...more,
  });
  return params.size > 0 ? `${path}?${params}` : path;
}
