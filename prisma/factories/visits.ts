import { SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { type Activity, type Recorded, recordActivity } from "@/lib/visits/recording/commands";
import type { Visitor } from "@/lib/visits/recording/visitor";
import { NEVER } from "@/lib/visits/rules";

export const DESKTOP: Visitor = {
  ip: "203.0.113.7",
  country: "US",
  device: "desktop",
  browser: "Firefox 140",
  os: "Linux",
};

type NewVisit = {
  customer: { id: string; sellerId: string; userId: string };
  at?: Date;
  visitor?: Partial<Visitor>;
} & Partial<Pick<Activity, "page" | "opened" | "seconds">>;

/** A customer is active in the shop: their visit goes on, or a new one begins, as when they really come. */
export function createVisit({ customer, visitor, ...activity }: NewVisit): Promise<Recorded> {
  return recordActivity(SystemScope.resolve("factory"), {
    sellerId: customer.sellerId,
    customerId: customer.id,
    userId: customer.userId,
    visitor: { ...DESKTOP, ...visitor },
    page: { kind: "shop" },
    opened: true,
    seconds: 0,
    ...activity,
  });
}

/** For visits of a fixed time: the months since then, however long ago that will be. */
export async function makeVisitMonths(since: string): Promise<void> {
  await SystemScope.resolve("factory").db.$queryRaw`SELECT make_visit_months(${since}::date, 0)`;
}

/** A whole visit of the past, as its row will have it; days, gaps and roll-ups are the database's work. */
export type PastVisit = {
  sellerId: string;
  id: string;
  customerId: string;
  visitedAt: Date;
  lastSeenAt: Date;
  seconds: number;
  pages: Record<string, { at: Date; views: number; seconds: number }>;
} & Visitor;

/** Many visits of sellers who had none, with all that is counted of them. Before their orders: an order looks for its visit. */
export async function writePastVisits(db: Db, visits: readonly PastVisit[]): Promise<void> {
  const sellerIds = [...new Set(visits.map(({ sellerId }) => sellerId))];
  for (const sellerId of sellerIds) {
    const own = visits.filter((visit) => visit.sellerId === sellerId);
    await db.$executeRaw`
      INSERT INTO visits (seller_id, visited_at, id, customer_id, day, hour, gap, country_gap, ip, country, device, browser, os, last_seen_at, seconds, pages)
      SELECT "sellerId", "visitedAt", id, "customerId", day, hour,
        COALESCE(day - lag(day) OVER (PARTITION BY "customerId" ORDER BY "visitedAt"), ${NEVER}::int),
        COALESCE(day - lag(day) OVER (PARTITION BY "customerId", country ORDER BY "visitedAt"), ${NEVER}::int),
        ip, country, device, browser, os, "lastSeenAt", seconds, pages
      FROM (
        SELECT v.*, (v."visitedAt" AT TIME ZONE s.time_zone)::date AS day, extract(hour FROM v."visitedAt" AT TIME ZONE s.time_zone) AS hour
        FROM jsonb_to_recordset(${JSON.stringify(own)}::jsonb) AS v("sellerId" uuid, id uuid, "customerId" uuid, "visitedAt" timestamptz, "lastSeenAt" timestamptz,
          seconds int, pages jsonb, ip text, country text, device text, browser text, os text)
        JOIN sellers s ON s.id = v."sellerId"
      ) AS v`;
  }
  await countPastVisits(db, sellerIds);
}

/** All roll-ups of these sellers from their rows, and when each customer was there last. */
async function countPastVisits(db: Db, sellerIds: string[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO visit_days (seller_id, day, country, device, visits, ordered)
    SELECT seller_id, day, country, device, count(*), count(*) FILTER (WHERE ordered) FROM visits WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY 1, 2, 3, 4`;
  await db.$executeRaw`
    INSERT INTO visit_hours (seller_id, country, day, hour, visits, ordered)
    SELECT seller_id, c.country, day, hour, count(*), count(*) FILTER (WHERE ordered) FROM visits CROSS JOIN unnest(ARRAY[visits.country, 'all']) AS c(country)
    WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY 1, 2, 3, 4`;
  await db.$executeRaw`
    INSERT INTO visit_gaps (seller_id, day, country, gap, visits)
    SELECT seller_id, day, 'all', gap, count(*) FROM visits WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY seller_id, day, gap
    UNION ALL SELECT seller_id, day, country, country_gap, count(*) FROM visits WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY seller_id, day, country, country_gap`;
  await db.$executeRaw`
    INSERT INTO visit_customers (seller_id, customer_id, visits, first_at, last_at, overdue_at, last_days)
    SELECT seller_id, customer_id, sum(visits), min(first_at), max(last_at), visit_overdue_at(sum(visits)::int, min(first_at), max(last_at)), jsonb_object_agg(country, day)
    FROM (SELECT seller_id, customer_id, country, count(*) AS visits, min(visited_at) AS first_at, max(visited_at) AS last_at, max(day) AS day
      FROM visits WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY seller_id, customer_id, country) AS by_country
    GROUP BY seller_id, customer_id`;
  await db.$executeRaw`
    UPDATE customers c SET last_visit_at = v.seen FROM (
      SELECT seller_id, customer_id, max(last_seen_at) AS seen FROM visits WHERE seller_id = ANY (${sellerIds}::uuid[]) GROUP BY seller_id, customer_id) v
    WHERE c.seller_id = v.seller_id AND c.id = v.customer_id`;
}
