// Millions of visits of thirteen months by SQL alone, as recordActivity would have left them: rows by time, every figure of the roll-ups counted from them.
import type pg from "pg";
import { systemDb } from "@/prisma/factories/db.ts";
import { createUser } from "@/prisma/factories/people.ts";
import { createMember, createSeller, sellerRow } from "@/prisma/factories/sellers.ts";
import { withClient } from "@/scripts/support/installation.ts";
import { print } from "./support.ts";

export const ALL_VISITS = 30_000_000;
/** At full size; a smaller one has fewer customers of the same habits, in fewer shops. */
const LARGEST_CUSTOMERS = 100_000;
const LARGEST_SHARE = 0.03;
const SELLERS = 3000;
/** Customers of the others come once a week. */
const OTHERS_MEAN = 56;
const DAYS = 390;
const BATCH_DAYS = 30;
const ZONE = "America/New_York";

export type VisitData = { slug: string; sellerId: string; memberId: string; visits: number };

/** Skewed sellers, customers with habits of their own, their visits and roll-ups; the largest seller has a member who asks. */
export async function createVisitData(ownerUrl: string, visits: number): Promise<VisitData> {
  const largest = await createSeller({ timeZone: ZONE });
  const member = await createUser({ name: "Admin" });
  await createMember({ seller: largest, user: member });
  const others = Array.from({ length: Math.max(20, Math.round((SELLERS * visits) / ALL_VISITS)) }, () =>
    sellerRow({ timeZone: ZONE }),
  );
  for (let n = 0; n < others.length; n += 1000) await systemDb().seller.createMany({ data: others.slice(n, n + 1000) });
  await withClient(ownerUrl, async (client) => {
    // Keys and triggers are those of the tables; that each row keeps to them is known here.
    await client.query(
      "SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'",
    );
    await client.query("SELECT setseed(0.5), make_visit_months((now() - interval '14 months')::date, 1)");
    const start = Math.floor(Date.now() / 1000) - DAYS * 86_400;
    await client.query(functions(start));
    await createCustomers(client, largest.id, others, visits);
    const rebuild = await withoutIndexes(client);
    for (let day = -DAYS; day <= 0; day += BATCH_DAYS) {
      await createBatch(client, start, day, Math.min(day + BATCH_DAYS, 1));
      print(`visits up to day ${Math.min(day + BATCH_DAYS, 1)}`);
    }
    await rebuild();
    await client.query("DROP TABLE bench_batch");
    await client.query("VACUUM ANALYZE");
    // Writing all of it out would be measured otherwise.
    await client.query("CHECKPOINT");
  });
  const count = await systemDb().visitDay.aggregate({ _sum: { visits: true } });
  return { slug: largest.slug, sellerId: largest.id, memberId: member.id, visits: count._sum.visits ?? 0 };
}

async function createCustomers(
  client: pg.Client,
  largest: string,
  others: { id: string }[],
  visits: number,
): Promise<void> {
  const weights = others.map((_, rank) => (rank + 20) ** -0.7);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sellers = [
    { id: largest, visits: visits * LARGEST_SHARE, customers: (LARGEST_CUSTOMERS * visits) / ALL_VISITS },
    ...others.map(({ id }, rank) => {
      const own = (visits * (1 - LARGEST_SHARE) * (weights[rank] ?? 0)) / whole;
      return { id, visits: own, customers: Math.max(1, own / OTHERS_MEAN) };
    }),
  ];
  await client.query(
    `CREATE UNLOGGED TABLE bench_customers AS
      SELECT s.id AS seller_id, gen_random_uuid() AS id, number, (row_number() OVER ())::int AS no, random() / 2 AS shift,
        GREATEST(1, round(-ln(1 - random()) * s.visits / s.customers))::int AS visits, floor(30 * random() ^ 3)::int AS home
      FROM unnest($1::uuid[], $2::float8[], $3::float8[]) AS s(id, visits, customers) CROSS JOIN generate_series(1, round(s.customers)::int) AS number`,
    [sellers.map(({ id }) => id), sellers.map((each) => each.visits), sellers.map(({ customers }) => customers)],
  );
  await client.query(`
    INSERT INTO users (id, name) SELECT md5('user' || number)::uuid, 'Person ' || number FROM generate_series(1, (SELECT max(number) FROM bench_customers)) AS number`);
  await client.query(`
    INSERT INTO customers (seller_id, id, user_id, status, granted_how, granted_at, join_date, user_name, company, first_visit_at, last_visit_at)
    SELECT seller_id, id, md5('user' || number)::uuid, 'approved', 'manual', now(), now(), 'Person ' || number, 'Company ' || no,
      bench_at(no, shift, visits, 0), bench_at(no, shift, visits, visits - 1) FROM bench_customers`);
  await client.query(`
    INSERT INTO visit_customers (seller_id, customer_id, visits, first_at, last_at, overdue_at, last_days)
    SELECT seller_id, id, visits, first, last, visit_overdue_at(visits, first, last), jsonb_strip_nulls(jsonb_build_object(
      ${country("home + 1")}, bench_day(bench_at(no, shift, visits, visits - CASE WHEN visits % 10 = 0 THEN 2 ELSE 1 END)),
      ${country("home + 2")}, CASE WHEN visits >= 10 THEN bench_day(bench_at(no, shift, visits, visits / 10 * 10 - 1)) END))
    FROM (SELECT *, bench_at(no, shift, visits, 0) AS first, bench_at(no, shift, visits, visits - 1) AS last FROM bench_customers) c`);
}

/** Each customer comes after about the same time again: when, is known without looking at any other row. */
const functions = (start: number) => `
  CREATE FUNCTION bench_share(a integer, b integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT (hashint4(a * 31 + b) & 65535) / 65536.0 $$;
  CREATE FUNCTION bench_at(no integer, shift float8, visits integer, k integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    AS $$ SELECT to_timestamp(${start} + (k + shift + bench_share(no, k) / 2) * ${DAYS * 86_400}::float8 / visits) $$;
  CREATE FUNCTION bench_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$ SELECT (at AT TIME ZONE '${ZONE}')::date $$;
  CREATE UNLOGGED TABLE bench_batch (seller_id uuid, customer_id uuid, k integer, visited_at timestamptz, day date, hour smallint, gap smallint,
    country_gap smallint, country text, device text, ordered boolean)`;

const COUNTRIES = "US,DE,GB,FR,NL,SE,IT,ES,PL,AT,CH,BE,DK,NO,FI,PT,IE,CZ,GR,HU,RO,CA,MX,BR,JP,KR,AU,NZ,ZA,ZZ,IN";
const country = (nth: string) => `(string_to_array('${COUNTRIES}', ','))[${nth}]`;

/** The visits of some of the seller's days, by time, and what the roll-ups say of them. Every tenth is made abroad. */
async function createBatch(client: pg.Client, start: number, from: number, to: number): Promise<void> {
  const midnight = (day: number) => `((bench_day(now()) + ${day})::timestamp AT TIME ZONE '${ZONE}')`;
  const nth = (day: number) => `((extract(epoch FROM ${midnight(day)}) - ${start}) * c.visits / ${DAYS * 86_400})::int`;
  const at = (k: string) => `bench_at(c.no, c.shift, c.visits, ${k})`;
  const days = (before: string) => `CASE WHEN ${before} < 0 THEN 9999 ELSE day - bench_day(${at(before)}) END`;
  await client.query("TRUNCATE bench_batch");
  await client.query(`
    INSERT INTO bench_batch
    SELECT seller_id, id, k, visited_at, day, extract(hour FROM visited_at AT TIME ZONE '${ZONE}'), ${days("k - 1")},
      ${days("CASE WHEN k % 10 = 9 THEN k - 10 WHEN k % 10 = 0 THEN k - 2 ELSE k - 1 END")},
      ${country("home + CASE WHEN k % 10 = 9 THEN 2 ELSE 1 END")},
      (ARRAY['phone', 'phone', 'phone', 'phone', 'phone', 'desktop', 'desktop', 'desktop', 'desktop', 'tablet'])[1 + floor(10 * bench_share(k, no))::int],
      bench_share(no, k + 7) < 0.1
    FROM (
      SELECT c.*, k, visited_at, bench_day(visited_at) AS day
      FROM bench_customers c
      CROSS JOIN LATERAL generate_series(GREATEST(0, ${nth(from)} - 2), LEAST(c.visits - 1, ${nth(to)} + 1)) AS k
      CROSS JOIN LATERAL (SELECT ${at("k")} AS visited_at OFFSET 0) t
      WHERE visited_at >= ${midnight(from)} AND visited_at < ${midnight(to)} OFFSET 0) c`);
  await client.query(`
    INSERT INTO visits (seller_id, visited_at, id, customer_id, day, hour, gap, country_gap, ip, country, device, browser, os, last_seen_at, seconds, pages, ordered)
    SELECT seller_id, visited_at, gen_random_uuid(), customer_id, day, hour, gap, country_gap, '203.0.113.' || k % 254, country, device, 'Firefox 140', 'Linux',
      visited_at + interval '5 minutes', 240,
      jsonb_build_object('shop', '{"at": "2026-01-01T12:00:00.000Z", "views": 2, "seconds": 90}'::jsonb,
        'search:oat milk', '{"at": "2026-01-01T12:01:30.000Z", "views": 1, "seconds": 150}'::jsonb), ordered
    FROM bench_batch ORDER BY visited_at`);
  await client.query(`
    INSERT INTO visit_days (seller_id, day, country, device, visits, ordered)
    SELECT seller_id, day, country, device, count(*), count(*) FILTER (WHERE ordered)
    FROM bench_batch GROUP BY seller_id, day, country, device ORDER BY day, seller_id`);
  await client.query(`
    INSERT INTO visit_hours (seller_id, country, day, hour, visits, ordered)
    SELECT seller_id, c.country, day, hour, count(*), count(*) FILTER (WHERE ordered) FROM bench_batch CROSS JOIN unnest(ARRAY[bench_batch.country, 'all']) AS c(country)
    GROUP BY 1, 2, 3, 4 ORDER BY day, seller_id`);
  await client.query(`
    INSERT INTO visit_gaps (seller_id, day, country, gap, visits)
    SELECT * FROM (
      SELECT seller_id, day, 'all' AS country, gap, count(*) FROM bench_batch GROUP BY seller_id, day, gap
      UNION ALL SELECT seller_id, day, country, country_gap, count(*) FROM bench_batch GROUP BY seller_id, day, country, country_gap) g
    ORDER BY day, seller_id`);
}

/** Indexes are built at once when the rows are there: the same ones, in a fraction of the time. */
async function withoutIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    "SELECT indexname AS name, replace(indexdef, ' ON ONLY ', ' ON ') AS definition FROM pg_indexes WHERE tablename = 'visits' AND schemaname = 'public'",
  );
  const key = rows.find(({ name }) => name === "visits_pkey");
  const others = rows.filter(({ name }) => name !== "visits_pkey");
  await client.query("ALTER TABLE visits DROP CONSTRAINT visits_pkey");
  for (const { name } of others) await client.query(`DROP INDEX ${name}`);
  return async () => {
    const columns = key?.definition.replace(/^.*USING btree /, "");
    await client.query(`ALTER TABLE visits ADD CONSTRAINT visits_pkey PRIMARY KEY ${columns}`);
    for (const { definition } of others) await client.query(definition);
  };
}
