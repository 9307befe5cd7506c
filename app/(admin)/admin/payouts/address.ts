import type { AdminPayoutFilter } from "@/lib/payouts/schema";

/** The list under a filter; `more` is a page of it. */
export function payoutsHref(
  { state, seller }: AdminPayoutFilter,
  more: { cursor?: string } = {},
  path = "/admin/payouts",
): string {
  const params = new URLSearchParams({ ...(state && { state }), ...(seller && { seller }), ...more });
  return params.size > 0 ? `${path}?${params}` : path;
}
