export const SELLER_STATUSES = ["draft", "pending", "open", "suspended", "terminated"] as const;
export type SellerStatus = (typeof SELLER_STATUSES)[number];

/** The part of an address that names a seller: lower-case letters, digits and inner hyphens, 3 to 48 characters. */
export function isSlug(value: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$/.test(value);
}
