import type { SellerPartInput } from "@/lib/sellers/schema";

/** One part of a seller's page, and a page of it. */
export function partHref(
  slug: string,
  { tab, status, cursor }: Partial<Pick<SellerPartInput, "tab" | "status">> & { cursor?: string },
): string {
  const params = new URLSearchParams({
    ...(tab && tab !== "overview" && { tab }),
    ...(status && { status }),
    ...(cursor && { cursor }),
  });
  const path = `/admin/sellers/${slug}`;
  return params.size > 0 ? `${path}?${params}` : path;
}
