import "server-only";
import { type Scope, SystemScope } from "@/lib/access/scope";
import { type Approved, tellOfApprovals } from "@/lib/clients/notices/commands";
import { type ClientContacts, clientContacts, contactsIn, hex } from "@/lib/clients/sealing";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { type AccessGrant, grantAccesses } from "@/lib/customers/granting/commands";
import type { Db } from "@/lib/db/client";

const columns = {
  sellerId: true,
  id: true,
  phoneValue: true,
  emailValue: true,
  name: true,
  company: true,
  priceListId: true,
  listedAt: true,
} as const;
type Entry = {
  sellerId: string;
  id: string;
  name: string | null;
  company: string | null;
  priceListId: string | null;
  listedAt: Date;
};
/** A user who has proved a contact that an entry lists. */
type Match = { entry: Entry; userId: string; alsoAs?: string; contact: Contact };

/**
 * Somebody proved a contact (in the caller's transaction, right after registerInvites): every open seller whose list has it lets them in.
 * Waits for whoever is listing the same contact at this moment.
 */
export async function approveListed(
  db: Db,
  scope: SystemScope,
  // `notAt`: sellers that meant whoever had the contact before. `alsoAs`: who they are, too, and may have been turned away as.
  { notAt = [], ...proof }: { userId: string; alsoAs?: string; contact: Contact; notAt?: readonly string[] },
): Promise<void> {
  const { userId, contact } = proof;
  await lockContacts(db, [contact]);
  const entries = (await entriesListing(db, [contact])).filter(({ sellerId }) => !notAt.includes(sellerId));
  const matches = entries.map((entry) => ({ entry, ...proof }));
  // The audit names the person who proved the contact.
  const by = SystemScope.resolve("client list", { origin: scope.origin, actorId: userId });
  for (const sellerId of [...new Set(matches.map(({ entry }) => entry.sellerId))].sort()) {
    await approveMatches(
      db,
      by,
      sellerId,
      matches.filter(({ entry }) => entry.sellerId === sellerId),
    );
  }
}

/** Does this seller's list have a contact that the user has proved? Then they are in, and need not wait. */
export async function approveIfListed(db: Db, scope: Scope, sellerId: string, userId: string): Promise<boolean> {
  const proved = await provedContacts(db, [userId]);
  await lockContacts(
    db,
    proved.map(({ contact }) => contact),
  );
  const matches: Match[] = [];
  for (const { contact } of proved) {
    const entries = await entriesListing(db, [contact], sellerId);
    matches.push(...entries.map((entry) => ({ entry, userId, contact })));
  }
  if (matches.length === 0 || !(await isOpen(db, sellerId))) return false;
  return (await approveMatches(db, scope, sellerId, matches)).length > 0;
}

/** The other direction in time: entries were listed, and whoever has proved one of their contacts already is let in. Returns how many. */
export async function approveListedAt(db: Db, scope: Scope, sellerId: string, clientIds: string[]): Promise<number> {
  const rows = await db.client.findMany({
    where: { sellerId, id: { in: clientIds }, status: { not: "revoked" } },
    select: columns,
    orderBy: { id: "asc" },
  });
  const entries = rows.map(({ phoneValue, emailValue, ...entry }) => ({
    ...entry,
    ...clientContacts({ ...entry, phoneValue, emailValue }),
  }));
  await lockContacts(db, entries.flatMap(contactsIn));
  return await approveEntries(db, scope, sellerId, entries);
}

/** The same for entries that the caller has just written, their contacts locked. */
export async function approveEntries(
  db: Db,
  scope: Scope,
  sellerId: string,
  entries: readonly (Entry & ClientContacts)[],
  importId?: string,
): Promise<number> {
  if (entries.length === 0 || !(await isOpen(db, sellerId))) return 0;
  const byContact = new Map(
    entries.flatMap((entry) => contactsIn(entry).map((contact) => [contactKey(contact), { entry, contact }] as const)),
  );
  const owners = await ownersOf(
    db,
    [...byContact.values()].map(({ contact }) => contact),
  );
  const matches = owners.flatMap(({ key, userId }) => {
    const listed = byContact.get(key);
    return listed ? [{ ...listed, userId }] : [];
  });
  return (await approveMatches(db, scope, sellerId, matches, importId)).length;
}

/** One seller's matches: the first entry of each person gives the access, and every entry whose person is in says so. */
async function approveMatches(
  db: Db,
  scope: Scope,
  sellerId: string,
  matches: readonly Match[],
  importId?: string,
): Promise<Approved[]> {
  const first = new Map<string, Match>();
  for (const match of matches) if (!first.has(match.userId)) first.set(match.userId, match);
  const grants = [...first.values()].map(({ entry, userId, alsoAs, contact }): Omit<AccessGrant, "sellerId"> => {
    const { id, listedAt, name, company, priceListId } = entry;
    return {
      userId,
      ...(alsoAs && { alsoAs }),
      contact,
      how: "client_list",
      by: null,
      client: { id, listedAt, ...(importId && { importId }) },
      name,
      company,
      ...(priceListId && { priceListId }),
    };
  });
  const answers = await grantAccesses(db, scope, sellerId, grants);
  await markIn(db, sellerId, matches);
  const approved = [...first.values()].filter((_, index) => answers[index]?.granted);
  await tellOfApprovals(db, sellerId, approved, { members: importId === undefined });
  return approved;
}

/** `approved` says of an entry that its person is in, whatever let them in. */
async function markIn(db: Db, sellerId: string, matches: readonly Match[]): Promise<void> {
  const rows = await db.customer.findMany({
    where: { sellerId, userId: { in: matches.map(({ userId }) => userId) }, status: "approved" },
    select: { userId: true },
  });
  const inside = new Set(rows.map(({ userId }) => userId));
  const ids = matches.filter(({ userId }) => inside.has(userId)).map(({ entry }) => entry.id);
  if (ids.length === 0) return;
  await db.client.updateMany({
    where: { sellerId, id: { in: ids }, status: "pending" },
    data: { status: "approved" },
  });
}

/** Entries, not revoked, that have one of these contacts, in every open seller's list or in one; the oldest first. */
export async function entriesListing(db: Db, contacts: readonly Contact[], sellerId?: string): Promise<Entry[]> {
  const under = (kind: Contact["kind"]) =>
    contacts.filter((contact) => contact.kind === kind).flatMap((contact) => contactLookups(contact));
  const rows: Entry[] = [];
  for (const kind of ["phone", "email"] as const) {
    const lookups = under(kind);
    if (lookups.length === 0) continue;
    rows.push(
      ...(await db.client.findMany({
        where: {
          ...(sellerId ? { sellerId } : { seller: { status: "open" } }),
          status: { not: "revoked" },
          ...(kind === "phone" ? { phoneLookup: { in: lookups } } : { emailLookup: { in: lookups } }),
        },
        select: { sellerId: true, id: true, name: true, company: true, priceListId: true, listedAt: true },
      })),
    );
  }
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Who has proved which of these contacts; nobody who is disabled or merged away. */
async function ownersOf(db: Db, contacts: readonly Contact[]): Promise<{ key: string; userId: string }[]> {
  const keys = new Map<string, string>(
    contacts.flatMap((contact) =>
      contactLookups(contact).map((lookup) => [`${contact.kind} ${hex(lookup)}`, contactKey(contact)] as const),
    ),
  );
  const lookups = [...keys.keys()].map((text) => text.split(" ")[1]).join();
  const rows = await db.$queryRaw<{ kind: string; lookup: string; userId: string }[]>`
    SELECT c.kind, encode(c.lookup, 'hex') AS lookup, c.user_id AS "userId"
    FROM contacts c JOIN users u ON u.id = c.user_id AND u.status = 'active'
    WHERE c.kind IN ('phone', 'email') AND c.verified_at IS NOT NULL
      AND c.lookup = ANY (ARRAY(SELECT decode(l, 'hex') FROM unnest(string_to_array(${lookups}, ',')) AS l))
    ORDER BY c.user_id`;
  return rows.flatMap(({ kind, lookup, userId }) => {
    const key = keys.get(`${kind} ${lookup}`);
    return key ? [{ key, userId }] : [];
  });
}

/** What these users have proved. */
export async function provedContacts(
  db: Db,
  userIds: readonly string[],
): Promise<{ userId: string; contact: Contact }[]> {
  const rows = await db.contact.findMany({
    where: { userId: { in: [...userIds] }, verifiedAt: { not: null } },
    select: { id: true, userId: true, kind: true, value: true },
    orderBy: { verifiedAt: "asc" },
  });
  return rows.map(({ id, userId, kind, value }) => ({
    userId,
    contact: unsealContact("contacts.value", id, kind, value),
  }));
}

async function isOpen(db: Db, sellerId: string): Promise<boolean> {
  const seller = await db.seller.findFirst({ where: { id: sellerId, status: "open" }, select: { id: true } });
  return seller !== null;
}
