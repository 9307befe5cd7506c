import "server-only";
import type { ShopScope, StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { addAvailable } from "@/lib/carts/commands";
import { type BasketSummary, lineProblem, sumMoney } from "@/lib/carts/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { getOwnOrder } from "@/lib/orders/queries";
import { missingToMinimum, type OrderAgainLine, type OrderStep, stepFrom, stepTo } from "@/lib/orders/rules";
import type { PlaceOrderInput } from "@/lib/orders/schema";
import { OWN_PRICE, ownPriceJoin } from "@/lib/pricing/queries";

type PlacedOrder = { id: string; number: number };
type Line = {
  productId: string;
  quantity: number;
  sku: string;
  name: string;
  unit: string | null;
  price: number;
  stock: number;
  minQuantity: number;
  status: string;
};

/**
 * Turns a basket into an order, once: the basket is locked, and its id is the order's checkout key. A second
 * submit finds the basket gone and answers with the order that it became.
 * Locks go basket, the seller's currency, products by id, the seller's order counter: no two orders wait for each other in a circle.
 */
export async function placeOrder(scope: ShopScope, input: PlaceOrderInput): Promise<PlacedOrder> {
  return await scope.tx(async (db) => {
    if (!(await lockCart(scope, db, input.cartId))) return await orderOfCart(scope, db, input.cartId);
    await holdCurrency(scope, db);
    const lines = await lockLines(scope, db, input.cartId);
    const total = requireOrderable(scope, lines, input.shownTotal);
    await takeStock(scope, db, lines);
    const order = { id: newId(), number: await nextNumber(scope, db) };
    await writeOrder(scope, db, { ...order, total }, lines, input);
    await db.cart.deleteMany({ where: { sellerId: scope.seller.id, customerId: scope.customer.id, id: input.cartId } });
    await recordAudit(db, scope, {
      action: "order.placed",
      targetKind: "order",
      targetId: order.id,
      data: { number: order.number, total, lines: lines.length },
    });
    return order;
  });
}

async function lockCart(scope: ShopScope, db: Db, cartId: string): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>(Prisma.sql`SELECT id FROM carts
    WHERE seller_id = ${scope.seller.id}::uuid AND customer_id = ${scope.customer.id}::uuid AND id = ${cartId}::uuid FOR UPDATE`);
  return rows.length > 0;
}

async function orderOfCart(scope: ShopScope, db: Db, cartId: string): Promise<PlacedOrder> {
  const order = await db.order.findFirst({
    where: { sellerId: scope.seller.id, customerId: scope.customer.id, checkoutKey: cartId },
    select: { id: true, number: true },
  });
  if (!order) throw new AppError("gone", "orders.errors.cartGone");
  return order;
}

/** The currency stays what it is until the order is placed: whoever changes it waits, and the database refuses an order in another one. */
async function holdCurrency(scope: ShopScope, db: Db): Promise<void> {
  const { id, currency } = scope.seller;
  await db.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('currency ' || ${id}::uuid, 0))`;
  // Read after the lock: the scope was made before it.
  const same = await db.seller.findFirst({ where: { id, currency }, select: { id: true } });
  if (!same) throw new AppError("conflict", "orders.errors.currencyChanged");
}

/** NO KEY: foreign keys of other baskets and orders to the same product need not wait. */
async function lockLines(scope: ShopScope, db: Db, cartId: string): Promise<Line[]> {
  return await db.$queryRaw<Line[]>(Prisma.sql`
    SELECT p.id AS "productId", l.quantity, p.sku, p.name, p.unit, ${OWN_PRICE} AS price, p.stock, p.min_quantity AS "minQuantity", p.status
    FROM cart_lines l JOIN products p ON p.seller_id = l.seller_id AND p.id = l.product_id ${ownPriceJoin(scope)}
    WHERE l.seller_id = ${scope.seller.id}::uuid AND l.cart_id = ${cartId}::uuid AND l.customer_id = ${scope.customer.id}::uuid
    ORDER BY p.id FOR NO KEY UPDATE OF p`);
}

/** The order's total, when everything about the basket is as it must be. */
function requireOrderable(scope: ShopScope, lines: Line[], shownTotal: number): number {
  if (lines.length === 0) throw new AppError("invalid", "orders.errors.cartEmpty");
  for (const line of lines) {
    const problem = lineProblem(line, line.quantity);
    if (problem)
      throw new AppError("conflict", `orders.errors.${problem}`, {
        values: { name: line.name, stock: line.stock, min: line.minQuantity },
      });
  }
  const total = sumMoney(lines.map((line) => line.price * line.quantity));
  if (total === null || !lines.every((line) => Number.isSafeInteger(line.price * line.quantity)))
    throw new AppError("invalid", "orders.errors.totalLarge");
  const money = (minor: number) => ({ minor, currency: scope.seller.currency });
  if (total !== shownTotal)
    throw new AppError("conflict", "orders.errors.totalChanged", {
      values: { shown: money(shownTotal), total: money(total) },
    });
  const missing = missingToMinimum(total, scope.seller.orderMinimum);
  if (missing > 0) {
    throw new AppError("invalid", "orders.errors.orderMinimum", {
      values: { minimum: money(scope.seller.orderMinimum), missing: money(missing) },
    });
  }
  return total;
}

/** The rows are locked and checked; the condition stays, so that no mistake above can ever oversell. */
async function takeStock(scope: ShopScope, db: Db, lines: Line[]): Promise<void> {
  const values = lines.map((line) => Prisma.sql`(${line.productId}::uuid, ${line.quantity}::int)`);
  const taken = await db.$executeRaw(Prisma.sql`
    UPDATE products p SET stock = p.stock - l.quantity, updated_at = now() FROM (VALUES ${Prisma.join(values)}) AS l (product_id, quantity)
    WHERE p.seller_id = ${scope.seller.id}::uuid AND p.id = l.product_id AND p.stock >= l.quantity`);
  if (taken !== lines.length) throw new AppError("conflict", "orders.errors.stockChanged");
}

/** Numbers of a seller begin at 1001 and have no gaps: a failed order gives its number back. */
async function nextNumber(scope: ShopScope, db: Db): Promise<number> {
  const [counter] = await db.$queryRaw<{ number: number }[]>(Prisma.sql`
    INSERT INTO order_counters (seller_id, last_number) VALUES (${scope.seller.id}::uuid, 1001)
    ON CONFLICT (seller_id) DO UPDATE SET last_number = order_counters.last_number + 1 RETURNING last_number AS number`);
  if (!counter) throw new Error("No order number.");
  return counter.number;
}

async function writeOrder(
  scope: ShopScope,
  db: Db,
  order: PlacedOrder & { total: number },
  lines: Line[],
  input: PlaceOrderInput,
): Promise<void> {
  const owner = { sellerId: scope.seller.id, customerId: scope.customer.id };
  const { cartId, poNumber, note } = input;
  await db.order.createMany({
    data: {
      ...owner,
      id: order.id,
      number: order.number,
      checkoutKey: cartId,
      currency: scope.seller.currency,
      total: BigInt(order.total),
      lineCount: lines.length,
      poNumber,
      note,
      placedBy: scope.user.id,
    },
  });
  await db.orderLine.createMany({
    data: lines
      .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
      .map(({ productId, sku, name, unit, quantity, price }, position) => {
        const unitPrice = BigInt(price);
        return {
          ...owner,
          orderId: order.id,
          position,
          productId,
          sku,
          name,
          unit,
          quantity,
          unitPrice,
          total: unitPrice * BigInt(quantity),
        };
      }),
  });
}

/** Puts what can still be had of an order into the basket, and says of each line how much that was. */
export async function orderAgain(
  scope: ShopScope,
  { number }: { number: number },
): Promise<{ lines: OrderAgainLine[]; basket: BasketSummary }> {
  const order = await getOwnOrder(scope, number);
  const { added, basket } = await addAvailable(scope, order.lines);
  const lines = order.lines.map(({ productId, sku, name, quantity }) => ({
    sku,
    name,
    asked: quantity,
    added: added.get(productId) ?? 0,
  }));
  return { lines, basket };
}

export function confirmOrder(scope: StoreScope, { number }: { number: number }): Promise<void> {
  return answerOrder(scope, number, "confirm", { confirmedAt: new Date() });
}

export function shipOrder(scope: StoreScope, { number }: { number: number }): Promise<void> {
  return answerOrder(scope, number, "ship", { shippedAt: new Date() });
}

export function deliverOrder(scope: StoreScope, { number }: { number: number }): Promise<void> {
  return answerOrder(scope, number, "deliver", { deliveredAt: new Date() });
}

/** Until it is shipped; what was ordered goes back to stock. */
export function cancelOrder(scope: StoreScope, { number, reason }: { number: number; reason: string }): Promise<void> {
  return answerOrder(scope, number, "cancel", { cancelledAt: new Date(), cancelReason: reason }, returnStock);
}

/** One step of an order, taken only from the states that it may be taken from. Twice the same step is one. */
async function answerOrder(
  scope: StoreScope,
  number: number,
  step: OrderStep,
  data: Prisma.OrderUpdateManyMutationInput,
  also?: (scope: StoreScope, db: Db, orderId: string) => Promise<void>,
): Promise<void> {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { count } = await db.order.updateMany({
      where: { sellerId, number, status: { in: stepFrom(step) } },
      data: { ...data, status: stepTo(step) },
    });
    const order = await db.order.findFirst({ where: { sellerId, number }, select: { id: true, status: true } });
    if (!order) throw notFoundError();
    if (count === 0) {
      if (order.status === stepTo(step)) return;
      throw new AppError("conflict", `orders.errors.${step}`, { values: { number, status: order.status } });
    }
    await also?.(scope, db, order.id);
    await recordAudit(db, scope, {
      action: `order.${stepTo(step)}`,
      targetKind: "order",
      targetId: order.id,
      data: { number },
    });
  });
}

async function returnStock(scope: StoreScope, db: Db, orderId: string): Promise<void> {
  const sellerId = scope.seller.id;
  const lines = await db.orderLine.findMany({ where: { sellerId, orderId }, select: { productId: true } });
  const ids = lines.map((line) => line.productId);
  // Locked by id first: an UPDATE of several rows takes them in any order.
  await db.$queryRaw(
    Prisma.sql`SELECT id FROM products WHERE seller_id = ${sellerId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
  );
  await db.$executeRaw(Prisma.sql`
    UPDATE products p SET stock = p.stock + l.quantity, updated_at = now()
    FROM (SELECT product_id, sum(quantity)::int AS quantity FROM order_lines WHERE seller_id = ${sellerId}::uuid AND order_id = ${orderId}::uuid GROUP BY product_id) l
    WHERE p.seller_id = ${sellerId}::uuid AND p.id = l.product_id`);
}
