import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { nameVisitors } from "@/lib/alerts/visits/queries";
import type { WeeklySummary } from "@/lib/messages/visit-templates";

/** `week`: its Monday, YYYY-MM-DD: the summary is about the seven days before. */
export type DueSeller = { id: string; slug: string; name: string; timeZone: string; week: string };

/** Open sellers where it is Monday after eight, and an admin has no summary yet. A worker that stood still has a day to catch up. */
export async function findDueSellers(scope: SystemScope, now: Date): Promise<DueSeller[]> {
  return await scope.db.$queryRaw<DueSeller[]>`
    SELECT s.id, s.slug, s.name, s.time_zone AS "timeZone", here.monday::text AS week
    FROM sellers s
    CROSS JOIN LATERAL (SELECT ${now}::timestamptz AT TIME ZONE s.time_zone AS local, date_trunc('week', ${now}::timestamptz AT TIME ZONE s.time_zone)::date AS monday) here
    WHERE s.status = 'open' AND here.local >= here.monday + interval '8 hours' AND here.local < here.monday + interval '32 hours'
      AND EXISTS (SELECT FROM members m LEFT JOIN alert_settings a ON a.seller_id = m.seller_id AND a.user_id = m.user_id
        WHERE m.seller_id = s.id AND m.role = 'admin' AND m.status = 'active' AND m.join_date < (here.monday + interval '8 hours') AT TIME ZONE s.time_zone
          AND COALESCE(a.weekly, true) AND (a.summed_up IS NULL OR a.summed_up < here.monday))`;
}

export type WeekFigures = Pick<WeeklySummary, "week" | "before" | "days" | "top" | "late">;

/** Of the seven days before `week`, compared with the seven before those; null where nobody came in either. */
export async function getWeek(scope: SystemScope, { id, week }: DueSeller, now: Date): Promise<WeekFigures | null> {
  const days = await scope.db.$queryRaw<{ day: string; visits: number; past: boolean }[]>`
    SELECT d.day::date::text AS day, COALESCE(sum(v.visits), 0)::int AS visits, d.day < ${week}::date - 7 AS past
    FROM generate_series(${week}::date - 14, ${week}::date - 1, interval '1 day') d(day)
    LEFT JOIN visit_days v ON v.seller_id = ${id}::uuid AND v.day = d.day::date
    GROUP BY d.day ORDER BY d.day`;
  if (days.every(({ visits }) => visits === 0)) return null;
  const visitsOf = (past: boolean) =>
    days.filter((each) => each.past === past).reduce((sum, { visits }) => sum + visits, 0);
  return {
    week: { visits: visitsOf(false), customers: await countCustomers(scope, id, week, 7) },
    before: { visits: visitsOf(true), customers: await countCustomers(scope, id, week, 14) },
    days: days.flatMap(({ day, visits, past }) => (past ? [] : [{ day, visits }])),
    top: await findTop(scope, id, week),
    late: await findLate(scope, id, now),
  };
}

/** Different ones, of the seven days that begin `ago` days before: visits whose customer was not there yet in them. */
async function countCustomers(scope: SystemScope, sellerId: string, week: string, ago: number): Promise<number> {
  const [row] = await scope.db.$queryRaw<{ customers: number }[]>`
    SELECT COALESCE(sum(visits), 0)::int AS customers FROM visit_gaps
    WHERE seller_id = ${sellerId}::uuid AND country = 'all' AND gap > day - (${week}::date - ${ago}::int)
      AND day >= ${week}::date - ${ago}::int AND day < ${week}::date - ${ago}::int + 7`;
  return row?.customers ?? 0;
}

const NAMED = 5;

async function findTop(scope: SystemScope, sellerId: string, week: string): Promise<WeekFigures["top"]> {
  // A zone is never further from UTC than a day: the time leads to the rows, the day decides.
  const rows = await scope.db.$queryRaw<{ customerId: string; visits: number }[]>`
    SELECT customer_id AS "customerId", count(*)::int AS visits FROM visits
    WHERE seller_id = ${sellerId}::uuid AND day >= ${week}::date - 7 AND day < ${week}::date
      AND visited_at >= ${week}::date - 8 AND visited_at < ${week}::date + 1
    GROUP BY customer_id ORDER BY count(*) DESC, max(visited_at) DESC LIMIT ${NAMED}`;
  const visitors = await nameVisitors(
    scope.db,
    sellerId,
    rows.map(({ customerId }) => customerId),
  );
  return rows.flatMap(({ customerId, visits }) => {
    const visitor = visitors.get(customerId);
    return visitor ? [{ visitor, visits }] : [];
  });
}

/** Customers who may come and have not for longer than is usual for them, whoever stayed away last first. */
async function findLate(scope: SystemScope, sellerId: string, now: Date): Promise<WeekFigures["late"]> {
  const rows = await scope.db.visitCustomer.findMany({
    where: { sellerId, overdueAt: { lte: now }, customer: { status: "approved" } },
    orderBy: [{ overdueAt: "desc" }, { customerId: "asc" }],
    take: NAMED,
    select: { customerId: true, lastAt: true },
  });
  const visitors = await nameVisitors(
    scope.db,
    sellerId,
    rows.map(({ customerId }) => customerId),
  );
  return rows.flatMap(({ customerId, lastAt }) => {
    const visitor = visitors.get(customerId);
    return visitor ? [{ visitor, lastAt: lastAt.toISOString() }] : [];
  });
}
