import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { addDays, dayIn, startOfDay } from "@/lib/days";
import { plannedSql, querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { orderCustomer } from "@/lib/orders/queries";
import { pageOf } from "@/lib/paging";
import { listPageLabels, seenPages } from "@/lib/visits/pages/queries";
import {
  type Device,
  PRESENT_MINUTES,
  type PresentPage,
  type VisitPage,
  type VisitRow,
  visitRange,
} from "@/lib/visits/rules";
import type { VisitListFilter, VisitsInput } from "@/lib/visits/schema";

const NEWEST_FIRST = Prisma.sql`visited_at DESC, id DESC`;

/** One page of the visits that a filter finds, newest first. */
export async function listVisits(scope: StoreScope, input: VisitsInput, now = new Date()): Promise<VisitPage> {
  const sellerId = scope.seller.id;
  const [total, rows] = await Promise.all([
    input.count ? countVisits(scope, input, now) : null,
    readVisits(scope, input, input.limit + 1, now),
  ]);
  const page = pageOf(rows, input.limit, (row) => [row.visitedAt.toISOString(), row.id]);
  return { items: await toVisits(scope, page.items), nextCursor: page.nextCursor, sellerId, total };
}

/** Every visit that a filter finds, in pages as the list has them. */
export async function* eachVisit(
  scope: StoreScope,
  filter: VisitListFilter,
  now = new Date(),
  pageSize = 500,
): AsyncGenerator<VisitRow[]> {
  let cursor: VisitsInput["cursor"];
  do {
    const rows: Row[] = await readVisits(scope, { ...filter, cursor }, pageSize, now);
    if (rows.length > 0) yield await toVisits(scope, rows);
    const last = rows.at(-1);
    cursor = rows.length === pageSize && last ? [last.visitedAt.toISOString(), last.id] : undefined;
  } while (cursor);
}

/** Who is in the shop now. */
export async function listPresent(scope: StoreScope, now = new Date(), take = 50): Promise<PresentPage> {
  const sellerId = scope.seller.id;
  // Nobody stays for longer without half an hour's pause; and a bound there must be, or all visits were looked through.
  const here = Prisma.sql`seller_id = ${sellerId}::uuid AND visited_at > ${now}::timestamptz - interval '12 hours' AND visited_at <= ${now}::timestamptz
    AND last_seen_at > ${now}::timestamptz - make_interval(mins => ${PRESENT_MINUTES}::int)`;
  const rows = await querySql<Row & { total: number }>(
    scope,
    Prisma.sql`SELECT ${COLUMNS}, v.total FROM (
        SELECT *, (count(*) OVER ())::int AS total FROM visits WHERE ${here} ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int) v
      JOIN customers c ON c.seller_id = v.seller_id AND c.id = v.customer_id ORDER BY v.visited_at DESC, v.id DESC`,
  );
  return { items: await toVisits(scope, rows), total: rows[0]?.total ?? 0, sellerId };
}

/**
 * One visit. Ids say when a visit began, nearly: it is looked for around that time. Anywhere else would be among all rows of the store.
 */
export async function findVisit(scope: StoreScope, id: string): Promise<VisitRow | null> {
  const made = Prisma.sql`to_timestamp(${Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) / 1000}::float8)`;
  const around = Prisma.sql`visited_at BETWEEN ${made} - interval '1 day' AND ${made} + interval '1 day'`;
  const rows = await querySql<Row>(
    scope,
    Prisma.sql`SELECT ${COLUMNS} FROM (SELECT * FROM visits WHERE seller_id = ${scope.seller.id}::uuid AND id = ${id}::uuid AND ${around}) v
      JOIN customers c ON c.seller_id = v.seller_id AND c.id = v.customer_id`,
  );
  const [visit = null] = await toVisits(scope, rows);
  return visit;
}

/** Has anybody ever come? */
export async function hasVisits(scope: StoreScope): Promise<boolean> {
  return (await scope.db.visitDay.findFirst({ where: { sellerId: scope.seller.id }, select: { day: true } })) !== null;
}

type CustomerColumns = Parameters<typeof orderCustomer>[0];
type Row = Omit<VisitRow, "visitedAt" | "lastSeenAt" | "customer" | "pages" | "device"> & {
  visitedAt: Date;
  lastSeenAt: Date;
  device: string;
  pages: unknown;
  customerId: string;
} & Omit<CustomerColumns, "id">;

/** What `orderCustomer` needs to know of `c`, but its id. */
export const CUSTOMER_COLUMNS = Prisma.sql`c.seller_id AS "sellerId", c.name, c.company, c.user_name AS "userName", c.user_company AS "userCompany",
  c.contact_kind AS "contactKind", c.contact_value AS "contactValue"`;
const COLUMNS = Prisma.sql`v.id, v.visited_at AS "visitedAt", v.last_seen_at AS "lastSeenAt", v.country, v.device, v.browser, v.os, v.ip, v.seconds, v.pages,
  v.ordered, v.customer_id AS "customerId", ${CUSTOMER_COLUMNS}`;

async function readVisits(
  scope: StoreScope,
  { cursor, ...filter }: VisitListFilter & Pick<VisitsInput, "cursor">,
  take: number,
  now: Date,
): Promise<Row[]> {
  const [at, id] = cursor ?? [];
  // The first alone tells which months cannot hold any.
  const after = cursor
    ? Prisma.sql`AND visited_at <= ${at}::timestamptz AND (visited_at, id) < (${at}::timestamptz, ${id}::uuid)`
    : Prisma.empty;
  const read = filter.country && !filter.customer ? plannedSql<Row> : querySql<Row>;
  return await read(
    scope,
    Prisma.sql`SELECT ${COLUMNS} FROM (
        SELECT * FROM ${matching(scope, filter, now)} ${after} ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int) v
      JOIN customers c ON c.seller_id = v.seller_id AND c.id = v.customer_id ORDER BY v.visited_at DESC, v.id DESC`,
  );
}

/**
 * One customer's visits since some time, by that customer's own index. They are few; a planner that does not know which customer, country and days are asked
 * for takes any other way for as short.
 */
export function visitsOfCustomer(sellerId: string, customer: string, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT * FROM visits WHERE seller_id = ${sellerId}::uuid AND customer_id = ${customer}::uuid AND ${since} OFFSET 0) AS visits`;
}

/** The rows that a filter finds: what stands behind FROM. */
function matching({ seller }: StoreScope, filter: VisitListFilter, now: Date): Prisma.Sql {
  const { country, customer, ordered } = filter;
  // As the seller's clock shows them today, like the times that are shown beside.
  const { from, to } = visitRange(filter, dayIn(seller.timeZone, now));
  const since = Prisma.sql`visited_at >= ${startOfDay(seller.timeZone, from)}::timestamptz`;
  const until = Prisma.sql`visited_at < ${startOfDay(seller.timeZone, addDays(to, 1))}::timestamptz`;
  const rows = customer
    ? Prisma.sql`${visitsOfCustomer(seller.id, customer, since)} WHERE ${until}`
    : Prisma.sql`visits WHERE seller_id = ${seller.id}::uuid AND ${since} AND ${until}`;
  const here = country ? Prisma.sql`AND country = ${country}` : Prisma.empty;
  return Prisma.sql`${rows} ${here} ${ordered ? Prisma.sql`AND NOT ordered` : Prisma.empty}`;
}

/**
 * How many rows a list has, however many. Of whole days the roll-up knows, as they were when they were written; rows are counted on the first day of
 * which there are any, since months of which only the roll-up is kept end in the middle of a day.
 */
async function countVisits(scope: StoreScope, filter: VisitListFilter, now: Date): Promise<number> {
  const found = matching(scope, filter, now);
  if (filter.customer) {
    const rows = await querySql<{ count: number }>(scope, Prisma.sql`SELECT count(*)::int AS count FROM ${found}`);
    return rows[0]?.count ?? 0;
  }
  const { id, timeZone } = scope.seller;
  const { from, to } = visitRange(filter, dayIn(timeZone, now));
  const sum = filter.ordered ? Prisma.sql`visits - ordered` : Prisma.sql`visits`;
  const country = filter.country ? Prisma.sql`AND country = ${filter.country}` : Prisma.empty;
  const rows = await querySql<{ count: number }>(
    scope,
    Prisma.sql`WITH first AS (SELECT day, visited_at FROM visits WHERE seller_id = ${id}::uuid ORDER BY visited_at LIMIT 1)
      SELECT (COALESCE((SELECT sum(${sum}) FROM visit_days
          WHERE seller_id = ${id}::uuid AND day BETWEEN ${from}::date AND ${to}::date AND day > (SELECT day FROM first) ${country}), 0)
        + CASE WHEN ${from}::date <= (SELECT day FROM first) THEN (SELECT count(*) FROM ${found} AND day = (SELECT day FROM first)
          AND visited_at < (SELECT visited_at FROM first) + interval '3 days') ELSE 0 END)::int AS count`,
  );
  return rows[0]?.count ?? 0;
}

async function toVisits(scope: StoreScope, rows: readonly Row[]): Promise<VisitRow[]> {
  const pages = rows.map((row) => seenPages(row.pages));
  const labelOf = await listPageLabels(scope, pages.flat());
  return rows.map((row, index) => ({
    id: row.id,
    visitedAt: row.visitedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    customer: orderCustomer({ ...row, id: row.customerId }),
    country: row.country,
    // The column has a CHECK with exactly these words.
    device: row.device as Device,
    browser: row.browser,
    os: row.os,
    ip: row.ip,
    seconds: row.seconds,
    pages: (pages[index] ?? []).map((page) => ({ ...page, label: labelOf(page) })),
    ordered: row.ordered,
  }));
}
