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
  const wanted = people.map(({ contacts }, n) => {
    const lookups = lookupsOf(contacts);
    return { n, lookups, kinds: contacts.flatMap((contact) => contactLookups(contact).map(() => contact.kind)) };
  });
  // One by one (OFFSET 0): each by its index entry, however large the tables have become since the plan was made.
  const owners = await db.$queryRaw<{ n: number; userId: string; known: boolean; has: boolean }[]>`
    SELECT DISTINCT w.n, c.user_id AS "userId", k.id IS NOT NULL AS known,
      EXISTS (SELECT FROM customers s WHERE s.seller_id = ${sellerId}::uuid AND s.contact_lookup = c.lookup AND s.user_id <> c.user_id
        AND s.join_date IS NULL AND s.requested_at IS NULL) AS has
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w(n int, kinds text[], lookups text[])
    CROSS JOIN LATERAL unnest(w.kinds, w.lookups) AS l(kind, hex)
    CROSS JOIN LATERAL (SELECT user_id, lookup FROM contacts WHERE kind = l.kind AND lookup = decode(l.hex, 'hex') OFFSET 0) c
    LEFT JOIN LATERAL (SELECT id FROM customers k WHERE k.seller_id = ${sellerId}::uuid AND k.user_id = c.user_id
      AND NOT encode(k.contact_lookup, 'hex') = ANY (w.lookups) OFFSET 0) k ON true
    ORDER BY w.n`;
  const seen = new Set<string>();
  const wants = new Set<number>();
  for (const { n, userId, known, has } of owners) {
    // Also the second of two lines that turn out to be one person.
    if ((known || seen.has(userId)) && !has) wants.add(n);
    seen.add(userId);
  }
  const ids = new Map([...wants].map((n) => [n, newId()]));
  if (ids.size > 0) await db.user.createMany({ data: [...ids.values()].map((id) => ({ id })) });
  return people.map((_, n) => ids.get(n) ?? null);
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
