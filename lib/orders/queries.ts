import "server-only";
import { getTranslations } from "next-intl/server";
import type { ShopScope, StoreScope } from "@/lib/access/scope";
import { formatContact } from "@/lib/contacts/rules";
import { csvLine } from "@/lib/csv";
import { contactOf } from "@/lib/customers/queries";
import { searchWords } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { querySql } from "@/lib/db/sql";
import { notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { minorDigits, minorToDecimal } from "@/lib/i18n/format";
import type {
  OrderCustomer,
  OrderDetail,
  OrderLineDto,
  OrderPage,
  OrderRow,
  OrderStatus,
  OrderSummary,
  OwnOrderPage,
  StoreOrder,
} from "@/lib/orders/rules";
import type { OrderFilters, OrdersInput, OwnOrdersInput } from "@/lib/orders/schema";
import { orderInput } from "@/lib/orders/schema";
import { pageOf, totalOf } from "@/lib/paging";
import { containsPattern } from "@/lib/text";

const SUMMARY = {
  id: true,
  number: true,
  status: true,
  currency: true,
  total: true,
  lineCount: true,
  poNumber: true,
  placedAt: true,
} as const;
const DETAIL = {
  ...SUMMARY,
  note: true,
  cancelReason: true,
  confirmedAt: true,
  shippedAt: true,
  deliveredAt: true,
  cancelledAt: true,
  lines: {
    orderBy: { position: "asc" },
    select: {
      position: true,
      productId: true,
      sku: true,
      name: true,
      unit: true,
      quantity: true,
      unitPrice: true,
      total: true,
    },
  },
} as const;

/** The customer's own orders with this seller, newest first. */
export async function listOwnOrders(scope: ShopScope, { limit, cursor }: OwnOrdersInput): Promise<OwnOrderPage> {
  const rows = await scope.db.order.findMany({
    where: { sellerId: scope.seller.id, customerId: scope.customer.id, ...(cursor && { number: { lt: cursor[0] } }) },
    orderBy: { number: "desc" },
    take: limit + 1,
    select: SUMMARY,
  });
  return { ...pageOf(rows.map(summaryOf), limit, (row) => [row.number]), sellerId: scope.seller.id };
}

/** One order of this customer, by its number. */
export async function getOwnOrder(scope: ShopScope, number: number, db: Db = scope.db): Promise<OrderDetail> {
  const row = await db.order.findFirst({
    where: { sellerId: scope.seller.id, customerId: scope.customer.id, number },
    select: DETAIL,
  });
  if (!row) throw notFoundError();
  return detailOf(row);
}

/** The seller's orders, newest first: one statement, the customer's name beside each, and one more for the total where it is asked for. */
export async function listOrders(scope: StoreScope, input: OrdersInput): Promise<OrderPage> {
  const items = await findRows(scope, input, input.limit + 1, input.cursor?.[0]);
  const page = { ...pageOf(items, input.limit, (row) => [row.number]), sellerId: scope.seller.id };
  return input.count ? { ...page, total: await totalOf(input, page, () => countOrders(scope, input)) } : page;
}

/** Every order of a filtered list, in pages. */
async function* eachOrder(scope: StoreScope, filters: OrderFilters, pageSize = 500): AsyncGenerator<OrderRow[]> {
  let before: number | undefined;
  do {
    const rows = await findRows(scope, filters, pageSize, before);
    before = rows.length === pageSize ? rows.at(-1)?.number : undefined;
    if (rows.length > 0) yield rows;
  } while (before !== undefined);
}

/** The filtered list as lines of a CSV file. */
export async function orderCsvLines(scope: StoreScope, filters: OrderFilters): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("orders.columns"), getTranslations("status.order")]);
  const head = ["number", "customer", "company", "placed", "lines", "total", "currency", "status", "poNumber"].map(
    (key) => t(key),
  );
  return (async function* () {
    yield csvLine(head);
    for await (const rows of eachOrder(scope, filters)) {
      for (const { number, customer, placedAt, lineCount, total, currency, status, poNumber } of rows) {
        const amount = minorToDecimal(total, minorDigits(currency));
        yield csvLine([
          number,
          customer.name ?? customer.contact,
          customer.company,
          placedAt,
          lineCount,
          amount,
          currency,
          tStatus(status),
          poNumber,
        ]);
      }
    }
  })();
}

async function findRows(
  scope: StoreScope,
  filters: OrderFilters,
  take: number,
  before: number | undefined,
): Promise<OrderRow[]> {
  const conditions = matching(scope, filters);
  if (before !== undefined) conditions.push(Prisma.sql`o.number < ${before}::int`);
  type Row = Omit<OrderRow, "placedAt" | "customer"> & {
    placedAt: Date;
    customerId: string;
    customerName: string | null;
    company: string | null;
    contactKind: string | null;
    contactValue: Uint8Array<ArrayBuffer> | null;
  };
  const rows = await querySql<Row>(
    scope,
    Prisma.sql`SELECT o.id, o.number, o.status, o.placed_at AS "placedAt", o.line_count AS "lineCount", o.total::float8 AS total, o.currency,
        o.po_number AS "poNumber", c.id AS "customerId", COALESCE(c.name, c.user_name) AS "customerName", COALESCE(c.company, c.user_company) AS company,
        c.contact_kind AS "contactKind", CASE WHEN COALESCE(c.name, c.user_name, c.company, c.user_company) IS NULL THEN c.contact_value END AS "contactValue"
      FROM orders o JOIN customers c ON c.seller_id = o.seller_id AND c.id = o.customer_id
      WHERE ${Prisma.join(conditions, " AND ")} ORDER BY o.number DESC LIMIT ${take}`,
  );
  return rows.map(({ customerId: id, customerName: name, company, contactKind, contactValue, placedAt, ...row }) => {
    const person = { sellerId: scope.seller.id, id, name, company, contactKind, contactValue };
    return { ...row, placedAt: placedAt.toISOString(), customer: customerOf(person) };
  });
}

/** Counting further would cost more than the figure is worth. */
const COUNT_LIMIT = 10_000;

async function countOrders(scope: StoreScope, filters: OrderFilters): Promise<number | null> {
  const [row] = await querySql<{ count: number }>(
    scope,
    Prisma.sql`SELECT count(*)::int AS count FROM (
      SELECT 1 FROM orders o WHERE ${Prisma.join(matching(scope, filters), " AND ")} LIMIT ${COUNT_LIMIT + 1}) found`,
  );
  return row && row.count <= COUNT_LIMIT ? row.count : null;
}

/** One order of the seller, by its number. */
export async function getOrder(scope: StoreScope, number: number): Promise<StoreOrder> {
  const row = await scope.db.order.findFirst({
    where: { sellerId: scope.seller.id, number },
    select: {
      ...DETAIL,
      customer: { select: ORDER_CUSTOMER },
    },
  });
  if (!row) throw notFoundError();
  return { ...detailOf(row), customer: orderCustomer(row.customer) };
}

/** What `orderCustomer` needs to know. */
export const ORDER_CUSTOMER = {
  sellerId: true,
  id: true,
  name: true,
  company: true,
  userName: true,
  userCompany: true,
  contactKind: true,
  contactValue: true,
} as const;

/** Whose order it is, as a portal shows it: the seller's own words, else the person's, else the contact. */
export function orderCustomer(row: Prisma.CustomerGetPayload<{ select: typeof ORDER_CUSTOMER }>): OrderCustomer {
  return customerOf({ ...row, name: row.name ?? row.userName, company: row.company ?? row.userCompany });
}

type Person = Parameters<typeof contactOf>[0] & { name: string | null; company: string | null };

function customerOf({ name, company, ...row }: Person): OrderCustomer {
  const contact = name || company ? null : contactOf(row);
  return { id: row.id, name, company, contact: contact && formatContact(contact) };
}

function matching(scope: StoreScope, { status, search = "" }: OrderFilters): Prisma.Sql[] {
  const conditions = [Prisma.sql`o.seller_id = ${scope.seller.id}::uuid`];
  if (status) conditions.push(Prisma.sql`o.status = ${status}`);
  if (!search) return conditions;
  conditions.push(Prisma.sql`(${Prisma.join(searched(scope, search), " OR ")})`);
  return conditions;
}

/** By its number, a part of the PO number, or the customer, whose words each one typed must begin: those an index finds. */
function searched(scope: StoreScope, search: string): Prisma.Sql[] {
  const found = [Prisma.sql`lower(o.po_number) LIKE lower(${containsPattern(search)})`];
  const number = Number(search.replace(/^#/, ""));
  if (orderInput.shape.number.safeParse(number).success) found.push(Prisma.sql`o.number = ${number}::int`);
  const words = searchWords(search).map(
    (word) => Prisma.sql`SELECT customer_id FROM customer_words WHERE seller_id = ${scope.seller.id}::uuid
      AND word >= ${word}::text AND word < ${`${word}\u{10FFFF}`}::text`,
  );
  if (words.length > 0) found.push(Prisma.sql`o.customer_id IN (${Prisma.join(words, " INTERSECT ")})`);
  return found;
}

type SummaryRow = Prisma.OrderGetPayload<{ select: typeof SUMMARY }>;
type DetailRow = Prisma.OrderGetPayload<{ select: typeof DETAIL }>;

function summaryOf({ id, number, status, currency, total, lineCount, poNumber, placedAt }: SummaryRow): OrderSummary {
  return {
    id,
    number,
    status: statusOf(status),
    currency,
    total: Number(total),
    lineCount,
    poNumber,
    placedAt: placedAt.toISOString(),
  };
}

function detailOf(row: DetailRow): OrderDetail {
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  const lines: OrderLineDto[] = row.lines.map((line) => ({
    ...line,
    unitPrice: Number(line.unitPrice),
    total: Number(line.total),
  }));
  return {
    ...summaryOf(row),
    note: row.note,
    cancelReason: row.cancelReason,
    confirmedAt: iso(row.confirmedAt),
    shippedAt: iso(row.shippedAt),
    deliveredAt: iso(row.deliveredAt),
    cancelledAt: iso(row.cancelledAt),
    lines,
  };
}

/** The column has a CHECK with exactly these words. */
function statusOf(status: string): OrderStatus {
  return status as OrderStatus;
}
