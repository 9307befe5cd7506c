import "server-only";
import { userAgentFromString } from "next/server";
import type { StoreScope } from "@/lib/access/scope";
import { actorIdsOf, nameActors } from "@/lib/audit/people/queries";
import { EVENT_GROUPS, eventValues, isRefusal, REFUSED } from "@/lib/audit/rules";
import {
  type ActivityFilter,
  type ActivityInput,
  type ActivityItem,
  type ActivityPage,
  type EventItem,
  personKey,
} from "@/lib/audit/schema";
import { nameTargets } from "@/lib/audit/targets/queries";
import { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";

export type EventRow = {
  id: string;
  actorId: string | null;
  actorKind: string;
  action: string;
  targetKind: string | null;
  targetId: string | null;
  data: unknown;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
};

export const EVENT_COLUMNS = Prisma.sql`e.id, e.actor_id AS "actorId", e.actor_kind AS "actorKind", e.action, e.target_kind AS "targetKind",
  e.target_id AS "targetId", e.data, e.ip, e.user_agent AS "userAgent", e.created_at AS "createdAt"`;
const NEWEST_FIRST = Prisma.sql`e.created_at DESC, e.id DESC`;
/** More than this is "many": counting on would cost more than it tells. */
const COUNTED = 10_000;

/** One page of what happened at this seller, newest first, refused attempts included. */
export async function listActivity(scope: StoreScope, input: ActivityInput): Promise<ActivityPage> {
  const sellerId = scope.seller.id;
  const ways = await waysOf(scope, input);
  const total = input.count ? await countEvents(scope, input, ways) : null;
  const rows = await readEvents(scope, input, ways, input.limit + 1);
  const page = pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: await toActivity(scope, page.items), nextCursor: page.nextCursor, sellerId, total };
}

/** Every event that a filter finds, in pages as the list has them. */
export async function* eachActivity(scope: StoreScope, filter: ActivityFilter): AsyncGenerator<ActivityItem[]> {
  const ways = await waysOf(scope, filter);
  let cursor: ActivityInput["cursor"];
  do {
    const rows: EventRow[] = await readEvents(scope, { ...filter, cursor }, ways, EXPORTED);
    if (rows.length > 0) yield await toActivity(scope, rows);
    const last = rows.at(-1);
    cursor = rows.length === EXPORTED && last ? [last.createdAt.toISOString(), last.id] : undefined;
  } while (cursor);
}
const EXPORTED = 500;

/** Each way is a run of one index; a filter that asks for several things has one way per combination. */
type Way = Prisma.Sql[];

async function waysOf(scope: StoreScope, { who, what, refused }: ActivityFilter): Promise<Way[]> {
  const topics = refused ? [REFUSED] : what ? EVENT_GROUPS[what] : null;
  const byTopic: Way[] = topics ? topics.map((topic) => [Prisma.sql`e.topic = ${topic}`]) : [[]];
  const byActor = who ? await actorWays(scope, who) : [[]];
  return byActor.flatMap((actor) => byTopic.map((topic) => [...actor, ...topic]));
}

async function actorWays(scope: StoreScope, who: string): Promise<Way[]> {
  if (who === "operators") return [[Prisma.sql`e.actor_kind = 'operator'`]];
  if (who === "system") return [[Prisma.sql`e.actor_kind = 'system'`, Prisma.sql`e.actor_id IS NULL`]];
  const key = personKey(who);
  const ids = key ? await actorIdsOf(scope, key) : [];
  return ids.map((id) => [Prisma.sql`e.actor_id = ${id}::uuid`]);
}

function within({ seller }: StoreScope, { from, to }: ActivityFilter): Prisma.Sql[] {
  const midnight = (date: Prisma.Sql) => Prisma.sql`(${date})::timestamp AT TIME ZONE ${seller.timeZone}::text`;
  return [
    Prisma.sql`e.seller_id = ${seller.id}::uuid`,
    ...(from ? [Prisma.sql`e.created_at >= ${midnight(Prisma.sql`${from}::date`)}`] : []),
    ...(to ? [Prisma.sql`e.created_at < ${midnight(Prisma.sql`${to}::date + 1`)}`] : []),
  ];
}

export function beforeCursor(cursor: ActivityInput["cursor"], table: "e" | "a" = "e"): Prisma.Sql[] {
  const row = Prisma.raw(`(${table}.created_at, ${table}.id)`);
  return cursor ? [Prisma.sql`${row} < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`] : [];
}

async function readEvents(
  scope: StoreScope,
  input: ActivityFilter & Pick<ActivityInput, "cursor">,
  ways: Way[],
  take: number,
): Promise<EventRow[]> {
  if (ways.length === 0) return [];
  const runs = ways.map((way) => {
    const where = Prisma.join([...within(scope, input), ...way, ...beforeCursor(input.cursor)], " AND ");
    return Prisma.sql`(SELECT * FROM audit_events e WHERE ${where} ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int)`;
  });
  return await scope.db.$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS} FROM (${Prisma.join(runs, " UNION ALL ")}) AS e ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int`;
}

async function countEvents(scope: StoreScope, filter: ActivityFilter, ways: Way[]): Promise<number | null> {
  if (ways.length === 0) return 0;
  const runs = ways.map((way) => {
    const where = Prisma.join([...within(scope, filter), ...way], " AND ");
    return Prisma.sql`(SELECT 1 FROM audit_events e WHERE ${where} LIMIT ${COUNTED + 1}::int)`;
  });
  const [row] = await scope.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${Prisma.join(runs, " UNION ALL ")}) AS found`;
  return row && row.count <= COUNTED ? row.count : null;
}

/** Events with names and words in place of ids and data. */
export async function toEvents(scope: StoreScope, rows: readonly EventRow[]): Promise<EventItem[]> {
  const actorOf = await nameActors(scope, rows);
  const targetOf = await nameTargets(scope, rows);
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    action: row.action,
    values: eventValues({ ...(row.action === "access.refused" && { what: row.targetKind }), ...objectOf(row.data) }),
    refused: isRefusal(row.action),
    actor: actorOf(row),
    target: targetOf(row),
  }));
}

async function toActivity(scope: StoreScope, rows: readonly EventRow[]): Promise<ActivityItem[]> {
  const items = await toEvents(scope, rows);
  return items.map((item, index) => {
    const { ip = null, userAgent } = hasPlace(item) ? (rows[index] ?? {}) : {};
    const { browser, os } = userAgentFromString(userAgent ?? "");
    return { ...item, ip, browser: browser.name ?? null, system: os.name ?? null };
  });
}

/** Where an operator sits is no seller's business; nor is it where the system acts because of one. */
function hasPlace({ actor: { look } }: EventItem): boolean {
  return look !== "operator" && look !== "system";
}

function objectOf(data: unknown): object {
  return typeof data === "object" && data !== null ? data : {};
}
