import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { sendDueDigests } from "@/lib/alerts/digests/commands";
import { alertsPath, analyticsPath } from "@/lib/alerts/rules";
import { findListeners, type Listener } from "@/lib/alerts/telling/queries";
import { isQuiet, nextDigest } from "@/lib/alerts/times/rules";
import { describeVisits } from "@/lib/alerts/visits/queries";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { emailOf } from "@/lib/members/notices/commands";
import { queueMessages } from "@/lib/messages/commands";

/** So many alerts are taken before digests have their turn. */
const HAND = 100;

/** Tells of visits that nobody was told of yet, and sends the digests that are due; true: there may be more. */
export async function workOnAlerts(scope: SystemScope, now?: Date): Promise<boolean> {
  const waiting = await scope.db.visitAlert.findMany({
    orderBy: { visitedAt: "asc" },
    take: HAND,
    select: { sellerId: true, visitId: true },
  });
  let failure: unknown;
  for (const ref of waiting) {
    // One that cannot be told does not keep the others waiting.
    await scope
      .tx((db) => tellOfVisit(db, ref, now ?? new Date()))
      .catch((error: unknown) => {
        failure ??= error;
      });
  }
  await sendDueDigests(scope, now ?? new Date());
  if (failure) throw failure;
  return waiting.length === HAND;
}

type Ref = { sellerId: string; visitId: string };
type Alert = Ref & {
  visitedAt: Date;
  customerId: string;
  slug: string;
  name: string;
  status: string;
  timeZone: string;
};

/** Messages, cool-downs and what is held back are written together with the alert's end: all of it once, whatever crashes. */
async function tellOfVisit(db: Db, ref: Ref, now: Date): Promise<void> {
  const [alert] = await db.$queryRaw<Alert[]>`
    SELECT a.seller_id AS "sellerId", a.visit_id AS "visitId", a.visited_at AS "visitedAt", a.customer_id AS "customerId",
      s.slug, s.name, s.status, s.time_zone AS "timeZone"
    FROM visit_alerts a JOIN sellers s ON s.id = a.seller_id
    WHERE a.seller_id = ${ref.sellerId}::uuid AND a.visit_id = ${ref.visitId}::uuid FOR UPDATE OF a SKIP LOCKED`;
  if (!alert) return;
  if (alert.status === "open") {
    const listeners = await findListeners(db, alert.sellerId, alert.customerId);
    const told = await startCoolDowns(db, alert, listeners);
    const quiet = (listener: Listener) => isQuiet(alert.timeZone, listener.quiet, now);
    const daily = listeners.filter(({ mode }) => mode === "daily");
    await hold(db, alert, [...daily, ...told.filter(quiet)], now);
    await send(
      db,
      alert,
      told.filter((listener) => !quiet(listener)),
    );
  }
  await db.visitAlert.deleteMany({ where: ref });
}

/** Of any number of visits at once one starts the cool-down; answers with those to whom this one is news. */
async function startCoolDowns(db: Db, alert: Alert, listeners: readonly Listener[]): Promise<Listener[]> {
  const instant = listeners.filter(({ mode }) => mode === "instant");
  if (instant.length === 0) return [];
  const asked = JSON.stringify(instant.map(({ userId, coolDown }) => ({ user_id: userId, minutes: coolDown })));
  const rows = await db.$queryRaw<{ userId: string }[]>`
    WITH asked AS (SELECT * FROM jsonb_to_recordset(${asked}::jsonb) AS a(user_id uuid, minutes int))
    INSERT INTO alert_cool_downs AS c (seller_id, user_id, customer_id, told_at)
    SELECT ${alert.sellerId}::uuid, user_id, ${alert.customerId}::uuid, ${alert.visitedAt} FROM asked ORDER BY user_id
    ON CONFLICT (seller_id, user_id, customer_id) DO UPDATE SET told_at = EXCLUDED.told_at
    WHERE c.told_at <= EXCLUDED.told_at - make_interval(mins => (SELECT minutes FROM asked WHERE user_id = c.user_id))
    RETURNING user_id AS "userId"`;
  const started = new Set(rows.map(({ userId }) => userId));
  return instant.filter(({ userId }) => started.has(userId));
}

/** Into the digest that comes next; it is due when the first of its visits says so. */
async function hold(db: Db, alert: Alert, listeners: readonly Listener[], now: Date): Promise<void> {
  if (listeners.length === 0) return;
  const { sellerId, visitId, visitedAt, customerId } = alert;
  await db.heldAlert.createMany({
    data: listeners.map(({ userId }) => ({ sellerId, userId, visitId, visitedAt, customerId })),
    skipDuplicates: true,
  });
  const due = listeners.map((listener) => ({
    user_id: listener.userId,
    at: nextDigest(alert.timeZone, listener, now),
  }));
  await db.$executeRaw`
    UPDATE alert_settings a SET digest_at = COALESCE(a.digest_at, d.at)
    FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS d(user_id uuid, at timestamptz)
    WHERE a.seller_id = ${sellerId}::uuid AND a.user_id = d.user_id`;
}

async function send(db: Db, alert: Alert, listeners: readonly Listener[]): Promise<void> {
  if (listeners.length === 0) return;
  const { sellerId, visitId, slug, name: sellerName, timeZone } = alert;
  const [visit] = await describeVisits(db, sellerId, [alert]);
  if (!visit) return;
  const { visitor, at, pages } = visit;
  const link = `${appUrl()}${analyticsPath(slug, { visit: visitId })}`;
  const words = { sellerName, timeZone, visitor, at, pages, link, settings: `${appUrl()}${alertsPath(slug)}` };
  await queueMessages(
    db,
    listeners.map((member) => ({
      ...{ sellerId, to: emailOf(sellerId, member), locale: member.locale, userId: member.userId },
      ...{ template: "visit-alert" as const, ...words },
    })),
  );
}
