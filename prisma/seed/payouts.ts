import { dayIn } from "@/lib/days";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { commissionBack, entryOf, type PayoutEntry, type PayoutSource, sumsOf } from "@/lib/payouts/rules";
import { payoutLineRow } from "../factories/payouts";
import type { Context } from "./customers";
import { createRandom, type Random } from "./random";

const DAY = 86_400_000;
const REASONS = [
  "Two boxes were damaged on arrival.",
  "Delivered a day late, as agreed by telephone.",
  "The wrong size was packed.",
  "Short by one case.",
];

export type PayoutRows = {
  refunds: Prisma.OrderRefundCreateManyInput[];
  payouts: Prisma.PayoutCreateManyInput[];
  lines: Prisma.PayoutLineCreateManyInput[];
  corrections: Prisma.PayoutCorrectionCreateManyInput[];
  /** Of counter-entries, which follow the payouts that they correct. */
  lateLines: Prisma.PayoutLineCreateManyInput[];
  decisions: { sellerId: string; id: string; approvedAt: Date; paid: { at: Date; reference: string } | null }[];
};

type Order = Context["rows"]["orders"][number];

/** Half months of the seller: the oldest paid, then one approved, the newest a draft with a counter-entry for the first. */
export function addPayouts({ rows, shop, seller, admin }: Context): void {
  const random = createRandom(20_260_101);
  const { id: sellerId, timeZone, currency } = seller;
  const agreed = shop.seller.commissionBp;
  const commissionBp = typeof agreed === "number" ? agreed : 0;
  const delivered = rows.orders.filter(
    ({ sellerId: of, deliveredAt }) => of === sellerId && deliveredAt instanceof Date,
  );
  const refunds = addRefunds(rows.payouts, delivered, admin.id, random);
  const sources = [
    ...delivered.map((order) => orderSource(order, commissionBp)).sort(inTime),
    ...refunds.map(({ order, ...refund }) => refundSource(order, refund, commissionBp)).sort(inTime),
  ];
  const periods = halfMonths(timeZone, sources);
  for (const [index, { from, to }] of periods.entries()) {
    const id = newId();
    const number = index + 1;
    const left = periods.length - index;
    const entries = sources.filter(({ at }) => isWithin(dayIn(timeZone, at), from, to)).map(entryOf);
    const extra = left === 1 ? correct(rows.payouts, sellerId, currency, admin.id) : [];
    const computedAt = new Date(Date.parse(to) + 1.4 * DAY);
    const period = { periodFrom: new Date(from), periodTo: new Date(to), timeZone, currency, computedAt };
    rows.payouts.payouts.push({ sellerId, id, number, ...period, ...sumsOf([...entries, ...extra]) });
    rows.payouts.lines.push(...entries.map((entry, at) => payoutLineRow(sellerId, id, entry, at)));
    rows.payouts.lateLines.push(...extra.map((entry, at) => payoutLineRow(sellerId, id, entry, entries.length + at)));
    if (left === 1) continue;
    const later = (days: number) => new Date(Math.min(computedAt.getTime() + days * DAY, Date.now()));
    const paid = left > 2 ? { at: later(2), reference: `SEPA ${to.replaceAll("-", "")} ${number}` } : null;
    rows.payouts.decisions.push({ sellerId, id, approvedAt: later(1), paid });
  }
}

function addRefunds(rows: PayoutRows, delivered: Order[], by: string, random: Random) {
  return delivered.flatMap((order) => {
    const createdAt = new Date(timeOf(order).getTime() + random.int(6, 140) * 3_600_000);
    const whole = random.chance(0.3);
    const total = Number(order.total);
    const amount = whole ? total : Math.ceil(total / random.int(3, 8));
    const reason = random.pick(REASONS);
    if (!random.chance(0.05) || amount === 0 || createdAt.getTime() > Date.now()) return [];
    const { sellerId, customerId, id: orderId } = order;
    const refund = { id: newId(), amount, createdAt };
    rows.refunds.push({ ...refund, sellerId, orderId, customerId, reason, createdBy: by, amount: BigInt(amount) });
    return [{ order, ...refund }];
  });
}

function timeOf({ deliveredAt }: Order): Date {
  if (!(deliveredAt instanceof Date)) throw new Error("This order was not delivered.");
  return deliveredAt;
}

function orderSource(order: Order, commissionBp: number): PayoutSource {
  const { id, number, total } = order;
  return { kind: "order", id, number, at: timeOf(order), amount: Number(total), commissionBp };
}

function inTime(a: PayoutSource, b: PayoutSource): number {
  return a.at.getTime() - b.at.getTime() || a.number - b.number;
}

type Refund = { id: string; amount: number; createdAt: Date };

function refundSource({ number }: Order, { id, amount, createdAt: at }: Refund, commissionBp: number): PayoutSource {
  return { kind: "refund", id, number, at, amount, refundedBefore: 0, commissionBp };
}

/** What was wrong in the first payout. */
function correct(rows: PayoutRows, sellerId: string, currency: string, by: string): PayoutEntry[] {
  const first = rows.payouts.find((payout) => payout.sellerId === sellerId);
  if (!first) return [];
  const id = newId();
  const at = new Date(Date.now() - 2 * DAY);
  const amount = commissionBack({ amount: Number(first.gross ?? 0n), refundedBefore: 0, commissionBp: 10 });
  if (amount === 0) return [];
  const reason = "The commission agreed for the first weeks was lower.";
  rows.corrections.push({
    sellerId,
    id,
    payoutId: first.id,
    currency,
    amount: BigInt(amount),
    reason,
    createdBy: by,
    createdAt: at,
  });
  return [entryOf({ kind: "correction", id, number: first.number, at, amount })];
}

/** From the first half month with something in it to the last one that is over. */
function halfMonths(timeZone: string, sources: PayoutSource[]): { from: string; to: string }[] {
  const first = sources.reduce((least, { at }) => Math.min(least, at.getTime()), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first)) return [];
  const today = dayIn(timeZone, new Date());
  const [year = 0, month = 1] = dayIn(timeZone, new Date(first)).split("-").map(Number);
  const iso = (day: number, months: number) =>
    new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
  return Array.from({ length: 10 }, (_, index) => {
    const months = Math.floor(index / 2);
    return index % 2 === 0
      ? { from: iso(1, months), to: iso(15, months) }
      : { from: iso(16, months), to: iso(0, months + 1) };
  }).filter(({ from, to }) => to < today && to >= dayIn(timeZone, new Date(first)) && from < today);
}

function isWithin(day: string, from: string, to: string): boolean {
  return from <= day && day <= to;
}

/** As it happens in life: computed, approved, paid, and only then corrected. */
export async function writePayouts(db: Db, rows: PayoutRows): Promise<void> {
  await db.orderRefund.createMany({ data: rows.refunds });
  await db.payout.createMany({ data: rows.payouts });
  for (let start = 0; start < rows.lines.length; start += 1000)
    await db.payoutLine.createMany({ data: rows.lines.slice(start, start + 1000) });
  for (const { sellerId, id, approvedAt, paid } of rows.decisions) {
    await db.payout.updateMany({ where: { sellerId, id }, data: { state: "approved", approvedAt } });
    if (paid)
      await db.payout.updateMany({
        where: { sellerId, id },
        data: { state: "paid", paidAt: paid.at, reference: paid.reference },
      });
  }
  await db.payoutCorrection.createMany({ data: rows.corrections });
  await db.payoutLine.createMany({ data: rows.lateLines });
}
