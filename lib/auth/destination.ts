import "server-only";
import { cookies } from "next/headers";
import type { AccountScope } from "@/lib/access/scope";
import { type HomeKind, homeAfterSignIn, mayGo, type Reach, sameSitePath, sellerInPath } from "@/lib/auth/rules";
import { cookieOptions } from "@/lib/auth/session-cookie";

const HOME_COOKIE = "home";

/** Where a user may go, in one round trip: two slugs of each kind tell one from several, the asked one among them if it is theirs. */
export async function readReach(account: AccountScope, askedSlug: string | null): Promise<Reach> {
  const [reach] = await account.sql<Reach>({
    name: "reach",
    text: `SELECT
      ARRAY(SELECT se.slug FROM customers c JOIN sellers se ON se.id = c.seller_id
        WHERE c.user_id = $1 AND c.status = 'approved' AND se.status = 'open' ORDER BY (se.slug = $2) DESC LIMIT 2) AS shops,
      ARRAY(SELECT se.slug FROM members m JOIN sellers se ON se.id = m.seller_id
        WHERE m.user_id = $1 AND m.status = 'active' AND se.status <> 'terminated' ORDER BY (se.slug = $2) DESC LIMIT 2) AS stores,
      EXISTS (SELECT FROM operators WHERE user_id = $1 AND status = 'active') AS operator,
      NOT EXISTS (SELECT FROM members m JOIN sellers se ON se.id = m.seller_id
        WHERE m.user_id = $1 AND m.status = 'active' AND se.status <> 'terminated' AND (m.role <> 'admin' OR se.status <> 'draft')) AS drafting`,
    values: [account.user.id, askedSlug ?? ""],
  });
  return reach ?? { shops: [], stores: [], operator: false };
}

/**
 * A deep link wins if they may go there. An invite to a shop that they may not enter (it went to another contact)
 * leads back to the invite, which says so. Whoever has no name yet is asked for it first.
 */
export async function destinationAfterSignIn(account: AccountScope, next?: string, invite?: string): Promise<string> {
  const wanted = sameSitePath(next);
  const inviteSeller = invite?.split("/")[0];
  const reach = await readReach(account, (wanted && sellerInPath(wanted)) ?? inviteSeller ?? null);
  const chosen = (await cookies()).get(HOME_COOKIE)?.value;
  const allowed = wanted !== null && mayGo(wanted, reach);
  // An invite to the staff is lost on whoever is only a customer there.
  const places = wanted?.startsWith("/vendor/") ? reach.stores : reach.shops;
  const lost = inviteSeller !== undefined && !allowed && !places.includes(inviteSeller);
  const target = allowed ? wanted : lost ? `/invite/${invite}` : homeAfterSignIn(reach, chosen);
  return account.user.name ? target : `/welcome?next=${encodeURIComponent(target)}`;
}

export async function rememberHome({ kind }: { kind: HomeKind }): Promise<void> {
  (await cookies()).set(HOME_COOKIE, kind, { ...cookieOptions(), maxAge: 365 * 86_400 });
}
