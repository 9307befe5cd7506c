import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { forgetTold } from "@/lib/alerts/forgetting/commands";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { notFoundError } from "@/lib/errors";

/** Takes away every visit of one customer and what it added to the roll-ups: as if they had never come. */
export async function eraseCustomerVisits(
  scope: StoreScope,
  { customerId }: { customerId: string },
): Promise<{ erased: number }> {
  const sellerId = scope.seller.id;
  return await SystemScope.resolve("visits erased", scope).tx(async (db) => {
    const erased = await eraseVisits(db, [{ sellerId, customerId }]);
    if (erased === null) throw notFoundError();
    await recordAudit(db, scope, {
      action: "customer.visits_erased",
      targetKind: "customer",
      targetId: customerId,
      data: { count: erased },
    });
    return { erased };
  });
}

type CustomerRef = { sellerId: string; customerId: string };

/**
 * In the caller's transaction. The customers' rows are locked first: whoever is in the shop at this moment begins anew with the next page; then the sellers'
 * roll-ups, which nobody else writes meanwhile. Visits whose month was dropped stay in the roll-ups, where they are nobody's. Whoever was merged into
 * them is erased with them: undoing the merge brings nothing back. Null: there is no such customer.
 */
export async function eraseVisits(db: Db, customers: readonly CustomerRef[]): Promise<number | null> {
  const locked = await forgetActivity(db, customers);
  if (locked === 0) return null;
  for (const sellerId of [...new Set(customers.map((each) => each.sellerId))].sort())
    await db.$executeRaw`SELECT own_visits(${sellerId}::uuid)`;
  const merged = await db.$queryRaw<CustomerRef[]>`
    SELECT DISTINCT v.seller_id AS "sellerId", unnest(v.merged_from) AS "customerId" FROM visits v
    JOIN jsonb_to_recordset(${refs(customers)}::jsonb) AS r(seller uuid, customer uuid) ON v.seller_id = r.seller AND v.customer_id = r.customer`;
  if (merged.length > 0) await forgetActivity(db, merged);
  const rows = refs([...customers, ...merged]);
  const [{ erased = 0 } = {}] = await db.$queryRaw<{ erased: number }[]>`
    WITH gone AS (
      DELETE FROM visits v USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid)
      WHERE v.seller_id = r.seller AND v.customer_id = r.customer RETURNING v.*
    ), days AS (
      UPDATE visit_days d SET visits = d.visits - g.visits, ordered = d.ordered - g.ordered
      FROM (SELECT seller_id, day, country, device, count(*)::int AS visits, count(*) FILTER (WHERE ordered)::int AS ordered FROM gone GROUP BY 1, 2, 3, 4) AS g
      WHERE d.seller_id = g.seller_id AND d.day = g.day AND d.country = g.country AND d.device = g.device
    ), hours AS (
      UPDATE visit_hours h SET visits = h.visits - g.visits, ordered = h.ordered - g.ordered
      FROM (SELECT seller_id, c.country, day, hour, count(*)::int AS visits, count(*) FILTER (WHERE ordered)::int AS ordered FROM gone CROSS JOIN unnest(ARRAY[gone.country, 'all']) AS c(country) GROUP BY 1, 2, 3, 4) AS g
      WHERE h.seller_id = g.seller_id AND h.country = g.country AND h.day = g.day AND h.hour = g.hour
    ), gaps AS (
      UPDATE visit_gaps g SET visits = g.visits - x.visits FROM (
        SELECT seller_id, day, country, gap, sum(visits)::int AS visits FROM (
          SELECT seller_id, day, 'all' AS country, gap, count(*) AS visits FROM gone GROUP BY 1, 2, 3, 4
          UNION ALL SELECT seller_id, day, country, country_gap, count(*) FROM gone GROUP BY 1, 2, 3, 4) AS both_kinds GROUP BY 1, 2, 3, 4) AS x
      WHERE g.seller_id = x.seller_id AND g.day = x.day AND g.country = x.country AND g.gap = x.gap
    ), known AS (
      DELETE FROM visit_customers k USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid)
      WHERE k.seller_id = r.seller AND k.customer_id = r.customer
    ), alerts AS (
      DELETE FROM visit_alerts a USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid)
      WHERE a.seller_id = r.seller AND a.customer_id = r.customer
    )
    SELECT count(*)::int AS erased FROM gone`;
  // Only now: an alert that was being told at this moment has left these behind.
  await db.$executeRaw`
    DELETE FROM held_alerts a USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid) WHERE a.seller_id = r.seller AND a.customer_id = r.customer`;
  await db.$executeRaw`
    DELETE FROM alert_cool_downs a USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid) WHERE a.seller_id = r.seller AND a.customer_id = r.customer`;
  await forgetTold(db, [...new Set(customers.map((each) => each.sellerId))]);
  await db.$executeRaw`
    DELETE FROM visit_days d USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid) WHERE d.seller_id = r.seller AND d.visits = 0`;
  await db.$executeRaw`
    DELETE FROM visit_hours h USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid) WHERE h.seller_id = r.seller AND h.visits = 0`;
  await db.$executeRaw`
    DELETE FROM visit_gaps g USING jsonb_to_recordset(${rows}::jsonb) AS r(seller uuid, customer uuid) WHERE g.seller_id = r.seller AND g.visits = 0`;
  return erased;
}

const refs = (customers: readonly CustomerRef[]) =>
  JSON.stringify(customers.map(({ sellerId, customerId }) => ({ seller: sellerId, customer: customerId })));

async function forgetActivity(db: Db, customers: readonly CustomerRef[]): Promise<number> {
  return await db.$executeRaw`
    UPDATE customers c SET last_visit_at = NULL FROM (
      SELECT k.seller_id, k.id FROM customers k JOIN jsonb_to_recordset(${refs(customers)}::jsonb) AS r(seller uuid, customer uuid)
        ON k.seller_id = r.seller AND k.id = r.customer ORDER BY k.seller_id, k.id FOR NO KEY UPDATE OF k) AS l
    WHERE c.seller_id = l.seller_id AND c.id = l.id`;
}
