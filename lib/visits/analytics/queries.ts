import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { dayIn } from "@/lib/days";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { withinDays } from "@/lib/visits/queries";
import {
  type Analytics,
  DEVICES,
  type Device,
  fillDays,
  rangeBefore,
  type VisitTotals,
  visitRange,
} from "@/lib/visits/rules";
import type { VisitFilter } from "@/lib/visits/schema";

/** `customers`: different ones of that day; `fresh`: those who had not come before in the range. */
type Day = { day: string; visits: number; ordered: number; customers: number; fresh: number };
type Facets = {
  days: Day[];
  countries: { country: string; visits: number }[];
  devices: { device: Device; visits: number }[];
  /** By day of the week from 1, Monday. */
  week: { day: number; hours: number[] }[];
};

/** Who came when, from where and with what, beside as many days before. */
export async function getAnalytics(scope: StoreScope, filter: VisitFilter, now = new Date()): Promise<Analytics> {
  const range = visitRange(filter, dayIn(scope.seller.timeZone, now));
  const before = rangeBefore(range);
  const { customer, country } = filter;
  const asked = { range, before, country, sellerId: scope.seller.id };
  const query = customer ? ofCustomer(asked, customer) : ofAll(asked);
  const [facets = NOTHING] = await querySql<Facets>(scope, query);
  const of = ({ from, to }: { from: string; to: string }) => facets.days.filter(({ day }) => day >= from && day <= to);
  const week = new Map(facets.week.map(({ day, hours }) => [day, hours]));
  const devices = new Map(facets.devices.map(({ device, visits }) => [device, visits]));
  return {
    ...range,
    days: fillDays(range, of(range)),
    totals: totalsOf(of(range)),
    before: totalsOf(of(before)),
    beforeDays: fillDays(before, of(before)),
    countries: facets.countries,
    devices: DEVICES.map((device) => ({ device, visits: devices.get(device) ?? 0 })),
    week: Array.from({ length: 7 }, (_, day) => week.get(day + 1) ?? Array.from({ length: 24 }, () => 0)),
    sellerId: scope.seller.id,
  };
}

const NOTHING: Facets = { days: [], countries: [], devices: [], week: [] };

function totalsOf(days: readonly Day[]): VisitTotals {
  const sum = (of: "visits" | "fresh" | "ordered") => days.reduce((total, day) => total + day[of], 0);
  return { visits: sum("visits"), customers: sum("fresh"), ordered: sum("ordered") };
}

type Range = { from: string; to: string };
type Asked = { range: Range; before: Range; country: string | undefined; sellerId: string };

const HOURS = Prisma.raw(Array.from({ length: 24 }, (_, hour) => `sum(hours[${hour + 1}])::int`).join(", "));

/** The two parts of what is read, `days` by day and `gaps` by day and gap, put together as one row of lists. */
function facetsOf({ range: { from }, country }: Asked, days: Prisma.Sql, gaps: Prisma.Sql): Prisma.Sql {
  const here = country ? Prisma.sql`country = ${country}` : Prisma.sql`TRUE`;
  const now = Prisma.sql`day >= ${from}::date`;
  const list = (query: Prisma.Sql) => Prisma.sql`COALESCE((SELECT json_agg(r) FROM (${query}) r), '[]')`;
  return Prisma.sql`WITH d AS MATERIALIZED (${days}), g AS MATERIALIZED (${gaps})
    SELECT ${list(Prisma.sql`
      SELECT to_char(s.day, 'YYYY-MM-DD') AS day, s.visits, s.ordered, COALESCE(g.customers, 0) AS customers, COALESCE(g.fresh, 0) AS fresh
      FROM (SELECT day, sum(visits)::int AS visits, sum(ordered)::int AS ordered FROM d WHERE ${here} GROUP BY day) s LEFT JOIN g USING (day)`)} AS days,
    ${list(Prisma.sql`SELECT country, sum(visits)::int AS visits FROM d WHERE ${now} GROUP BY country ORDER BY 2 DESC, country`)} AS countries,
    ${list(Prisma.sql`SELECT device, sum(visits)::int AS visits FROM d WHERE ${here} AND ${now} GROUP BY device`)} AS devices,
    ${list(Prisma.sql`
      SELECT extract(isodow FROM day)::int AS day, ARRAY[${HOURS}] AS hours FROM d WHERE ${here} AND ${now} GROUP BY 1`)} AS week`;
}

/** Of a day the first visit is the one whose visit before was on another; of a range, the one whose visit before lies in front of it. */
const FIRSTS = (from: string, before: string) => Prisma.sql`
  (sum(visits) FILTER (WHERE gap > 0))::int AS customers,
  (sum(visits) FILTER (WHERE gap > day - CASE WHEN day >= ${from}::date THEN ${from}::date ELSE ${before}::date END))::int AS fresh`;

function ofAll(asked: Asked): Prisma.Sql {
  const { range, before, country, sellerId } = asked;
  const where = Prisma.sql`seller_id = ${sellerId}::uuid AND day BETWEEN ${before.from}::date AND ${range.to}::date`;
  return facetsOf(
    asked,
    Prisma.sql`SELECT day, country, device, visits, ordered, hours FROM visit_days WHERE ${where}`,
    Prisma.sql`SELECT day, ${FIRSTS(range.from, before.from)} FROM visit_gaps WHERE ${where} AND country = ${country ?? "all"} GROUP BY day`,
  );
}

/** One customer's visits are few enough to be read themselves. */
function ofCustomer(asked: Asked, customer: string): Prisma.Sql {
  const { range, before, country, sellerId } = asked;
  const where = Prisma.sql`seller_id = ${sellerId}::uuid AND customer_id = ${customer}::uuid
    AND ${withinDays({ from: before.from, to: range.to })}`;
  const gap = country ? Prisma.sql`country_gap` : Prisma.sql`gap`;
  const here = country ? Prisma.sql`AND country = ${country}` : Prisma.empty;
  return facetsOf(
    asked,
    Prisma.sql`SELECT day, country, device, 1 AS visits, ordered::int AS ordered,
      array_fill(0, ARRAY[hour::int]) || 1 || array_fill(0, ARRAY[23 - hour]) AS hours FROM visits WHERE ${where}`,
    Prisma.sql`SELECT day, ${FIRSTS(range.from, before.from)}
      FROM (SELECT day, ${gap} AS gap, 1 AS visits FROM visits WHERE ${where} ${here}) v GROUP BY day`,
  );
}
