import "server-only";
import type { OperatorScope, StoreScope } from "@/lib/access/scope";
import { notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { ORDER_CUSTOMER, orderCustomer } from "@/lib/orders/queries";
import type { OrderCustomer } from "@/lib/orders/rules";

export const SALES_DAYS = 30;
/** Invites that expire sooner than this need a look. */
const EXPIRING_DAYS = 3;

export type Todo = {
  ordersToConfirm: number;
  requests: number;
  invitesExpiring: number;
  /** In the last 30 days, and not invited anew. */
  invitesExpired: number;
  /** In the last 30 days. */
  messagesFailed: number;
  outOfStock: number;
};
/** Of the client list it counts only whether there is one. */
export type Totals = {
  customers: number;
  products: number;
  clients: number;
  invites: number;
  orders: number;
};
type SalesDay = { day: string; orders: number; total: number };
export type TopProduct = { id: string; name: string; sku: string; quantity: number; total: number };
export type NewOrder = {
  id: string;
  number: number;
  status: string;
  total: number;
  currency: string;
  placedAt: Date;
  customer: OrderCustomer;
};

/** What waits for somebody in this store, and how much of everything there is. */
export async function countTodo(scope: StoreScope, now = new Date()): Promise<{ todo: Todo; totals: Totals }> {
  const sellerId = scope.seller.id;
  const [row] = await scope.db.$queryRaw<(Todo & Totals)[]>`
    SELECT o."ordersToConfirm", o.orders, c.requests, c.customers, i."invitesExpiring", i."invitesExpired", i.invites, p."outOfStock", p.products, m."messagesFailed",
      EXISTS (SELECT FROM clients WHERE seller_id = ${sellerId}::uuid AND status <> 'revoked')::int AS clients
    FROM
      (SELECT count(*)::int AS orders, count(*) FILTER (WHERE status = 'placed')::int AS "ordersToConfirm" FROM orders WHERE seller_id = ${sellerId}::uuid) o,
      (SELECT count(*) FILTER (WHERE status = 'approved')::int AS customers, count(*) FILTER (WHERE status = 'requested')::int AS requests
        FROM customers WHERE seller_id = ${sellerId}::uuid) c,
      (SELECT count(*)::int AS invites,
          count(*) FILTER (WHERE status = 'sent' AND expires_at > ${now}::timestamptz AND expires_at < ${now}::timestamptz + make_interval(days => ${EXPIRING_DAYS}::int))::int AS "invitesExpiring",
          count(*) FILTER (WHERE (status = 'expired' OR (status = 'sent' AND expires_at <= ${now}::timestamptz))
            AND expires_at > ${now}::timestamptz - interval '30 days'
            AND EXISTS (SELECT FROM customers k WHERE k.seller_id = n.seller_id AND k.user_id = n.user_id AND k.status = 'invited'))::int AS "invitesExpired"
        FROM invites n WHERE seller_id = ${sellerId}::uuid AND kind = 'customer') i,
      (SELECT count(*)::int AS products, count(*) FILTER (WHERE stock = 0)::int AS "outOfStock" FROM products WHERE seller_id = ${sellerId}::uuid AND status = 'active') p,
      (SELECT count(*)::int AS "messagesFailed" FROM messages
        WHERE seller_id = ${sellerId}::uuid AND status IN ('failed', 'parked') AND created_at > ${now}::timestamptz - interval '30 days') m`;
  if (!row) throw notFoundError();
  const { customers, products, clients, invites, orders, ...todo } = row;
  return { todo, totals: { customers, products, clients, invites, orders } };
}

/** Whose sales: a seller's days are days of its zone. */
type SalesSeller = { id: string; timeZone: string };

/** The midnight, where the seller is, that began the day so many days before today. */
function dayBegins({ timeZone }: SalesSeller, now: Date, daysAgo: number): Prisma.Sql {
  return Prisma.sql`((${now}::timestamptz AT TIME ZONE ${timeZone}::text)::date - ${daysAgo}::int)::timestamp AT TIME ZONE ${timeZone}::text`;
}

/** Which orders `o` are sales of these days, today included: what portal and operators count. Cancelled ones are none. */
function soldWithin(seller: SalesSeller, now: Date, days = SALES_DAYS): Prisma.Sql {
  return Prisma.sql`o.seller_id = ${seller.id}::uuid AND o.status <> 'cancelled' AND o.placed_at <= ${now}::timestamptz
    AND o.placed_at >= ${dayBegins(seller, now, days - 1)}`;
}

/** The last 30 days of one seller in two figures. */
export async function sumSales(
  scope: OperatorScope,
  seller: SalesSeller,
  now = new Date(),
): Promise<{ orders: number; total: number }> {
  const [row] = await scope.db.$queryRaw<[{ orders: number; total: bigint }]>`
    SELECT count(*)::int AS orders, COALESCE(sum(o.total), 0)::bigint AS total FROM orders o WHERE ${soldWithin(seller, now)}`;
  return { orders: row.orders, total: Number(row.total) };
}

export type Sales = { days: SalesDay[]; total: number; orders: number; before: number };

/** Sales of the last 30 days by day of the seller's time zone, empty days included, and the total of the 30 days before. */
export async function listSales(scope: StoreScope, now = new Date()): Promise<Sales> {
  const { timeZone } = scope.seller;
  const rows = await scope.db.$queryRaw<{ day: string; orders: number; total: bigint }[]>`
    WITH days AS (
      SELECT (${now}::timestamptz AT TIME ZONE ${timeZone}::text)::date - back AS day FROM generate_series(0, ${SALES_DAYS * 2 - 1}::int) AS back
    ), sold AS (
      SELECT (o.placed_at AT TIME ZONE ${timeZone}::text)::date AS day, count(*)::int AS orders, sum(o.total)::bigint AS total
      FROM orders o WHERE ${soldWithin(scope.seller, now, SALES_DAYS * 2)} GROUP BY 1
    )
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, COALESCE(s.orders, 0) AS orders, COALESCE(s.total, 0)::bigint AS total
    FROM days d LEFT JOIN sold s ON s.day = d.day ORDER BY d.day`;
  const all = rows.map((row) => ({ ...row, total: Number(row.total) }));
  const days = all.slice(-SALES_DAYS);
  const sum = (list: SalesDay[]) => list.reduce((total, day) => total + day.total, 0);
  return {
    days,
    total: sum(days),
    orders: days.reduce((count, day) => count + day.orders, 0),
    before: sum(all.slice(0, -SALES_DAYS)),
  };
}

/** What sold best in the last 30 days, by money. */
export async function listTopProducts(scope: StoreScope, now = new Date(), take = 5): Promise<TopProduct[]> {
  const rows = await scope.db.$queryRaw<
    (Omit<TopProduct, "total" | "quantity"> & { total: bigint; quantity: bigint })[]
  >`
    SELECT p.id, p.name, p.sku, sum(l.quantity)::bigint AS quantity, sum(l.total)::bigint AS total
    FROM orders o
    JOIN order_lines l ON l.seller_id = o.seller_id AND l.order_id = o.id
    JOIN products p ON p.seller_id = l.seller_id AND p.id = l.product_id
    WHERE ${soldWithin(scope.seller, now)}
    GROUP BY p.id, p.name, p.sku ORDER BY total DESC, p.name LIMIT ${take}::int`;
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity), total: Number(row.total) }));
}

export type TopCustomer = { customer: OrderCustomer; orders: number; total: number };

/** Who ordered most in the last 30 days, by money. */
export async function listTopCustomers(scope: StoreScope, now = new Date(), take = 5): Promise<TopCustomer[]> {
  const { id: sellerId } = scope.seller;
  const rows = await scope.db.$queryRaw<{ id: string; orders: number; total: bigint }[]>`
    SELECT o.customer_id AS id, count(*)::int AS orders, sum(o.total)::bigint AS total FROM orders o
    WHERE ${soldWithin(scope.seller, now)}
    GROUP BY o.customer_id ORDER BY total DESC, o.customer_id LIMIT ${take}::int`;
  const customers = await scope.db.customer.findMany({
    where: { sellerId, id: { in: rows.map(({ id }) => id) } },
    select: ORDER_CUSTOMER,
  });
  const byId = new Map(customers.map((row) => [row.id, orderCustomer(row)]));
  return rows.flatMap(({ id, orders, total }) => {
    const customer = byId.get(id);
    return customer ? [{ customer, orders, total: Number(total) }] : [];
  });
}

export async function listNewestOrders(scope: StoreScope, take = 6): Promise<NewOrder[]> {
  const rows = await scope.db.order.findMany({
    where: { sellerId: scope.seller.id },
    orderBy: { number: "desc" },
    take,
    select: {
      id: true,
      number: true,
      status: true,
      total: true,
      currency: true,
      placedAt: true,
      customer: { select: ORDER_CUSTOMER },
    },
  });
  return rows.map(({ customer, total, ...row }) => ({
    ...row,
    total: Number(total),
    customer: orderCustomer(customer),
  }));
}

export type PlatformFigures = {
  customers: number;
  ordersToday: number;
  messagesQueued: number;
  messagesFailed: number;
};

/** The whole platform, for operators. Each seller's day is a day in its own time zone; failures count for a week. */
export async function countPlatform(scope: OperatorScope, now = new Date()): Promise<PlatformFigures> {
  const [row] = await scope.db.$queryRaw<PlatformFigures[]>`
    SELECT
      (SELECT count(*)::int FROM customers WHERE status = 'approved') AS customers,
      (SELECT COALESCE(sum(o.count), 0)::int FROM sellers s CROSS JOIN LATERAL (
        SELECT count(*) FROM orders WHERE seller_id = s.id AND placed_at <= ${now}::timestamptz
          AND placed_at >= (${now}::timestamptz AT TIME ZONE s.time_zone)::date::timestamp AT TIME ZONE s.time_zone) o) AS "ordersToday",
      (SELECT count(*)::int FROM messages WHERE status IN ('queued', 'sending')) AS "messagesQueued",
      (SELECT count(*)::int FROM messages WHERE status IN ('failed', 'parked') AND created_at > ${now}::timestamptz - interval '7 days') AS "messagesFailed"`;
  if (!row) throw notFoundError();
  return row;
}
