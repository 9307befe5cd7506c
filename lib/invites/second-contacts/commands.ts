import "server-only";
import { SystemScope } from "@/lib/access/scope";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { type LockedCustomer, lockCustomers } from "@/lib/customers/queries";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { KnownPerson } from "@/lib/invites/people/commands";

type Asked = { contacts: readonly Contact[] };

/**
 * Before the transaction: a user for each whose contact belongs to somebody whom the seller knows by another one, null for all others. Until the contact
 * is proved, this user stands in for them, so that inviting it looks like inviting a stranger.
 */
export async function makeStandIns(sellerId: string, people: readonly Asked[]): Promise<(string | null)[]> {
  const { db } = SystemScope.resolve("second contacts");
  const owners = await ownersOf(db, people);
  const users = new Set(owners.values());
  const knownBy = await ownContacts(db, sellerId, [...users]);
  const seen = new Set<string>();
  /** Whose contact it is, by look-up; of those lines alone that would tell whose it is. */
  const telling = people.map(({ contacts }) => {
    const own = lookupsOf(contacts);
    const mine = own.flatMap((lookup) => {
      const userId = owners.get(lookup);
      return userId ? [{ lookup, userId }] : [];
    });
    // Also the second of two lines that turn out to be one person.
    const tells = mine.filter(({ userId }) => seen.has(userId) || !own.includes(knownBy.get(userId) ?? own[0] ?? ""));
    for (const { userId } of mine) seen.add(userId);
    return tells;
  });
  const standing = await standingIn(db, sellerId, telling.flat());
  const wants = telling.flatMap((tells, n) => (tells.some(({ lookup }) => !standing.has(lookup)) ? [n] : []));
  const ids = new Map(wants.map((n) => [n, newId()]));
  if (ids.size > 0) await db.user.createMany({ data: [...ids.values()].map((id) => ({ id })) });
  return people.map((_, n) => ids.get(n) ?? null);
}

/** Whose the contacts are, by look-up. Here and below each is found by its index entry (OFFSET 0), however large the tables have become since the plan was made. */
async function ownersOf(db: Db, people: readonly Asked[]): Promise<Map<string, string>> {
  const all = people.flatMap(({ contacts }) =>
    contacts.flatMap((contact) => lookupsOf([contact]).map((lookup) => ({ kind: contact.kind, lookup }))),
  );
  const rows = await db.$queryRaw<{ userId: string; lookup: string }[]>`
    SELECT c.user_id AS "userId", l.hex AS lookup
    FROM unnest(${all.map(({ kind }) => kind)}::text[], ${all.map(({ lookup }) => lookup)}::text[]) AS l(kind, hex)
    CROSS JOIN LATERAL (SELECT user_id FROM contacts WHERE kind = l.kind AND lookup = decode(l.hex, 'hex') OFFSET 0) c`;
  return new Map(rows.map(({ lookup, userId }) => [lookup, userId]));
}

/** The contact by which the seller knows each of the users, where it knows one. */
async function ownContacts(db: Db, sellerId: string, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ userId: string; lookup: string }[]>`
    SELECT u.id AS "userId", encode(c.contact_lookup, 'hex') AS lookup FROM unnest(${userIds}::uuid[]) AS u(id)
    CROSS JOIN LATERAL (SELECT contact_lookup FROM customers
      WHERE seller_id = ${sellerId}::uuid AND user_id = u.id AND contact_lookup IS NOT NULL OFFSET 0) c`;
  return new Map(rows.map(({ userId, lookup }) => [userId, lookup]));
}

type Owned = { lookup: string; userId: string };

/** Of these contacts those for which somebody else stands at the seller already, who asked for nothing and never was in. */
async function standingIn(db: Db, sellerId: string, owned: readonly Owned[]): Promise<Set<string>> {
  if (owned.length === 0) return new Set();
  const rows = await db.$queryRaw<{ lookup: string }[]>`
    SELECT l.hex AS lookup FROM unnest(${owned.map(({ lookup }) => lookup)}::text[], ${owned.map(({ userId }) => userId)}::uuid[]) AS l(hex, user_id)
    CROSS JOIN LATERAL (SELECT user_id, join_date, requested_at FROM customers
      WHERE seller_id = ${sellerId}::uuid AND contact_lookup = decode(l.hex, 'hex') OFFSET 0) c
    WHERE c.user_id <> l.user_id AND c.join_date IS NULL AND c.requested_at IS NULL`;
  return new Set(rows.map(({ lookup }) => lookup));
}

/** `row` is false where only an invite may be made: nobody could stand in. */
export type LinkedUser = { userId: string; isIn: boolean; row: boolean };

/** Whom each person's invites and row belong to, as far as the seller may know; locks the rows. The caller holds the locks of the contacts. */
export async function linkUsers(
  db: Db,
  sellerId: string,
  people: readonly (Asked & { standIn: string | null })[],
  known: readonly KnownPerson[],
): Promise<{ linked: LinkedUser[]; rows: LockedCustomer[] }> {
  const lookups = people.map(({ contacts }) => lookupsOf(contacts));
  const waiting = await waitingRows(db, sellerId, lookups.flat());
  const rows = await lockCustomers(db, sellerId, [...new Set([...known.flat(), ...waiting.values()])]);
  const byUser = new Map(rows.map((row) => [row.userId, row]));
  const knownBy = await contactsOf(db, sellerId, [...byUser.keys()]);
  const taken = new Set<string>();
  const linked = people.map(({ standIn }, n): LinkedUser => {
    const own = lookups[n] ?? [];
    const users = known[n] ?? [];
    const isKnown = (userId: string) => {
      const by = knownBy.get(userId);
      return by ? own.some((lookup) => by.has(lookup)) : !taken.has(userId);
    };
    const [first = newId()] = users;
    const isIn = users.some((userId) => byUser.get(userId)?.status === "approved" && isKnown(userId));
    if (isKnown(first)) {
      taken.add(first);
      return { userId: first, isIn, row: true };
    }
    const earlier = own
      .map((lookup) => waiting.get(lookup))
      .find((userId) => userId && onlyInvited(byUser.get(userId)));
    const userId = earlier ?? standIn;
    return { userId: userId ?? newId(), isIn, row: userId !== null };
  });
  return { linked, rows };
}

/**
 * Rows that wait, or waited, for nothing but the answer of these contacts, by lookup: an earlier stand-in's among them. One by one (OFFSET 0), and the
 * status afterwards: each by its own index entry, however many rows the seller has.
 */
async function waitingRows(db: Db, sellerId: string, lookups: readonly string[]): Promise<Map<string, string>> {
  const found = await db.$queryRaw<{ userId: string; lookup: string; status: string }[]>`
    SELECT k.user_id AS "userId", l.hex AS lookup, k.status FROM unnest(string_to_array(${lookups.join()}, ',')) AS l(hex)
    CROSS JOIN LATERAL (SELECT c.user_id, c.status FROM customers c
      WHERE c.seller_id = ${sellerId}::uuid AND c.contact_lookup = decode(l.hex, 'hex') AND c.join_date IS NULL AND c.requested_at IS NULL OFFSET 0) k`;
  const waiting = found.filter(({ status }) => status === "invited" || status === "revoked");
  return new Map(waiting.map(({ userId, lookup }) => [lookup, userId]));
}

function onlyInvited(row: LockedCustomer | undefined): boolean {
  return row?.joinDate === null && (row.status === "invited" || row.status === "revoked");
}

/** By which contacts the seller knows those who have a row: the row's own, and those of invites that they answered. None where it knows none. */
async function contactsOf(db: Db, sellerId: string, userIds: string[]): Promise<Map<string, Set<string>>> {
  const contacts = new Map<string, Set<string>>();
  if (userIds.length === 0) return contacts;
  const found = await db.$queryRaw<{ userId: string; lookup: string }[]>`
    SELECT k.user_id AS "userId", encode(k.contact_lookup, 'hex') AS lookup FROM customers k
    WHERE k.seller_id = ${sellerId}::uuid AND k.user_id = ANY (${userIds}::uuid[]) AND k.contact_lookup IS NOT NULL
    UNION ALL
    SELECT i.user_id, encode(i.contact_lookup, 'hex') FROM invites i
    WHERE i.seller_id = ${sellerId}::uuid AND i.user_id = ANY (${userIds}::uuid[]) AND i.kind = 'customer' AND i.status IN ('registered', 'used')`;
  for (const { userId, lookup } of found) contacts.set(userId, (contacts.get(userId) ?? new Set()).add(lookup));
  return contacts;
}

function lookupsOf(contacts: readonly Contact[]): string[] {
  return contacts.flatMap(contactLookups).map((lookup) => Buffer.from(lookup).toString("hex"));
}
