import "server-only";
import type { OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError } from "@/lib/errors";
import { listOpenCurrencies, listSources, type Period } from "@/lib/payouts/computing/queries";
import { type Computed, entryOf, isOver, type PayoutEntry, type SkipReason, sumsOf } from "@/lib/payouts/rules";
import type { ComputePayoutsInput } from "@/lib/payouts/schema";

type Computing = OperatorScope | SystemScope;
type Seller = { id: string; timeZone: string };

/** Computes a period for one seller; as often as one likes, with the same result. */
export async function computePayouts(
  scope: OperatorScope,
  { from, to, seller: slug }: ComputePayoutsInput,
): Promise<Computed> {
  const seller = await scope.db.seller.findFirst({ where: { slug }, select: { id: true, timeZone: true } });
  if (!seller) throw fieldError("seller", "payouts.errors.seller");
  const { why, ...computed } = await scope.tx((db) => computeSeller(scope, db, seller, { from, to }));
  if (why) throw fieldError("to", `payouts.errors.${why}`);
  return computed;
}

/** In the caller's transaction, one payout per currency that the seller sells in; `why` says of which there is none. */
export async function computeSeller(
  scope: Computing,
  db: Db,
  seller: Seller,
  { from, to }: { from: string; to: string },
): Promise<Computed & { why: SkipReason | null }> {
  const computed: Computed = { written: 0, unchanged: 0, closed: 0 };
  if (!isOver(to, seller.timeZone, new Date())) return { ...computed, why: "early" };
  const outcomes = await computeCurrencies(scope, db, { sellerId: seller.id, timeZone: seller.timeZone, from, to });
  for (const outcome of outcomes) if (outcome !== "overlap") computed[outcome] += 1;
  return { ...computed, why: outcomes.includes("overlap") ? "overlap" : null };
}

async function computeCurrencies(scope: Computing, db: Db, period: Period): Promise<(keyof Computed | "overlap")[]> {
  const { sellerId, from, to } = period;
  await lockPayouts(db, sellerId);
  const existing = await db.$queryRaw<{ id: string; currency: string; state: string; same: boolean }[]>`
    SELECT id, currency, state, (period_from, period_to) = (${from}::date, ${to}::date) AS same FROM payouts
    WHERE seller_id = ${sellerId}::uuid AND period_from <= ${to}::date AND period_to >= ${from}::date`;
  const currencies = new Set([...existing.map((row) => row.currency), ...(await listOpenCurrencies(db, sellerId))]);
  const outcomes: (keyof Computed | "overlap")[] = [];
  for (const currency of currencies) {
    const met = existing.filter((row) => row.currency === currency);
    const [own] = met;
    if (met.some(({ same }) => !same)) outcomes.push("overlap");
    else if (own && own.state !== "draft") outcomes.push("closed");
    else outcomes.push(...(await computeOne(scope, db, { ...period, currency, payoutId: own?.id ?? null })));
  }
  return outcomes;
}

/** Computing, approving and discarding a seller's payouts wait for each other; the database takes the same lock for a new one. */
export async function lockPayouts(db: Db, sellerId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('payouts ' || ${sellerId}::uuid, 0))`;
}

type Draft = Period & { currency: string; payoutId: string | null };

/** Nothing to say and no draft that said something: no payout. */
async function computeOne(scope: Computing, db: Db, draft: Draft): Promise<("written" | "unchanged")[]> {
  const entries = (await listSources(db, draft)).map(entryOf);
  if (draft.payoutId === null && entries.length === 0) return [];
  const payoutId = draft.payoutId ?? (await addDraft(db, draft));
  return [(await writeDraft(scope, db, { ...draft, payoutId }, entries)) ? "written" : "unchanged"];
}

async function addDraft(db: Db, { sellerId, currency, timeZone, from, to }: Draft): Promise<string> {
  const id = newId();
  await db.$executeRaw`
    INSERT INTO payouts (seller_id, id, number, period_from, period_to, time_zone, currency)
    SELECT ${sellerId}::uuid, ${id}::uuid, COALESCE(max(number), 0) + 1, ${from}::date, ${to}::date, ${timeZone}, ${currency}
    FROM payouts WHERE seller_id = ${sellerId}::uuid`;
  return id;
}

/** Computes a draft once more, in the caller's transaction and under its lock; true when its figures changed. */
export async function refreshDraft(scope: OperatorScope, db: Db, sellerId: string, id: string): Promise<boolean> {
  const [draft] = await db.$queryRaw<(Period & { currency: string; payoutId: string })[]>`
    SELECT p.seller_id AS "sellerId", p.id AS "payoutId", p.currency, s.time_zone AS "timeZone", p.period_from::text AS from, p.period_to::text AS to
    FROM payouts p JOIN sellers s ON s.id = p.seller_id WHERE p.seller_id = ${sellerId}::uuid AND p.id = ${id}::uuid AND p.state = 'draft'`;
  if (!draft) throw new AppError("conflict", "payouts.errors.notDraft");
  return await writeDraft(scope, db, draft, (await listSources(db, draft)).map(entryOf));
}

async function writeDraft(
  scope: Computing,
  db: Db,
  { sellerId, payoutId, timeZone }: Draft & { payoutId: string },
  entries: readonly PayoutEntry[],
): Promise<boolean> {
  const rows = JSON.stringify(entries.map(lineRow));
  const [known] = await db.$queryRaw<{ same: boolean; number: number }[]>`
    SELECT p.number, p.time_zone = ${timeZone} AND COALESCE((SELECT jsonb_agg(jsonb_build_object('position', l.position, 'kind', l.kind,
        'source', COALESCE(l.order_id, l.refund_id, l.correction_id, l.carried_id), 'amount', l.amount, 'commission', l.commission) ORDER BY l.position)
      FROM payout_lines l WHERE l.seller_id = p.seller_id AND l.payout_id = p.id), '[]') = COALESCE((
      SELECT jsonb_agg(jsonb_build_object('position', e.position, 'kind', e.kind, 'source', e.source, 'amount', e.amount, 'commission', e.commission) ORDER BY e.position)
      FROM jsonb_to_recordset(${rows}::jsonb) AS e(position int, kind text, source uuid, amount bigint, commission bigint)), '[]') AS same
    FROM payouts p WHERE p.seller_id = ${sellerId}::uuid AND p.id = ${payoutId}::uuid`;
  if (!known || known.same) return false;
  await db.payoutLine.deleteMany({ where: { sellerId, payoutId } });
  await db.$executeRaw`
    INSERT INTO payout_lines (seller_id, payout_id, position, kind, order_id, refund_id, correction_id, carried_id, number, at, commission_bp, amount, commission)
    SELECT ${sellerId}::uuid, ${payoutId}::uuid, e.position, e.kind, CASE e.kind WHEN 'order' THEN e.source END, CASE e.kind WHEN 'refund' THEN e.source END,
      CASE e.kind WHEN 'correction' THEN e.source END, CASE e.kind WHEN 'carried' THEN e.source END, e.number, e.at, e.commission_bp, e.amount, e.commission
    FROM jsonb_to_recordset(${rows}::jsonb) AS e(position int, kind text, source uuid, number int, at timestamptz, commission_bp int, amount bigint, commission bigint)`;
  const sums = sumsOf(entries);
  await db.payout.updateMany({
    where: { sellerId, id: payoutId, state: "draft" },
    data: { ...sums, timeZone, computedAt: new Date() },
  });
  const { number } = known;
  await recordAudit(db, scope, {
    action: "payout.computed",
    targetKind: "payout",
    targetId: payoutId,
    sellerId,
    data: { number, orders: sums.orderCount, net: sums.net },
  });
  return true;
}

function lineRow({ sourceId: source, commissionBp: commission_bp, at, ...entry }: PayoutEntry, index: number) {
  return { ...entry, position: index + 1, source, commission_bp, at: at.toISOString() };
}
