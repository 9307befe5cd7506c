import "server-only";
import { type Parting, partedCustomer, partedMember } from "@/lib/access/parted";
import { findShopRow, findStoreRow } from "@/lib/access/resolve-sql";
import type { AccountScope } from "@/lib/access/scope";
import { isSlug } from "@/lib/sellers/rules";

/** Whether a seller's shop, or its portal, that was open to this person is closed for good or, to a member, for now; null for everybody else. */
export async function findParting(
  account: AccountScope,
  kind: "shop" | "store",
  slug: unknown,
): Promise<Parting | null> {
  if (typeof slug !== "string" || !isSlug(slug)) return null;
  const { sessionId } = account.user;
  if (kind === "shop") {
    const row = await findShopRow(sessionId, slug);
    return row && row.seller_id !== null ? partedCustomer(row) : null;
  }
  const row = await findStoreRow(sessionId, slug);
  return row && row.seller_id !== null ? partedMember(row) : null;
}
