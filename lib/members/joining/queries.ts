import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * When somebody last lost their place at a seller: deactivated as they are now, or removed or gone, of which only the activity tells. Whoever
 * turned out to be them counts as them.
 */
export async function lastGone(db: Db, sellerId: string, userIds: readonly string[]): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    WITH RECURSIVE person AS (
      SELECT unnest(${[...userIds]}::uuid[]) AS id UNION SELECT u.id FROM users u JOIN person p ON u.merged_into = p.id
    )
    SELECT max(at) AS at FROM (
      SELECT updated_at AS at FROM members WHERE seller_id = ${sellerId}::uuid AND status = 'deactivated' AND user_id IN (SELECT id FROM person)
      UNION ALL
      SELECT created_at FROM audit_events WHERE seller_id = ${sellerId}::uuid AND target_id IN (SELECT id::text FROM person)
        AND action IN ('member.removed', 'member.left')
    ) AS ends`;
  return row?.at ?? null;
}
