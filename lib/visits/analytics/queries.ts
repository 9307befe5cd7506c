import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { dayIn } from "@/lib/days";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { visitsOfCustomer } from "@/lib/visits/queries";
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
type Day = { day: string; visits: number; customers: number; fresh: number };
type Chart = {
  days: Day[];
  countries: { country: string; visits: number }[];
  devices: { device: Device; visits: number }[];
  ordered: number;
  orderedBefore: number;
};
/** By day of the week from 1, Monday. */
type Weekday = { day: number; hours: number[] };
type Range = { from: string; to: string };

/** Who came when, from where and with what, beside as many days before. */
export async function getAnalytics(scope: StoreScope, filter: VisitFilter, now = new Date()): Promise<Analytics> {
  const sellerId = scope.seller.id;
  const range = visitRange(filter, dayIn(scope.seller.timeZone, now));
  const before = rangeBefore(range);
  const source = filter.customer ? ofCustomer(sellerId, filter.customer, before.from, range.to) : ofAll(sellerId);
  const asked = { ...source, range, before, country: filter.country };
  const [[chart = NOTHING], week] = await Promise.all([
    querySql<Chart>(scope, chartQuery(asked)),
    querySql<Weekday>(scope, weekQuery(asked)),
  ]);
  const daysOf = ({ from, to }: Range) => chart.days.filter(({ day }) => day >= from && day <= to);
  const devices = new Map(chart.devices.map(({ device, visits }) => [device, visits]));
  const weekdays = new Map(week.map(({ day, hours }) => [day, hours]));
  return {
    ...range,
    days: fillDays(range, daysOf(range)),
    totals: totalsOf(daysOf(range), chart.ordered),
    before: totalsOf(daysOf(before), chart.orderedBefore),
    beforeDays: fillDays(before, daysOf(before)),
    countries: chart.countries,
    devices: DEVICES.map((device) => ({ device, visits: devices.get(device) ?? 0 })),
    week: Array.from({ length: 7 }, (_, day) => weekdays.get(day + 1) ?? Array.from({ length: 24 }, () => 0)),
    sellerId,
  };
}

const NOTHING: Chart = { days: [], countries: [], devices: [], ordered: 0, orderedBefore: 0 };

function totalsOf(days: readonly Day[], ordered: number): VisitTotals {
  const sum = (of: "visits" | "fresh") => days.reduce((total, day) => total + day[of], 0);
  return { visits: sum("visits"), customers: sum("fresh"), ordered };
}

/** What is counted: rows as those of visit_days, and as those of visit_gaps. */
type Source = { days: Prisma.Sql; gaps: (country: string | undefined) => Prisma.Sql };
type Asked = Source & { range: Range; before: Range; country: string | undefined };

function ofAll(sellerId: string): Source {
  return {
    days: Prisma.sql`(SELECT * FROM visit_days WHERE seller_id = ${sellerId}::uuid)`,
    gaps: (country = "all") =>
      Prisma.sql`(SELECT * FROM visit_gaps WHERE seller_id = ${sellerId}::uuid AND country = ${country})`,
  };
}

/** One customer's visits are few enough to be read themselves. */
function ofCustomer(sellerId: string, customer: string, from: string, to: string): Source {
  const own = visitsOfCustomer(sellerId, customer, { from, to });
  return {
    days: Prisma.sql`(SELECT day, country, device, 1 AS visits, ordered::int AS ordered,
      array_fill(0, ARRAY[hour::int]) || 1 || array_fill(0, ARRAY[23 - hour]) AS hours FROM ${own})`,
    gaps: (country) =>
      country
        ? Prisma.sql`(SELECT day, country_gap AS gap, 1 AS visits FROM ${own} WHERE country = ${country})`
        : Prisma.sql`(SELECT day, gap, 1 AS visits FROM ${own})`,
  };
}

const within = ({ from, to }: Range) => Prisma.sql`day BETWEEN ${from}::date AND ${to}::date`;
const from = (country: string | undefined) => (country ? Prisma.sql`country = ${country}` : Prisma.sql`TRUE`);
const list = (query: Prisma.Sql) => Prisma.sql`COALESCE((SELECT json_agg(r) FROM (${query}) r), '[]')`;

/**
 * One row. A visit is the first of its customer on a day when the visit before was on another; in a range, when the one before lies in
 * front of it: so many different customers there are.
 */
function chartQuery({ days, gaps, range, before, country }: Asked): Prisma.Sql {
  const first = Prisma.sql`CASE WHEN day >= ${range.from}::date THEN ${range.from}::date ELSE ${before.from}::date END`;
  return Prisma.sql`WITH seen AS MATERIALIZED (
      SELECT country, device, sum(visits)::int AS visits, sum(ordered)::int AS ordered FROM ${days} d WHERE ${within(range)} GROUP BY country, device)
    SELECT ${list(Prisma.sql`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(visits)::int AS visits, COALESCE(sum(visits) FILTER (WHERE gap > 0), 0)::int AS customers,
        COALESCE(sum(visits) FILTER (WHERE gap > day - ${first}), 0)::int AS fresh
      FROM ${gaps(country)} g WHERE ${within({ from: before.from, to: range.to })} GROUP BY g.day`)} AS days,
    ${list(Prisma.sql`SELECT country, sum(visits)::int AS visits FROM seen GROUP BY country ORDER BY 2 DESC, country`)} AS countries,
    ${list(Prisma.sql`SELECT device, sum(visits)::int AS visits FROM seen WHERE ${from(country)} GROUP BY device`)} AS devices,
    (SELECT COALESCE(sum(ordered), 0)::int FROM seen WHERE ${from(country)}) AS ordered,
    (SELECT COALESCE(sum(ordered), 0)::int FROM ${days} d WHERE ${within(before)} AND ${from(country)}) AS "orderedBefore"`;
}

const HOURS = Prisma.raw(Array.from({ length: 24 }, (_, hour) => `sum(hours[${hour + 1}])::int`).join(", "));

/** Beside the chart, not in it: adding up 24 hours of every row takes as long as all the rest. */
function weekQuery({ days, range, country }: Asked): Prisma.Sql {
  return Prisma.sql`SELECT extract(isodow FROM day)::int AS day, ARRAY[${HOURS}] AS hours
    FROM ${days} d WHERE ${within(range)} AND ${from(country)} GROUP BY 1`;
}
