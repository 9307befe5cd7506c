import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import type { PayoutSource } from "@/lib/payouts/rules";

export type Period = {
  sellerId: string;
  timeZone: string;
  /** Days of the zone, both included. */
  from: string;
  to: string;
};

/**
 * What a payout of this period has to say: what happened on its days, and what happened on days of a payout that was approved before it
 * was known. Nothing that another payout has. `payoutId` is the draft that is computed again.
 */
export async function listSources(
  db: Db,
  period: Period & { currency: string; payoutId: string | null },
): Promise<PayoutSource[]> {
  const { sellerId, currency, payoutId } = period;
  const elsewhere = (column: Prisma.Sql, id: Prisma.Sql) => Prisma.sql`NOT EXISTS (SELECT FROM payout_lines l
    WHERE l.seller_id = ${sellerId}::uuid AND l.${column} = ${id} AND l.payout_id IS DISTINCT FROM ${payoutId}::uuid)`;
  const orders = await db.$queryRaw<Extract<PayoutSource, { kind: "order" }>[]>`
    SELECT 'order' AS kind, o.id, o.number, o.delivered_at AS at, o.total::float8 AS amount, o.commission_bp AS "commissionBp"
    FROM orders o WHERE o.seller_id = ${sellerId}::uuid AND o.currency = ${currency} AND o.status = 'delivered'
      AND ${within(period, Prisma.sql`o.delivered_at`)} AND ${elsewhere(Prisma.sql`order_id`, Prisma.sql`o.id`)}
    ORDER BY o.delivered_at, o.number`;
  const refunds = await db.$queryRaw<Extract<PayoutSource, { kind: "refund" }>[]>`
    SELECT 'refund' AS kind, r.id, o.number, r.created_at AS at, r.amount::float8 AS amount, r.refunded_before::float8 AS "refundedBefore",
      o.commission_bp AS "commissionBp"
    FROM order_refunds r JOIN orders o ON o.seller_id = r.seller_id AND o.id = r.order_id
    WHERE r.seller_id = ${sellerId}::uuid AND o.currency = ${currency}
      AND ${within(period, Prisma.sql`r.created_at`)} AND ${elsewhere(Prisma.sql`refund_id`, Prisma.sql`r.id`)}
    ORDER BY r.created_at, o.number, r.refunded_before`;
  const corrections = await db.$queryRaw<Extract<PayoutSource, { kind: "correction" }>[]>`
    SELECT 'correction' AS kind, c.id, p.number, c.created_at AS at, c.amount::float8 AS amount
    FROM payout_corrections c JOIN payouts p ON p.seller_id = c.seller_id AND p.id = c.payout_id
    WHERE c.seller_id = ${sellerId}::uuid AND c.currency = ${currency} AND ${elsewhere(Prisma.sql`correction_id`, Prisma.sql`c.id`)}
    ORDER BY c.created_at, c.id`;
  const carried = await db.$queryRaw<Extract<PayoutSource, { kind: "carried" }>[]>`
    SELECT 'carried' AS kind, p.id, p.number, p.approved_at AS at, p.net::float8 AS amount
    FROM payouts p WHERE p.seller_id = ${sellerId}::uuid AND p.currency = ${currency} AND p.state = 'approved' AND p.net < 0
      AND p.id IS DISTINCT FROM ${payoutId}::uuid AND ${elsewhere(Prisma.sql`carried_id`, Prisma.sql`p.id`)}
    ORDER BY p.number`;
  return [...orders, ...refunds, ...corrections, ...carried];
}

function within({ sellerId, currency, timeZone, from, to }: Period & { currency: string }, at: Prisma.Sql): Prisma.Sql {
  const midnight = (day: Prisma.Sql) => Prisma.sql`((${day})::timestamp AT TIME ZONE ${timeZone}::text)`;
  return Prisma.sql`(${at} >= ${midnight(Prisma.sql`${from}::date`)} AND ${at} < ${midnight(Prisma.sql`${to}::date + 1`)}
    OR ${at} < ${midnight(Prisma.sql`${from}::date`)} AND EXISTS (SELECT FROM payouts earlier
      WHERE earlier.seller_id = ${sellerId}::uuid AND earlier.currency = ${currency} AND earlier.state <> 'draft'
        AND (${at} AT TIME ZONE ${timeZone}::text)::date BETWEEN earlier.period_from AND earlier.period_to))`;
}

/** The currencies of what no payout of the seller has yet. */
export async function listOpenCurrencies(db: Db, sellerId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ currency: string }[]>`
    SELECT o.currency FROM orders o WHERE o.seller_id = ${sellerId}::uuid AND o.status = 'delivered'
      AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = o.seller_id AND l.order_id = o.id)
    UNION SELECT o.currency FROM order_refunds r JOIN orders o ON o.seller_id = r.seller_id AND o.id = r.order_id
      WHERE r.seller_id = ${sellerId}::uuid AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = r.seller_id AND l.refund_id = r.id)
    UNION SELECT c.currency FROM payout_corrections c WHERE c.seller_id = ${sellerId}::uuid
      AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = c.seller_id AND l.correction_id = c.id)
    UNION SELECT p.currency FROM payouts p WHERE p.seller_id = ${sellerId}::uuid AND p.state = 'approved' AND p.net < 0
      AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = p.seller_id AND l.carried_id = p.id)
    ORDER BY 1`;
  return rows.map(({ currency }) => currency);
}
