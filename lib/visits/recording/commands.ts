import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { newId } from "@/lib/db/ids";
import type { Visitor } from "@/lib/visits/recording/visitor";
import { NEVER, pageKey, type ShopPage, VISIT_MINUTES } from "@/lib/visits/rules";

export type Activity = {
  sellerId: string;
  customerId: string;
  /** Members of the seller and operators are no visitors. */
  userId: string;
  visitor: Visitor;
  page: ShopPage;
  /** True: the page was opened; false: it is still being looked at. */
  opened: boolean;
  /** Since the last report. */
  seconds: number;
  /** When; absent: now, by the database's clock. */
  at?: Date;
};

export type Recorded = "started" | "continued" | null;

/**
 * Writes down that a customer is active in a shop: the visit goes on, or a new one begins, with roll-up and alert in one statement and so in one
 * transaction. Of any number of first requests at once, one begins it. Null: nobody who counts.
 */
export async function recordActivity(scope: SystemScope, activity: Activity): Promise<Recorded> {
  if (await continueVisit(scope, activity)) return "continued";
  if (await startVisit(scope, activity)) return "started";
  return (await continueVisit(scope, activity)) ? "continued" : null;
}

const AT = "COALESCE($3::timestamptz, now())";
const PAUSE = `interval '${VISIT_MINUTES} minutes'`;
/** A visit's row grows by what is looked at, not without end. */
const MAX_PAGES = 100;

/** Nobody looks longer than the time that has passed. */
const LOOKED = `LEAST($6::int, GREATEST(0, ceil(extract(epoch FROM ${AT} - v.last_seen_at)))::int + 5)`;

// The update itself names no time around the visit: PostgreSQL 18, once it has left months out, loses the row when somebody else writes it just then.
const CONTINUE = `
  WITH here AS (
    SELECT v.seller_id, v.visited_at, v.id
    FROM customers c CROSS JOIN LATERAL (
      SELECT * FROM (
        -- Within one bound, all of them: in search of the last between two PostgreSQL may go through those of all customers by time.
        SELECT seller_id, visited_at, id FROM visits
        WHERE seller_id = c.seller_id AND customer_id = c.id AND visited_at > ${AT} - interval '2 days' OFFSET 0) late
      WHERE visited_at <= ${AT} ORDER BY visited_at DESC LIMIT 1) v
    WHERE c.seller_id = $1 AND c.id = $2 AND c.status = 'approved' AND c.last_visit_at >= ${AT} - ${PAUSE}
  ), active AS (
    UPDATE customers c SET last_visit_at = ${AT} FROM here
    WHERE c.seller_id = here.seller_id AND c.id = $2 AND c.last_visit_at < ${AT} - interval '1 minute' AND c.last_visit_at >= ${AT} - ${PAUSE}
  )
  UPDATE visits v SET
    last_seen_at = GREATEST(v.last_seen_at, ${AT}),
    seconds = v.seconds + ${LOOKED},
    pages = CASE WHEN v.pages ? $4 OR (SELECT count(*) FROM jsonb_object_keys(v.pages)) < ${MAX_PAGES}
      THEN v.pages || jsonb_build_object($4::text, jsonb_build_object(
        'at', COALESCE(v.pages -> $4 ->> 'at', to_char(${AT} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
        'views', GREATEST(1, COALESCE((v.pages -> $4 ->> 'views')::int, 0) + $5::int),
        'seconds', COALESCE((v.pages -> $4 ->> 'seconds')::int, 0) + ${LOOKED}))
      ELSE v.pages END
  FROM here WHERE v.seller_id = here.seller_id AND v.visited_at = here.visited_at AND v.id = here.id
  RETURNING v.id`;

async function continueVisit(scope: SystemScope, activity: Activity): Promise<boolean> {
  const { sellerId, customerId, at, page, opened, seconds } = activity;
  const values = [sellerId, customerId, at ?? null, pageKey(page), opened ? 1 : 0, seconds];
  return (await scope.sql({ name: "visit-continue", text: CONTINUE, values })).length > 0;
}

const START = `
  WITH entered AS (
    UPDATE customers SET last_visit_at = ${AT}
    WHERE seller_id = $1 AND id = $2 AND status = 'approved' AND (last_visit_at IS NULL OR last_visit_at < ${AT} - ${PAUSE})
      AND NOT EXISTS (SELECT FROM members WHERE seller_id = $1 AND user_id = $5 AND status = 'active')
      AND NOT EXISTS (SELECT FROM operators WHERE user_id = $5 AND status = 'active')
    RETURNING seller_id, id
  ), visit AS (
    INSERT INTO visits (seller_id, visited_at, id, customer_id, day, hour, gap, country_gap, ip, country, device, browser, os, last_seen_at, pages)
    SELECT e.seller_id, ${AT}, $4, e.id, here.day, here.hour,
      GREATEST(0, COALESCE(here.day - before.day, ${NEVER})), GREATEST(0, COALESCE(here.day - before.country_day, ${NEVER})),
      CASE WHEN here.visit_ip_days = 0 THEN shorten_ip($6) ELSE $6 END, $7, $8, $9, $10, ${AT},
      jsonb_build_object($11::text, jsonb_build_object('at', to_char(${AT} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'views', 1, 'seconds', 0))
    FROM entered e
    CROSS JOIN (
      SELECT (${AT} AT TIME ZONE time_zone)::date AS day, extract(hour FROM ${AT} AT TIME ZONE time_zone)::smallint AS hour, visit_ip_days FROM sellers WHERE id = $1) here
    CROSS JOIN LATERAL visit_days_before(e.seller_id, e.id, ${AT}, $7) before
    RETURNING *
  ), days AS (
    INSERT INTO visit_days AS d (seller_id, day, country, device, visits, hours)
    SELECT seller_id, day, country, device, 1, array_fill(0, ARRAY[hour::int]) || 1 || array_fill(0, ARRAY[23 - hour]) FROM visit
    ON CONFLICT (seller_id, day, country, device) DO UPDATE SET visits = d.visits + 1,
      hours[array_position(EXCLUDED.hours, 1)] = d.hours[array_position(EXCLUDED.hours, 1)] + 1
  ), gaps AS (
    INSERT INTO visit_gaps AS g (seller_id, day, country, gap, visits)
    SELECT seller_id, day, 'all', gap, 1 FROM visit UNION ALL SELECT seller_id, day, country, country_gap, 1 FROM visit
    ON CONFLICT (seller_id, day, country, gap) DO UPDATE SET visits = g.visits + 1
  ), known AS (
    INSERT INTO visit_customers AS k (seller_id, customer_id, visits, first_at, last_at)
    SELECT seller_id, customer_id, 1, visited_at, visited_at FROM visit
    ON CONFLICT (seller_id, customer_id) DO UPDATE SET visits = k.visits + 1, last_at = EXCLUDED.last_at,
      overdue_at = visit_overdue_at(k.visits + 1, k.first_at, EXCLUDED.last_at)
  ), alert AS (
    INSERT INTO visit_alerts (seller_id, visit_id, visited_at, customer_id)
    SELECT seller_id, id, visited_at, customer_id FROM visit
    -- Where nobody wants to be told, nothing waits.
    WHERE EXISTS (SELECT FROM alert_settings a JOIN members m USING (seller_id, user_id) WHERE a.seller_id = $1 AND a.mode <> 'off' AND m.status = 'active')
  )
  SELECT id FROM visit`;

async function startVisit(scope: SystemScope, activity: Activity): Promise<boolean> {
  const { sellerId, customerId, userId, at, page, visitor } = activity;
  const { ip, country, device, browser, os } = visitor;
  const values = [sellerId, customerId, at ?? null, newId(), userId, ip, country, device, browser, os, pageKey(page)];
  return (await scope.sql({ name: "visit-start", text: START, values })).length > 0;
}
