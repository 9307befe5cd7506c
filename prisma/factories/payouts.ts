import { newId } from "@/lib/db/ids";
import { entryOf, type PayoutEntry, type PayoutState, sumsOf } from "@/lib/payouts/rules";
import { systemDb } from "./db";

type OrderRef = { id: string; sellerId: string; customerId: string };

/** Money given back for a delivered order. */
export async function createRefund(options: {
  order: OrderRef;
  amount: number;
  reason?: string;
  createdBy?: string;
  createdAt?: Date;
}): Promise<{ id: string }> {
  const { order, amount, reason = "Broken on arrival", createdBy = newId(), createdAt } = options;
  const { id: orderId, sellerId, customerId } = order;
  const id = newId();
  const row = { sellerId, id, orderId, customerId, amount: BigInt(amount), reason, createdBy };
  await systemDb().orderRefund.createMany({ data: { ...row, ...(createdAt && { createdAt }) } });
  return { id };
}

export function payoutLineRow(sellerId: string, payoutId: string, entry: PayoutEntry, index: number) {
  const { kind, sourceId, amount, commission, ...rest } = entry;
  const position = index + 1;
  return {
    sellerId,
    payoutId,
    position,
    kind,
    ...rest,
    amount: BigInt(amount),
    commission: BigInt(commission),
    [`${kind}Id`]: sourceId,
  };
}

/** A payout of some orders at no commission; approved or paid when that is asked for. */
export async function createPayout(options: {
  seller: { id: string; currency: string; timeZone: string };
  orders: { id: string; number: number; total: number }[];
  state?: PayoutState;
  from?: string;
  to?: string;
}): Promise<{ id: string; number: number }> {
  const { seller, orders, state = "draft", from = "2026-01-01", to = "2026-01-31" } = options;
  const db = systemDb();
  const id = newId();
  const number = 1 + (await db.payout.count({ where: { sellerId: seller.id } }));
  const at = new Date(`${to}T12:00:00Z`);
  const entries = orders.map(({ id, number, total: amount }) =>
    entryOf({ kind: "order", id, number, at, amount, commissionBp: 0 }),
  );
  const { id: sellerId, currency, timeZone } = seller;
  const period = { periodFrom: new Date(from), periodTo: new Date(to), timeZone, currency };
  await db.payout.createMany({ data: { sellerId, id, number, ...period, ...sumsOf(entries) } });
  await db.payoutLine.createMany({ data: entries.map((entry, index) => payoutLineRow(sellerId, id, entry, index)) });
  if (state !== "draft")
    await db.payout.updateMany({ where: { sellerId, id }, data: { state: "approved", approvedAt: at } });
  if (state === "paid")
    await db.payout.updateMany({ where: { sellerId, id }, data: { state, paidAt: at, reference: "Transfer 1" } });
  return { id, number };
}

/** A counter-entry of an approved or paid payout. */
export async function createCorrection(options: {
  seller: { id: string; currency: string };
  payout: { id: string };
  amount: number;
}): Promise<{ id: string }> {
  const { seller, payout, amount } = options;
  const id = newId();
  const row = { sellerId: seller.id, id, payoutId: payout.id, currency: seller.currency, amount: BigInt(amount) };
  await systemDb().payoutCorrection.createMany({ data: { ...row, reason: "Counted twice", createdBy: newId() } });
  return { id };
}
