import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { logger } from "@/lib/logger";
import { MAX_VISIT_MONTHS } from "@/lib/visits/rules";

/** So many rows are changed in one go. */
const BATCH = 2_000;
/** Months that are made ahead: a worker that stands still for a quarter loses no visit. */
const AHEAD = 3;

/**
 * By the clock: months to come are there, old ones go, addresses are shortened, and what a store keeps for less long is deleted. Roll-ups stay.
 * What fails, such as a month that somebody reads, does not keep the rest from being done, and is tried again.
 */
export async function keepVisits(scope: SystemScope, batch = BATCH): Promise<void> {
  const work = [
    () => makeMonths(scope),
    () => dropMonths(scope),
    () => untilNone(() => shortenAddresses(scope, batch)),
    () => untilNone(() => deleteEarly(scope, batch)),
  ];
  let failure: unknown;
  for (const each of work) {
    await each().catch((error: unknown) => {
      failure ??= error;
    });
  }
  if (failure) throw failure;
}

async function dropMonths(scope: SystemScope): Promise<void> {
  const [{ dropped = 0 } = {}] = await scope.db.$queryRaw<{ dropped: number }[]>`
    SELECT drop_visit_months((now() AT TIME ZONE 'UTC' - make_interval(months => ${MAX_VISIT_MONTHS}::int))::date) AS dropped`;
  if (dropped > 0) logger.info({ count: dropped }, "months of visits dropped");
}

/** The months that are missing: without its month no visit can be written. */
export async function makeMonths(scope: SystemScope): Promise<void> {
  await scope.db.$queryRaw`SELECT make_visit_months((now() AT TIME ZONE 'UTC')::date, ${AHEAD}::int)`;
}

async function untilNone(work: () => Promise<number>): Promise<void> {
  while ((await work()) > 0);
}

function shortenAddresses(scope: SystemScope, batch: number): Promise<number> {
  return scope.db.$executeRaw`
    WITH old AS (
      SELECT v.* FROM sellers s CROSS JOIN LATERAL (
        SELECT seller_id, visited_at, id FROM visits
        WHERE seller_id = s.id AND visited_at <= now() - make_interval(days => s.visit_ip_days) AND ip IS NOT NULL AND strpos(ip, '/') = 0
        LIMIT ${batch}::int) v
      LIMIT ${batch}::int)
    UPDATE visits v SET ip = shorten_ip(v.ip) FROM old
    WHERE v.seller_id = old.seller_id AND v.visited_at = old.visited_at AND v.id = old.id`;
}

/** Of stores that keep visits for less long than the platform does. */
function deleteEarly(scope: SystemScope, batch: number): Promise<number> {
  return scope.db.$executeRaw`
    WITH old AS (
      SELECT v.* FROM sellers s CROSS JOIN LATERAL (
        SELECT seller_id, visited_at, id FROM visits WHERE seller_id = s.id AND visited_at < now() - make_interval(months => s.visit_months)
        ORDER BY visited_at LIMIT ${batch}::int) v
      WHERE s.visit_months < ${MAX_VISIT_MONTHS}::int LIMIT ${batch}::int)
    DELETE FROM visits v USING old WHERE v.seller_id = old.seller_id AND v.visited_at = old.visited_at AND v.id = old.id`;
}
