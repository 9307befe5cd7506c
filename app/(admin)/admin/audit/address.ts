import type { PlatformActivityFilter } from "@/lib/audit/platform/schema";

/** The activity under a filter; `cursor`: a page of it. */
export function activityHref(
  { seller, who, what, from, to, refused }: Partial<PlatformActivityFilter>,
  cursor?: string,
  path = "/admin/audit",
): string {
  const params = new URLSearchParams({
    ...(seller && { seller }),
    ...(who && { who }),
    ...(what && { what }),
    ...(from && { from }),
    ...(to && { to }),
    ...(refused && { refused }),
    ...(cursor && { cursor }),
  });
  return params.size > 0 ? `${path}?${params}` : path;
}
