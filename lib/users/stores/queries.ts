import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";

/** Open, suspended or not open yet. */
export type LonelyStore = { id: string; name: string; status: string };

/** Sellers that have no able admin but these users. */
export async function storesLeftAlone(db: Db, userIds: readonly string[]): Promise<LonelyStore[]> {
  const ids = [...userIds];
  return await db.$queryRaw<LonelyStore[]>`
    SELECT s.id, s.name, s.status FROM sellers s WHERE s.status <> 'terminated'
      AND EXISTS (SELECT FROM members m WHERE m.seller_id = s.id AND m.user_id = ANY (${ids}::uuid[]) AND m.role = 'admin' AND m.status = 'active')
      AND NOT EXISTS (SELECT FROM members o JOIN users u ON u.id = o.user_id
        WHERE o.seller_id = s.id AND o.user_id <> ALL (${ids}::uuid[]) AND o.role = 'admin' AND o.status = 'active' AND u.status = 'active')
    ORDER BY s.id`;
}

/** The open shops that would have no admin without this user: they cannot be disabled alone. */
export async function listOpenStoresAlone(scope: OperatorScope, userId: string): Promise<LonelyStore[]> {
  return (await storesLeftAlone(scope.db, [userId])).filter(({ status }) => status === "open");
}
