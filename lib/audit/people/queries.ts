import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { type Actor, type ActorLook, isRefusal, type WhoChoice } from "@/lib/audit/rules";
import { personKey } from "@/lib/audit/schema";
import { formatContact } from "@/lib/contacts/rules";
import { contactOf } from "@/lib/customers/queries";
import { customerLabel, showsPerson } from "@/lib/customers/rules";

// A merge moves what belongs to a person, but nobody rewrites the audit: what they did before stands there under their old id.
const DEPTH = 5;

/** A user and everybody who turned out to be them. */
export async function personIds(userId: string): Promise<string[]> {
  const { db } = SystemScope.resolve("who a person was before");
  const ids = [userId];
  let last = ids;
  for (let step = 0; step < DEPTH && last.length > 0; step++) {
    const found = await db.user.findMany({ where: { mergedInto: { in: last } }, select: { id: true } });
    last = found.map(({ id }) => id).filter((id) => !ids.includes(id));
    ids.push(...last);
  }
  return ids;
}

/** Of users who turned out to be somebody else: who they are now. */
export async function currentIds(scope: StoreScope, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await scope.db.$queryRaw<{ id: string; nowId: string }[]>`
    SELECT id, now_id AS "nowId" FROM users_now(${userIds}::uuid[])`;
  return new Map(rows.map(({ id, nowId }) => [id, nowId]));
}

type Left = { userId: string; memberId: string | null };

/**
 * Of a removed member nothing is left here but what they did and what was done with them: the event of the removal says which row was whose,
 * the user how they are called.
 */
export async function formerMembers(
  scope: StoreScope,
  { userIds = [], memberIds = [] }: { userIds?: string[]; memberIds?: string[] },
): Promise<{ byUser: Map<string, string | null>; byMember: Map<string, string | null> }> {
  const left =
    userIds.length + memberIds.length === 0
      ? []
      : await scope.db.$queryRaw<Left[]>`
        SELECT e.target_id AS "userId", e.data ->> 'memberId' AS "memberId" FROM audit_events e
        WHERE e.seller_id = ${scope.seller.id}::uuid AND e.topic = 'member' AND e.target_kind = 'former_member'
          AND (e.target_id = ANY (${userIds}::text[]) OR e.data ->> 'memberId' = ANY (${memberIds}::text[]))`;
  const names = await userNames(
    scope,
    left.map(({ userId }) => userId),
  );
  const known = left.flatMap(({ userId, memberId }) => (names.has(userId) ? [{ userId, memberId }] : []));
  const nameOf = (userId: string) => names.get(userId) ?? null;
  return {
    byUser: new Map(known.map(({ userId }) => [userId, nameOf(userId)])),
    byMember: new Map(known.flatMap(({ userId, memberId }) => (memberId ? [[memberId, nameOf(userId)] as const] : []))),
  };
}

/** How users are called now, whoever they turned out to be. */
async function userNames(scope: StoreScope, ids: string[]): Promise<Map<string, string | null>> {
  const current = await currentIds(scope, [...new Set(ids)]);
  if (current.size === 0) return new Map();
  const rows = await SystemScope.resolve("former members").db.user.findMany({
    where: { id: { in: [...new Set(current.values())] } },
    select: { id: true, name: true },
  });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map([...current].map(([id, now]) => [id, names.get(now) ?? null]));
}

type Acted = { actorId: string | null; actorKind: string; action: string };
type Known = { id: string; name: string | null };

/** Names those who acted, as this seller may know them: its members, and its customers once they came in or asked to. */
export async function nameActors(scope: StoreScope, events: readonly Acted[]): Promise<(event: Acted) => Actor> {
  const ids = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))];
  const current = await currentIds(scope, ids);
  const all = [...new Set([...ids, ...current.values()])];
  const [members, customers] = [await membersOf(scope, all), await customersOf(scope, all)];
  const find = <T>(known: Map<string, T>, id: string) => known.get(current.get(id) ?? id) ?? known.get(id);
  const unknown = ids.filter((id) => !find(members, id));
  const former = (await formerMembers(scope, { userIds: unknown })).byUser;
  return (event) => {
    const id = event.actorId ?? "";
    const member = find(members, id);
    const customer = find(customers, id);
    const asMember = member ? actorAs("member", member) : asFormer(former, id);
    return actorOf(event, asMember, customer && actorAs("customer", customer));
  };
}

function asFormer(former: Map<string, string | null>, id: string): Actor | undefined {
  const name = former.get(id);
  return name === undefined ? undefined : { look: "formerMember", name, who: null };
}

/** Somebody may be member and customer at once: what they acted as decides. */
function actorOf({ actorId, actorKind, action }: Acted, asMember?: Actor, asCustomer?: Actor): Actor {
  switch (actorKind) {
    case "operator":
      return { look: "operator", name: null, who: "operators" };
    case "member":
      return asMember ?? { look: "formerMember", name: null, who: null };
    case "system":
      return asMember ?? asCustomer ?? (actorId ? { ...SYSTEM, who: null } : SYSTEM);
    default:
      // Whoever is turned away at the portal was a member once, or is one without the right.
      return (isRefusal(action) ? (asMember ?? asCustomer) : (asCustomer ?? asMember)) ?? SOMEBODY;
  }
}

const SYSTEM: Actor = { look: "system", name: null, who: "system" };
const SOMEBODY: Actor = { look: "somebody", name: null, who: null };

function actorAs(look: ActorLook & ("member" | "customer"), { id, name }: Known): Actor {
  return { look, name, who: `${look}.${id}` };
}

async function membersOf(scope: StoreScope, userIds: string[]): Promise<Map<string, Known>> {
  if (userIds.length === 0) return new Map();
  const rows = await scope.db.member.findMany({
    where: { sellerId: scope.seller.id, userId: { in: userIds } },
    select: { id: true, userId: true, userName: true },
  });
  return new Map(rows.map(({ id, userId, userName }) => [userId, { id, name: userName }]));
}

const NAMED = {
  sellerId: true,
  id: true,
  userId: true,
  status: true,
  joinDate: true,
  name: true,
  company: true,
  userName: true,
  userCompany: true,
  contactKind: true,
  contactValue: true,
} as const;
type NamedRow = Parameters<typeof contactOf>[0] &
  Parameters<typeof showsPerson>[0] &
  Record<"name" | "company" | "userName" | "userCompany", string | null>;

/** By user, those whom the seller may know to be behind what they did. */
async function customersOf(scope: StoreScope, userIds: string[]): Promise<Map<string, Known>> {
  if (userIds.length === 0) return new Map();
  const rows = await scope.db.customer.findMany({
    where: { sellerId: scope.seller.id, userId: { in: userIds } },
    select: NAMED,
  });
  return new Map(rows.filter(showsPerson).map((row) => [row.userId, { id: row.id, name: nameOf(row) }]));
}

function nameOf(row: NamedRow): string | null {
  const person = showsPerson(row) ? row : { userName: null, userCompany: null };
  const company = row.company ?? person.userCompany;
  const name = row.name ?? person.userName;
  const contact = company || name ? null : contactOf(row);
  return customerLabel({ company, name, contact: contact && formatContact(contact) });
}

/** Customers by their ids, under the names that a portal calls them by. */
export async function nameCustomers(scope: StoreScope, ids: string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await scope.db.customer.findMany({
    where: { sellerId: scope.seller.id, id: { in: ids } },
    select: NAMED,
  });
  return new Map(rows.map((row) => [row.id, nameOf(row)]));
}

/** Whom a list of events can be narrowed to: the members by name, and the customer who is chosen already. */
export async function listActors(scope: StoreScope, chosen: string | undefined): Promise<WhoChoice[]> {
  const rows = await scope.db.member.findMany({
    where: { sellerId: scope.seller.id },
    select: { id: true, userName: true },
    orderBy: [{ userName: "asc" }, { id: "asc" }],
  });
  const members = rows.map(({ id, userName }) => ({ who: `member.${id}`, name: userName }));
  const key = chosen ? personKey(chosen) : null;
  if (key?.kind !== "customer") return members;
  const names = await nameCustomers(scope, [key.id]);
  return names.has(key.id) ? [...members, { who: `customer.${key.id}`, name: names.get(key.id) ?? null }] : members;
}

/** The ids under which a member or customer acted; nobody's where the seller may not know who acted. */
export async function actorIdsOf(scope: StoreScope, { kind, id }: { kind: "member" | "customer"; id: string }) {
  const where = { sellerId: scope.seller.id, id };
  if (kind === "member") {
    const member = await scope.db.member.findFirst({ where, select: { userId: true } });
    return member ? await personIds(member.userId) : [];
  }
  const customer = await scope.db.customer.findFirst({
    where,
    select: { userId: true, status: true, joinDate: true },
  });
  return customer && showsPerson(customer) ? await personIds(customer.userId) : [];
}
