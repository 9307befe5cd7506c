import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { dayIn } from "@/lib/days";
import { plannedSql, querySql } from "@/lib/db/sql";
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

/** `same`: visits of those who had been there that day; `again`: of those who had been there in the range. */
type Day = { day: string; visits: number; ordered: number; same: number; again: number };
type Chart = {
  days: Day[];
  countries: { country: string; visits: number }[];
  devices: { device: Device; visits: number }[];
};
/** By day of the week from 1, Monday. */
type Hour = { day: number; hour: number; visits: number };
type Range = { from: string; to: string };

/** Who came when, from where and with what, beside as many days before. */
export async function getAnalytics(scope: StoreScope, filter: VisitFilter, now = new Date()): Promise<Analytics> {
  const sellerId = scope.seller.id;
  const range = visitRange(filter, dayIn(scope.seller.timeZone, now));
  const before = rangeBefore(range);
  const asked = { range, before, country: filter.country };
  const source = filter.customer ? ofCustomer(sellerId, filter.customer, asked) : ofAll(sellerId, asked);
  // The largest store's rows are gone through in another way than a small one's.
  const read = filter.customer ? querySql : plannedSql;
  const [[chart = NOTHING], week] = await Promise.all([
    read<Chart>(scope, chartQuery(source, asked)),
    read<Hour>(scope, weekQuery(source, asked)),
  ]);
  // Of one customer there is one, whichever of their visits are still kept.
  const atMost = filter.customer ? 1 : Number.POSITIVE_INFINITY;
  const toDay = ({ day, visits, same }: Day) => ({ day, visits, customers: Math.min(atMost, visits - same) });
  const daysOf = ({ from, to }: Range) => chart.days.filter(({ day }) => day >= from && day <= to);
  const devices = new Map(chart.devices.map(({ device, visits }) => [device, visits]));
  const hours = new Map(week.map(({ day, hour, visits }) => [`${day} ${hour}`, visits]));
  return {
    ...range,
    days: fillDays(range, daysOf(range).map(toDay)),
    totals: totalsOf(daysOf(range), atMost),
    before: totalsOf(daysOf(before), atMost),
    beforeDays: fillDays(before, daysOf(before).map(toDay)),
    countries: chart.countries,
    devices: DEVICES.map((device) => ({ device, visits: devices.get(device) ?? 0 })),
    week: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (_, hour) => hours.get(`${day + 1} ${hour}`) ?? 0),
    ),
    sellerId,
  };
}

const NOTHING: Chart = { days: [], countries: [], devices: [] };

/** Different customers are as many as there are visits, but for those of somebody who had been there before. */
function totalsOf(days: readonly Day[], atMost: number): VisitTotals {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    visits: sum(({ visits }) => visits),
    customers: Math.min(
      atMost,
      sum(({ visits, again }) => visits - again),
    ),
    ordered: sum(({ ordered }) => ordered),
  };
}

type Asked = { range: Range; before: Range; country: string | undefined };
/** What is counted: the range by country and device, whatever country is asked for; hours with what is asked; of each day how many visits were `same` and `again`. */
type Source = { places: Prisma.Sql; hours: (range: Range) => Prisma.Sql; repeats: Prisma.Sql };

/** The first day of the range that a day belongs to. */
const first = ({ range, before }: Asked) =>
  Prisma.sql`CASE WHEN day >= ${range.from}::date THEN ${range.from}::date ELSE ${before.from}::date END`;

/** Who came again within the range had a short gap: of the many rows of a day only those few are read. */
function ofAll(sellerId: string, asked: Asked): Source {
  const { range, before, country = "all" } = asked;
  return {
    places: Prisma.sql`(SELECT * FROM visit_days WHERE seller_id = ${sellerId}::uuid AND ${within(range)})`,
    hours: (range) =>
      Prisma.sql`(SELECT * FROM visit_hours WHERE seller_id = ${sellerId}::uuid AND country = ${country} AND ${within(range)})`,
    repeats: Prisma.sql`SELECT d.day, r.same, r.again
      FROM (SELECT day, day - ${first(asked)} AS gap
        FROM (SELECT ${before.from}::date + n AS day FROM generate_series(0, ${range.to}::date - ${before.from}::date) AS n) AS every) AS d
      CROSS JOIN LATERAL (SELECT sum(visits) FILTER (WHERE gap = 0) AS same, sum(visits) AS again
        FROM visit_gaps g WHERE g.seller_id = ${sellerId}::uuid AND g.day = d.day AND g.country = ${country} AND g.gap <= d.gap) AS r`,
  };
}

/** One customer's visits are few enough to be read themselves. */
function ofCustomer(sellerId: string, customer: string, asked: Asked): Source {
  const { range, before, country } = asked;
  // Days as they were written, like all that is counted; the time only says where to look.
  const since = Prisma.sql`visited_at >= (${before.from}::date::timestamp - interval '1 day') AT TIME ZONE 'UTC'`;
  const own = visitsOfCustomer(sellerId, customer, since);
  return {
    places: Prisma.sql`(SELECT country, device, 1 AS visits FROM ${own} WHERE ${within(range)})`,
    hours: (range) =>
      Prisma.sql`(SELECT day, hour, 1 AS visits, ordered::int AS ordered FROM ${own} WHERE ${within(range)} AND ${from(country)})`,
    repeats: Prisma.sql`SELECT NULL::date AS day, 0 AS same, 0 AS again WHERE FALSE`,
  };
}

const within = ({ from, to }: Range) => Prisma.sql`day BETWEEN ${from}::date AND ${to}::date`;
const from = (country: string | undefined) => (country ? Prisma.sql`country = ${country}` : Prisma.sql`TRUE`);
const list = (query: Prisma.Sql) => Prisma.sql`COALESCE((SELECT json_agg(r) FROM (${query}) r), '[]')`;

/** One row. Days, and those before, are added up from their hours; countries and devices in one look at the range. */
function chartQuery({ places, hours, repeats }: Source, { range, before, country }: Asked): Prisma.Sql {
  return Prisma.sql`WITH seen AS MATERIALIZED (
      SELECT country, device, sum(visits)::int AS everywhere, (sum(visits) FILTER (WHERE ${from(country)}))::int AS visits
      FROM ${places} AS p GROUP BY GROUPING SETS ((country), (device)))
    SELECT ${list(Prisma.sql`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, visits, ordered, COALESCE(same, 0)::int AS same, COALESCE(again, 0)::int AS again
      FROM (
        SELECT day, sum(visits)::int AS visits, sum(ordered)::int AS ordered FROM ${hours({ from: before.from, to: range.to })} AS h GROUP BY day) AS d
      LEFT JOIN (${repeats}) AS a USING (day)`)} AS days,
    ${list(Prisma.sql`SELECT country, everywhere AS visits FROM seen WHERE country IS NOT NULL ORDER BY everywhere DESC, country`)} AS countries,
    ${list(Prisma.sql`SELECT device, visits FROM seen WHERE device IS NOT NULL AND visits > 0`)} AS devices`;
}

function weekQuery({ hours }: Source, { range }: Asked): Prisma.Sql {
  return Prisma.sql`SELECT extract(isodow FROM day)::int AS day, hour::int AS hour, sum(visits)::int AS visits FROM ${hours(range)} AS h GROUP BY 1, 2`;
}
