import "server-only";
import { userAgentFromString } from "next/server";
import { getTranslations } from "next-intl/server";
import type { OperatorScope } from "@/lib/access/scope";
import { EVENT_COLUMNS, type EventRow } from "@/lib/audit/activity/queries";
import { personIds } from "@/lib/audit/people/queries";
import type { PlatformActivityFilter, PlatformActivityInput } from "@/lib/audit/platform/schema";
import { recordAudit } from "@/lib/audit/record";
import { type EventValues, eventValues, isRefusal, PLATFORM_GROUPS, REFUSED, sayEvent } from "@/lib/audit/rules";
import { csvLine } from "@/lib/csv";
import { PLATFORM_ID } from "@/lib/db/ids";
import { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";
import { containsPattern } from "@/lib/text";

type Named = { id: string; name: string | null };
export type PlatformEvent = {
  id: string;
  at: Date;
  action: string;
  values: EventValues;
  refused: boolean;
  /** Null: the platform itself. */
  seller: { slug: string; name: string } | null;
  actorKind: string;
  /** Null where nobody is known to have done it. */
  actor: Named | null;
  /** The user that it was about. */
  about: Named | null;
  ip: string | null;
  browser: string | null;
  system: string | null;
};

type Row = EventRow & { sellerId: string };
/** Each way is a run of one index; a filter that asks for several things has one way per combination. */
type Way = Prisma.Sql[];

const NEWEST_FIRST = Prisma.sql`e.created_at DESC, e.id DESC`;
const EXPORTED = 500;
/** A part of a name that more sellers have says too little. */
const SELLERS = 20;

/** One page of what happened at all sellers and on the platform itself, newest first. Looking is an audit event, at the sellers that were asked for. */
export async function listPlatformActivity(
  scope: OperatorScope,
  input: PlatformActivityInput,
): Promise<{ items: PlatformEvent[]; nextCursor: string | null }> {
  const sellerIds = input.seller ? await sellersNamed(scope, input.seller) : null;
  const rows = await readEvents(scope, input, await waysOf(input, sellerIds), input.limit + 1);
  await recordLook(scope, "viewed", sellerIds);
  const page = pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: await toEvents(scope, page.items), nextCursor: page.nextCursor };
}

async function recordLook(scope: OperatorScope, how: "viewed" | "exported", sellerIds: string[] | null): Promise<void> {
  const own = !sellerIds || sellerIds.includes(PLATFORM_ID);
  if (own) await recordAudit(scope.db, scope, { action: `activity.${how}` });
  for (const sellerId of sellerIds ?? []) {
    if (sellerId === PLATFORM_ID) continue;
    const seller = { targetKind: "seller", targetId: sellerId, sellerId };
    await recordAudit(scope.db, scope, { action: "seller.viewed", ...seller, data: { what: "activity" } });
  }
}

/** A whole address names one seller; otherwise those whose name contains the text. */
async function sellersNamed(scope: OperatorScope, text: string): Promise<string[]> {
  const rows = await scope.db.$queryRaw<{ id: string; exact: boolean }[]>`
    SELECT id, slug = lower(${text}::text) AS exact FROM sellers WHERE slug = lower(${text}::text) OR name ILIKE ${containsPattern(text)}::text
    ORDER BY exact DESC, name LIMIT ${SELLERS}::int`;
  const own = "tradehall".startsWith(text.toLowerCase()) ? [PLATFORM_ID] : [];
  const exact = rows.filter((row) => row.exact);
  return [...own, ...(exact.length > 0 ? exact : rows).map(({ id }) => id)];
}

async function waysOf({ who, what, refused }: PlatformActivityFilter, sellerIds: string[] | null): Promise<Way[]> {
  const topics = refused ? [REFUSED] : what ? PLATFORM_GROUPS[what] : null;
  const byTopic: Way[] = topics ? topics.map((topic) => [Prisma.sql`e.topic = ${topic}`]) : [[]];
  const byActor = who ? await actorWays(who) : [[]];
  const bySeller: Way[] = sellerIds ? sellerIds.map((id) => [Prisma.sql`e.seller_id = ${id}::uuid`]) : [[]];
  return bySeller.flatMap((seller) =>
    byActor.flatMap((actor) => byTopic.map((topic) => [...seller, ...actor, ...topic])),
  );
}

async function actorWays(who: string): Promise<Way[]> {
  if (who === "operators") return [[Prisma.sql`e.actor_kind = 'operator'`]];
  if (who === "system") return [[Prisma.sql`e.actor_kind = 'system'`, Prisma.sql`e.actor_id IS NULL`]];
  return (await personIds(who)).map((id) => [Prisma.sql`e.actor_id = ${id}::uuid`]);
}

function within({ from, to }: PlatformActivityFilter, cursor: PlatformActivityInput["cursor"]): Prisma.Sql[] {
  const midnight = (date: Prisma.Sql) => Prisma.sql`(${date})::timestamp AT TIME ZONE 'UTC'`;
  return [
    ...(from ? [Prisma.sql`e.created_at >= ${midnight(Prisma.sql`${from}::date`)}`] : []),
    ...(to ? [Prisma.sql`e.created_at < ${midnight(Prisma.sql`${to}::date + 1`)}`] : []),
    ...(cursor ? [Prisma.sql`(e.created_at, e.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`] : []),
  ];
}

async function readEvents(
  scope: OperatorScope,
  input: PlatformActivityFilter & Pick<PlatformActivityInput, "cursor">,
  ways: Way[],
  take: number,
): Promise<Row[]> {
  if (ways.length === 0) return [];
  const runs = ways.map((way) => {
    const where = [...way, ...within(input, input.cursor)];
    const narrowed = where.length > 0 ? Prisma.sql`WHERE ${Prisma.join(where, " AND ")}` : Prisma.empty;
    return Prisma.sql`(SELECT * FROM audit_events e ${narrowed} ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int)`;
  });
  return await scope.db.$queryRaw<Row[]>`
    SELECT ${EVENT_COLUMNS}, e.seller_id AS "sellerId" FROM (${Prisma.join(runs, " UNION ALL ")}) AS e ORDER BY ${NEWEST_FIRST} LIMIT ${take}::int`;
}

/** Events with names and words in place of ids and data. */
async function toEvents(scope: OperatorScope, rows: readonly Row[]): Promise<PlatformEvent[]> {
  const aboutId = ({ targetKind, targetId }: Row) =>
    (targetKind === "user" || targetKind === "former_member") && targetId && ID.test(targetId) ? targetId : null;
  const userIds = rows.flatMap((row) => [row.actorId ?? [], aboutId(row) ?? []].flat());
  const users = await scope.db.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true },
  });
  const sellers = await scope.db.seller.findMany({
    where: { id: { in: [...new Set(rows.map(({ sellerId }) => sellerId))] } },
    select: { id: true, slug: true, name: true },
  });
  const userOf = new Map(users.map((user) => [user.id, user]));
  const sellerOf = new Map(sellers.map(({ id, ...seller }) => [id, seller]));
  return rows.map((row) => {
    const about = aboutId(row);
    const { browser, os } = userAgentFromString(row.userAgent ?? "");
    return {
      id: row.id,
      at: row.createdAt,
      action: row.action,
      values: eventValues({ ...(row.action === "access.refused" && { what: row.targetKind }), ...objectOf(row.data) }),
      refused: isRefusal(row.action),
      seller: sellerOf.get(row.sellerId) ?? null,
      actorKind: row.actorKind,
      actor: (row.actorId && userOf.get(row.actorId)) || null,
      about: about && about !== row.actorId ? (userOf.get(about) ?? null) : null,
      ip: row.ip,
      browser: browser.name ?? null,
      system: os.name ?? null,
    };
  });
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function objectOf(data: unknown): object {
  return typeof data === "object" && data !== null ? data : {};
}

/** The name of a person whom the list is narrowed to, and of those who are offered: the platform's operators. */
export async function listActingOperators(scope: OperatorScope, chosen: string | undefined): Promise<Named[]> {
  const operators = await scope.db.operator.findMany({
    orderBy: { createdAt: "asc" },
    take: 50,
    select: { userId: true },
  });
  const ids = operators.map(({ userId }) => userId);
  const all = chosen && ID.test(chosen) ? [...new Set([...ids, chosen])] : ids;
  return await scope.db.user.findMany({
    where: { id: { in: all } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** Everything that the filter finds, for a spreadsheet. */
export async function platformCsvLines(
  scope: OperatorScope,
  filter: PlatformActivityFilter,
): Promise<AsyncGenerator<string>> {
  const [t, tEvents] = await Promise.all([getTranslations("audit"), getTranslations("audit.events")]);
  const sellerIds = filter.seller ? await sellersNamed(scope, filter.seller) : null;
  const ways = await waysOf(filter, sellerIds);
  await recordLook(scope, "exported", sellerIds);
  return lines();

  async function* lines() {
    const names = ["when", "seller", "who", "role", "what", "target", "refused", "from", "device"] as const;
    yield csvLine(names.map((name) => t(`columns.${name}`)));
    for await (const events of eachEvent(scope, filter, ways))
      for (const event of events) yield csvLine([...whatOf(event), ...whereOf(event)]);
  }

  function whatOf(event: PlatformEvent) {
    const { at, seller, actor, actorKind, about } = event;
    const role = t.has(`actors.${actorKind}`) ? t(`actors.${actorKind}`) : actorKind;
    const names = [seller?.name ?? t("admin.platform"), actor?.name ?? null];
    return [at.toISOString(), ...names, role, sayEvent(tEvents, event), about?.name ?? null];
  }

  function whereOf({ refused, ip, browser, system }: PlatformEvent) {
    const device = browser && system ? t("device", { browser, system }) : (browser ?? system);
    return [refused ? t("yes") : null, ip, device];
  }
}

async function* eachEvent(
  scope: OperatorScope,
  filter: PlatformActivityFilter,
  ways: Way[],
): AsyncGenerator<PlatformEvent[]> {
  let cursor: PlatformActivityInput["cursor"];
  do {
    const rows = await readEvents(scope, { ...filter, cursor }, ways, EXPORTED);
    if (rows.length > 0) yield await toEvents(scope, rows);
    const last = rows.at(-1);
    cursor = rows.length === EXPORTED && last ? [last.createdAt.toISOString(), last.id] : undefined;
  } while (cursor);
}
