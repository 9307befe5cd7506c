import "server-only";
import type { Db } from "@/lib/db/client";
import type { Rows } from "@/lib/merges/carts/commands";

/** Both were in the shop: the visits of the row that is set aside become those of the other, and each says whose it was. Roll-ups stay as they are. */
export async function joinVisits(db: Db, { sellerId, kept, lost }: Rows): Promise<void> {
  await db.$executeRaw`UPDATE visits SET customer_id = ${kept}::uuid, merged_from = array_append(merged_from, ${lost}::uuid)
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${lost}::uuid`;
  await db.$executeRaw`UPDATE visit_alerts SET customer_id = ${kept}::uuid WHERE seller_id = ${sellerId}::uuid AND customer_id = ${lost}::uuid`;
  await db.$executeRaw`
    INSERT INTO visit_customers AS k (seller_id, customer_id, visits, first_at, last_at, overdue_at, last_days)
    SELECT seller_id, ${kept}::uuid, visits, first_at, last_at, overdue_at, last_days FROM visit_customers WHERE seller_id = ${sellerId}::uuid AND customer_id = ${lost}::uuid
    ON CONFLICT (seller_id, customer_id) DO UPDATE SET visits = k.visits + EXCLUDED.visits,
      first_at = LEAST(k.first_at, EXCLUDED.first_at), last_at = GREATEST(k.last_at, EXCLUDED.last_at),
      overdue_at = visit_overdue_at(k.visits + EXCLUDED.visits, LEAST(k.first_at, EXCLUDED.first_at), GREATEST(k.last_at, EXCLUDED.last_at)),
      last_days = (SELECT jsonb_object_agg(country, day) FROM (
        SELECT key AS country, max(value) AS day FROM (SELECT * FROM jsonb_each_text(k.last_days) UNION ALL SELECT * FROM jsonb_each_text(EXCLUDED.last_days)) AS each
        GROUP BY key) AS days)`;
}

/** Each back to whose it was; what came since stays. Of the row that was set aside the figures were never touched. */
export async function partVisits(db: Db, { sellerId, kept, lost }: Rows): Promise<void> {
  await db.$executeRaw`UPDATE visits SET customer_id = ${lost}::uuid, merged_from = trim_array(merged_from, 1)
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${kept}::uuid AND merged_from[cardinality(merged_from)] = ${lost}::uuid`;
  await db.$executeRaw`
    UPDATE visit_customers k SET visits = n.visits, first_at = n.first_at, last_at = n.last_at, overdue_at = visit_overdue_at(n.visits, n.first_at, n.last_at), last_days = (
      SELECT jsonb_object_agg(country, day) FROM (
        SELECT country, max(day) AS day FROM visits v WHERE v.seller_id = k.seller_id AND v.customer_id = k.customer_id GROUP BY country) AS days)
    FROM (
      SELECT k.visits - l.visits AS visits, min(v.visited_at) AS first_at, max(v.visited_at) AS last_at
      FROM visit_customers k
      JOIN visit_customers l ON l.seller_id = k.seller_id AND l.customer_id = ${lost}::uuid
      JOIN visits v ON v.seller_id = k.seller_id AND v.customer_id = k.customer_id
      WHERE k.seller_id = ${sellerId}::uuid AND k.customer_id = ${kept}::uuid GROUP BY k.visits, l.visits) AS n
    WHERE k.seller_id = ${sellerId}::uuid AND k.customer_id = ${kept}::uuid AND n.visits > 0`;
  // Whose own visits are not kept any more has not been here, as far as anybody knows.
  await db.$executeRaw`
    DELETE FROM visit_customers k USING visit_customers l WHERE k.seller_id = ${sellerId}::uuid AND k.customer_id = ${kept}::uuid
      AND l.seller_id = k.seller_id AND l.customer_id = ${lost}::uuid
      AND NOT EXISTS (SELECT FROM visits v WHERE v.seller_id = k.seller_id AND v.customer_id = k.customer_id)`;
}

/** When each of both was active last, after both rows were written back: who came during the merge was one of them. */
export async function partActivity(db: Db, { sellerId, kept, lost }: Rows): Promise<void> {
  await db.$executeRaw`
    UPDATE customers c SET last_visit_at = COALESCE((SELECT max(v.last_seen_at) FROM visits v WHERE v.seller_id = c.seller_id AND v.customer_id = c.id), last_visit_at)
    WHERE c.seller_id = ${sellerId}::uuid AND c.id IN (${kept}::uuid, ${lost}::uuid)`;
}
