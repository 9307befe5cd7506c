import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { isWorkerAlive } from "@/lib/jobs/heartbeat";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import {
  PLATFORM_DAYS,
  type PlatformDay,
  type PlatformHealth,
  type ProviderHealth,
  type QueueHealth,
} from "@/lib/platform/rules";

/** Per day of UTC: who came new, orders, messages, refused attempts. Each from an index that begins with the time, or with the seller and the time. */
export async function listPlatformDays(scope: OperatorScope, now = new Date()): Promise<PlatformDay[]> {
  return await scope.db.$queryRaw<PlatformDay[]>`
    WITH bounds AS (
      SELECT (${now}::timestamptz AT TIME ZONE 'UTC')::date AS today,
        ((${now}::timestamptz AT TIME ZONE 'UTC')::date - ${PLATFORM_DAYS - 1}::int)::timestamp AT TIME ZONE 'UTC' AS since
    ), days AS (
      SELECT b.today - back AS day FROM bounds b, generate_series(0, ${PLATFORM_DAYS - 1}::int) AS back
    ), happened AS (
      SELECT 'signUps' AS what, u.created_at AS at FROM bounds b, users u WHERE u.created_at >= b.since AND u.created_at <= ${now}::timestamptz
      UNION ALL
      SELECT 'orders', o.placed_at FROM bounds b, sellers s CROSS JOIN LATERAL (
        SELECT placed_at FROM orders WHERE seller_id = s.id AND placed_at >= b.since AND placed_at <= ${now}::timestamptz) o
      UNION ALL
      SELECT 'messages', m.created_at FROM bounds b, messages m
        WHERE m.id >= ${idsSince(now)}::uuid AND m.created_at >= b.since AND m.created_at <= ${now}::timestamptz
      UNION ALL
      SELECT 'refusals', e.created_at FROM bounds b, audit_events e
        WHERE e.topic = 'refused' AND e.created_at >= b.since AND e.created_at <= ${now}::timestamptz
    ), counted AS (
      SELECT (at AT TIME ZONE 'UTC')::date AS day, what, count(*)::int AS count FROM happened GROUP BY 1, 2
    )
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day,
      COALESCE(sum(c.count) FILTER (WHERE c.what = 'signUps'), 0)::int AS "signUps",
      COALESCE(sum(c.count) FILTER (WHERE c.what = 'orders'), 0)::int AS orders,
      COALESCE(sum(c.count) FILTER (WHERE c.what = 'messages'), 0)::int AS messages,
      COALESCE(sum(c.count) FILTER (WHERE c.what = 'refusals'), 0)::int AS refusals
    FROM days d LEFT JOIN counted c ON c.day = d.day GROUP BY d.day ORDER BY d.day`;
}

/** Ids are made by time: messages that are older than the charts are not even looked at. */
function idsSince(now: Date): string {
  const since = Math.max(now.getTime() - (PLATFORM_DAYS + 1) * 86_400_000, 0);
  const hex = since.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** How the machinery is; nobody's data, so that the system may look for any operator. */
export async function getPlatformHealth(scope: OperatorScope, now = new Date()): Promise<PlatformHealth> {
  const system = SystemScope.resolve("platform health", scope);
  const began = performance.now();
  await system.db.$queryRaw`SELECT 1`;
  const databaseMs = Math.max(Math.round(performance.now() - began), 1);
  const worker = await system.db.workerHeartbeat.findFirst({ orderBy: { seenAt: "desc" }, select: { seenAt: true } });
  return {
    databaseMs,
    workerSeenAt: worker?.seenAt ?? null,
    workerAlive: await isWorkerAlive(system),
    outbox: await readOutbox(system.db, now),
    queues: await readQueues(system.db),
    providers: await readProviders(system.db),
  };
}

/** What keeps to the recipient's hours, or is tried again later, does not wait yet. */
async function readOutbox(db: Db, now: Date): Promise<PlatformHealth["outbox"]> {
  const due = { status: "queued", notBefore: { lte: now } };
  const waiting = await db.message.count({ where: due });
  const parked = await db.message.count({ where: { status: "parked" } });
  const oldest = await db.message.findFirst({
    where: due,
    orderBy: { notBefore: "asc" },
    select: { notBefore: true },
  });
  return { waiting, parked, oldestAt: oldest?.notBefore ?? null };
}

async function readQueues(db: Db): Promise<QueueHealth[] | null> {
  const [there] = await db.$queryRaw<{ there: boolean }[]>`
    SELECT COALESCE(has_schema_privilege(oid, 'USAGE'), false) AS there FROM pg_namespace WHERE nspname = 'pgboss'`;
  if (!there?.there) return null;
  const rows = await db.$queryRaw<QueueHealth[]>`
    SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry', 'active'))::int AS waiting,
      count(*) FILTER (WHERE state = 'failed')::int AS failed, max(completed_on) FILTER (WHERE state = 'completed') AS "doneAt"
    FROM pgboss.job WHERE name = ANY (${[...QUEUE_NAMES]}::text[]) GROUP BY name`;
  return QUEUE_NAMES.map(
    (name) => rows.find((row) => row.name === name) ?? { name, waiting: 0, failed: 0, doneAt: null },
  );
}

const PROVIDERS = ["twilio", "resend", "inbox"];

/** Those that ever took or refused a message: each answer is the end of one index. */
async function readProviders(db: Db): Promise<ProviderHealth[]> {
  const rows = await db.$queryRaw<ProviderHealth[]>`
    SELECT p.provider, took.at AS "tookAt", failed.at AS "failedAt", failed.error
    FROM unnest(${PROVIDERS}::text[]) AS p(provider)
    LEFT JOIN LATERAL (SELECT max(at) AS at FROM unnest(ARRAY['sent', 'delivered']) AS s(status) CROSS JOIN LATERAL (
      SELECT COALESCE(sent_at, created_at) AS at FROM messages m WHERE m.provider = p.provider AND m.status = s.status ORDER BY m.id DESC LIMIT 1) l) took ON true
    LEFT JOIN LATERAL (SELECT l.at, l.error FROM unnest(ARRAY['failed', 'parked']) AS s(status) CROSS JOIN LATERAL (
      SELECT COALESCE(first_attempt_at, created_at) AS at, error FROM messages m WHERE m.provider = p.provider AND m.status = s.status ORDER BY m.id DESC LIMIT 1) l
      ORDER BY l.at DESC LIMIT 1) failed ON true`;
  return rows.filter(({ tookAt, failedAt }) => tookAt ?? failedAt);
}
