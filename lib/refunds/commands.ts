import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { minorDigits } from "@/lib/i18n/format";
import { moneyError, readMoney } from "@/lib/products/rules";
import type { RefundOrderInput } from "@/lib/refunds/schema";
import { tellCustomers } from "@/lib/sellers/notices/commands";

type LockedOrder = {
  id: string;
  customerId: string;
  userId: string;
  status: string;
  currency: string;
  total: number;
  refunded: number;
};

/**
 * Gives money back for a delivered order, together never more than its total: refunds of one order wait for each other at its row.
 * The customer is told. Runs as the system, which alone may add refunds and knows where to write to.
 */
export async function refundOrder(scope: StoreScope, input: RefundOrderInput): Promise<{ amount: number }> {
  const { id: sellerId, name: sellerName, slug } = scope.seller;
  const { id, number, reason } = input;
  return await SystemScope.resolve("order refunded", scope).tx(async (db) => {
    const order = await lockOrder(db, sellerId, number);
    const before = await db.orderRefund.findFirst({ where: { sellerId, id }, select: { amount: true, orderId: true } });
    // The same one again is done; another one under its id is a mistake.
    if (before && before.orderId !== order.id) throw new AppError("conflict", "refunds.errors.otherOrder");
    if (before) return { amount: Number(before.amount) };
    if (order.status !== "delivered") throw new AppError("conflict", "refunds.errors.notDelivered");
    const { currency, customerId } = order;
    const amount = amountOf(input.amount, order);
    await db.orderRefund.createMany({
      data: { sellerId, id, orderId: order.id, customerId, amount: BigInt(amount), reason, createdBy: scope.actorId },
    });
    await recordAudit(db, scope, {
      action: "order.refunded",
      targetKind: "order",
      targetId: order.id,
      data: { number, amount, currency },
    });
    const link = `${appUrl()}/s/${slug}/orders/${number}`;
    const told = { template: "order-refunded", sellerName, number, amount, currency, reason, link } as const;
    await tellCustomers(db, scope.seller, [order.userId], told);
    return { amount };
  });
}

async function lockOrder(db: Db, sellerId: string, number: number): Promise<LockedOrder> {
  const [order] = await db.$queryRaw<Omit<LockedOrder, "refunded">[]>`
    SELECT o.id, o.customer_id AS "customerId", c.user_id AS "userId", o.status, o.currency, o.total::float8 AS total
    FROM orders o JOIN customers c ON c.seller_id = o.seller_id AND c.id = o.customer_id
    WHERE o.seller_id = ${sellerId}::uuid AND o.number = ${number}::int FOR NO KEY UPDATE OF o`;
  if (!order) throw notFoundError();
  // After the lock: what a refund before this one took is counted.
  const { _sum } = await db.orderRefund.aggregate({ where: { sellerId, orderId: order.id }, _sum: { amount: true } });
  return { ...order, refunded: Number(_sum.amount ?? 0n) };
}

function amountOf(typed: string, { total, refunded, currency }: LockedOrder): number {
  const left = total - refunded;
  if (left === 0) throw new AppError("conflict", "refunds.errors.nothingLeft");
  const digits = minorDigits(currency);
  const amount = readMoney(typed, digits);
  if (amount === null) throw fieldError("amount", moneyError(typed, digits, "refunds.errors.amount"));
  if (amount === 0) throw fieldError("amount", "refunds.errors.zero");
  if (amount > left) throw fieldError("amount", "refunds.errors.tooMuch", { left: { minor: left, currency } });
  return amount;
}
