import "server-only";
import type { z } from "zod";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { beforeCursor, EVENT_COLUMNS, type EventRow, toEvents } from "@/lib/audit/activity/queries";
import { personIds } from "@/lib/audit/people/queries";
import { showsPerson } from "@/lib/customers/rules";
import type { TimelineEntry, TimelinePage, timelineInput } from "@/lib/customers/schema";
import { notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { listMessageTimeline } from "@/lib/messages/queries";
import { pageOf } from "@/lib/paging";
import { listTimelineVisits } from "@/lib/visits/timeline/queries";

type Input = z.output<typeof timelineInput>;
type Mark = { id: string; createdAt: Date };

/**
 * Everything between this seller and this customer, newest first: what was done about them, what they did here, when they came, and
 * what was sent to them. Each source is read a page deep, and the newest of all are the page.
 */
export async function listTimeline(scope: StoreScope, { id, limit, cursor }: Input): Promise<TimelinePage> {
  const who = await findPerson(scope, id);
  const take = limit + 1;
  const events = new Map<string, EventRow>();
  for (const source of [byThem, aboutThem, aboutTheirOrders]) {
    for (const row of await source(scope, who, cursor, take)) events.set(row.id, row);
  }
  const messages = await toThem(scope, who, cursor, take);
  const visits = scope.can("visits.read") ? await listTimelineVisits(scope, who.customerIds, cursor, take) : [];
  const marks: Mark[] = [...events.values(), ...visits, ...messages].sort(newestFirst).slice(0, take);
  const page = pageOf(marks, limit, ({ id: last, createdAt }) => [createdAt.toISOString(), last]);
  return {
    items: await toEntries(scope, page.items, events, visits),
    nextCursor: page.nextCursor,
    sellerId: scope.seller.id,
  };
}

function newestFirst(a: Mark, b: Mark): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
}

async function toEntries(
  scope: StoreScope,
  marks: readonly Mark[],
  events: ReadonlyMap<string, EventRow>,
  visits: Awaited<ReturnType<typeof listTimelineVisits>>,
): Promise<TimelineEntry[]> {
  const visitOf = new Map(visits.map(({ id, visit }) => [id, visit]));
  const rows = marks.flatMap(({ id }) => events.get(id) ?? []);
  const worded = new Map((await toEvents(scope, rows)).map((event) => [event.id, event]));
  const ids = marks.flatMap(({ id }) => (events.has(id) || visitOf.has(id) ? [] : [id]));
  const sent = ids.length > 0 ? await listMessageTimeline(scope, { id: { in: ids } }) : [];
  const messages = new Map(sent.map((message) => [message.id, message]));
  return marks.flatMap(({ id, createdAt }): TimelineEntry[] => {
    const event = worded.get(id);
    if (event) return [{ kind: "event", ...event }];
    const visit = visitOf.get(id);
    if (visit) return [{ kind: "visit", id, at: createdAt.toISOString(), visit }];
    const message = messages.get(id);
    return message ? [{ kind: "message", id, at: createdAt.toISOString(), message }] : [];
  });
}

type Person = {
  /** The user, and whoever turned out to be them. */
  userIds: string[];
  customerIds: string[];
  inviteIds: string[];
  clientIds: string[];
  /** Before they came in or asked to, a number is all that the seller knows: not what whoever has it did. */
  known: boolean;
};
const INVITES = 200;

async function findPerson(scope: StoreScope, id: string): Promise<Person> {
  const sellerId = scope.seller.id;
  const row = await scope.db.customer.findFirst({ where: { sellerId, id }, select: { userId: true } });
  if (!row) throw notFoundError();
  const userIds = await personIds(row.userId);
  // Also the rows that a merge has set aside, where no portal sees them.
  const rows = await SystemScope.resolve("a customer's timeline").db.customer.findMany({
    where: { sellerId, userId: { in: userIds } },
    select: { id: true, status: true, joinDate: true, clientId: true, contactLookup: true },
  });
  const invites = await scope.db.invite.findMany({
    where: { sellerId, kind: "customer", userId: { in: userIds } },
    select: { id: true },
    orderBy: { id: "desc" },
    take: INVITES,
  });
  const lookups = rows.flatMap(({ contactLookup }) => contactLookup ?? []);
  const clients = await scope.db.client.findMany({
    where: {
      sellerId,
      OR: [
        { id: { in: rows.flatMap(({ clientId }) => clientId ?? []) } },
        { phoneLookup: { in: lookups } },
        { emailLookup: { in: lookups } },
      ],
    },
    select: { id: true },
  });
  return {
    userIds,
    customerIds: rows.map((customer) => customer.id),
    inviteIds: invites.map((invite) => invite.id),
    clientIds: clients.map((client) => client.id),
    known: rows.some(showsPerson),
  };
}

type Source = (scope: StoreScope, who: Person, cursor: Input["cursor"], take: number) => Promise<EventRow[]>;

function newest(scope: StoreScope, where: Prisma.Sql[], cursor: Input["cursor"], take: number): Promise<EventRow[]> {
  const all = [Prisma.sql`e.seller_id = ${scope.seller.id}::uuid`, ...where, ...beforeCursor(cursor)];
  return scope.db.$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS} FROM audit_events e WHERE ${Prisma.join(all, " AND ")}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${take}::int`;
}

/** As a customer or before that; what somebody did here as a member is no part of it. */
const byThem: Source = async (scope, { userIds, known }, cursor, take) => {
  if (!known) return [];
  const found: EventRow[] = [];
  for (const userId of userIds) {
    const where = [Prisma.sql`e.actor_id = ${userId}::uuid`, Prisma.sql`e.actor_kind IN ('customer', 'user')`];
    found.push(...(await newest(scope, where, cursor, take)));
  }
  return found;
};

const aboutThem: Source = async (scope, { userIds, customerIds, inviteIds, clientIds }, cursor, take) => {
  const ids = [...customerIds, ...inviteIds, ...clientIds];
  const asUser = [Prisma.sql`e.target_id = ANY (${userIds}::text[])`, Prisma.sql`e.topic = 'customer'`];
  return [
    ...(await newest(scope, [Prisma.sql`e.target_id = ANY (${ids}::text[])`], cursor, take)),
    ...(await newest(scope, asUser, cursor, take)),
  ];
};

/** Order by order, each by its own index entry: somebody who orders daily has thousands. */
const aboutTheirOrders: Source = (scope, { customerIds }, cursor, take) => {
  const sellerId = Prisma.sql`${scope.seller.id}::uuid`;
  const where = [
    Prisma.sql`a.seller_id = ${sellerId}`,
    Prisma.sql`a.target_id = o.id::text`,
    ...beforeCursor(cursor, "a"),
  ];
  return scope.db.$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS} FROM orders o CROSS JOIN LATERAL (
      SELECT * FROM audit_events a WHERE ${Prisma.join(where, " AND ")} ORDER BY a.created_at DESC, a.id DESC LIMIT ${take}::int
    ) e
    WHERE o.seller_id = ${sellerId} AND o.customer_id = ANY (${customerIds}::uuid[])
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${take}::int`;
};

async function toThem(
  scope: StoreScope,
  { userIds, inviteIds }: Person,
  cursor: Input["cursor"],
  take: number,
): Promise<Mark[]> {
  const before: Prisma.MessageWhereInput = cursor
    ? { OR: [{ createdAt: { lt: new Date(cursor[0]) } }, { createdAt: new Date(cursor[0]), id: { lt: cursor[1] } }] }
    : {};
  return await scope.db.message.findMany({
    where: {
      sellerId: scope.seller.id,
      AND: [{ OR: [{ userId: { in: userIds } }, { inviteId: { in: inviteIds } }] }, before],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: { id: true, createdAt: true },
  });
}
