import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { type ContactLookups, contactLockKeys, contactLookups, sealContact } from "@/lib/contacts/sealing";
import { lockCustomers } from "@/lib/customers/queries";
import { customerStatusesBefore } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { appUrl } from "@/lib/env";
import { inviteExpiry } from "@/lib/invites/rules";
import { queueMessage } from "@/lib/messages/commands";
import { channelTo } from "@/lib/messages/rules";
import { currentKeyId } from "@/lib/sealed";
import { randomToken, tokenHash } from "@/lib/secrets";

type Details = { name: string | null; company: string | null; priceListId: string | null };

/** Returns the invite's id per contact; a contact without one belongs to a customer who is in already. */
export async function sendInvites(
  db: Db,
  scope: StoreScope,
  contacts: Contact[],
  details: Details,
): Promise<Map<string, string>> {
  const people = await ensureContactUsers(db, scope, contacts);
  const rows = await lockCustomers(db, scope.seller.id, [...new Set(people.map(({ userId }) => userId))]);
  const approved = new Set(rows.filter(({ status }) => status === "approved").map(({ userId }) => userId));
  const invited = people.filter(({ userId }) => !approved.has(userId));
  await markInvited(db, scope, invited, details);
  await db.invite.updateMany({
    where: {
      sellerId: scope.seller.id,
      kind: "customer",
      status: "sent",
      contactLookup: { in: invited.flatMap(({ lookups }) => lookups) },
    },
    data: { status: "revoked", revokedAt: new Date() },
  });
  const sent = new Map<string, string>();
  for (const person of invited) sent.set(contactKey(person.contact), await createInvite(db, scope, person, details));
  return sent;
}

/** The customers' rows say `invited`; what the seller already wrote about them stays unless it is given anew. */
async function markInvited(db: Db, scope: StoreScope, people: ContactUser[], details: Details): Promise<void> {
  const sellerId = scope.seller.id;
  const byUser = [...new Map(people.map((person) => [person.userId, person])).values()].sort((a, b) =>
    a.userId < b.userId ? -1 : 1,
  );
  await db.customer.createMany({
    data: byUser.map((person) => {
      const id = newId();
      return {
        sellerId,
        id,
        userId: person.userId,
        status: "invited",
        ...details,
        ...sealedContact(sellerId, id, person),
      };
    }),
    // A request of the same user may arrive at the same moment; it becomes invited just below.
    skipDuplicates: true,
  });
  const userIds = byUser.map(({ userId }) => userId);
  const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
  await db.customer.updateMany({
    where: { sellerId, userId: { in: userIds }, status: { in: ["invited", ...customerStatusesBefore("invited")] } },
    data: { status: "invited", grantedHow: null, grantedBy: null, grantedAt: null, decisionNote: null, ...given },
  });
  const without = await db.customer.findMany({
    where: { sellerId, userId: { in: userIds }, contactLookup: null },
    select: { id: true, userId: true },
  });
  for (const { id, userId } of without) {
    const person = byUser.find((candidate) => candidate.userId === userId);
    if (person) await db.customer.updateMany({ where: { sellerId, id }, data: sealedContact(sellerId, id, person) });
  }
}

function sealedContact(sellerId: string, id: string, { contact, lookups }: Pick<ContactUser, "contact" | "lookups">) {
  return {
    contactKind: contact.kind,
    contactValue: sealContact("customers.contact_value", `${sellerId}:${id}`, contact),
    contactLookup: lookups[0],
  };
}

async function createInvite(db: Db, scope: StoreScope, person: ContactUser, details: Details): Promise<string> {
  const sellerId = scope.seller.id;
  const { contact, lookups, userId } = person;
  const id = newId();
  const now = new Date();
  const token = randomToken();
  const channel = channelTo(contact);
  await db.invite.createMany({
    data: {
      sellerId,
      id,
      channel,
      contactKind: contact.kind,
      contactValue: sealContact("invites.contact_value", `${sellerId}:${id}`, contact),
      contactLookup: lookups[0],
      tokenHash: Uint8Array.from(tokenHash(token)),
      ...details,
      userId,
      sentBy: scope.actorId,
      createdAt: now,
      sentAt: now,
      expiresAt: inviteExpiry(now),
    },
  });
  await queueInvite(db, scope, contact, token, now);
  await recordAudit(db, scope, { action: "invite.sent", targetKind: "invite", targetId: id, data: { channel } });
  return id;
}

export async function queueInvite(
  db: Db,
  scope: StoreScope,
  contact: Contact,
  token: string,
  now: Date,
): Promise<void> {
  const { id, slug, name, defaultLocale } = scope.seller;
  await queueMessage(db, {
    sellerId: id,
    to: contact,
    locale: defaultLocale,
    template: "customer-invite",
    sellerName: name,
    link: `${appUrl()}/invite/${slug}/${token}`,
    expiresAt: inviteExpiry(now).toISOString(),
  });
}

type ContactUser = { contact: Contact; lookups: ContactLookups; userId: string };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/**
 * The user behind each contact, made where there is none (the contact unverified). A seller learns nothing else of them.
 * Holds a lock per contact until the transaction ends, taken in one order, so that two batches cannot wait for each other.
 */
async function ensureContactUsers(db: Db, scope: StoreScope, contacts: Contact[]): Promise<ContactUser[]> {
  const wanted = contacts
    .map((contact) => ({ contact, lookups: contactLookups(contact), contactId: newId(), userId: newId() }))
    .sort((a, b) => (contactKey(a.contact) < contactKey(b.contact) ? -1 : 1));
  const rows = wanted.map(({ contact, lookups, contactId, userId }, n) => ({
    n,
    kind: contact.kind,
    lookups: lookups.map(hex),
    user_id: userId,
    contact_id: contactId,
    value: hex(sealContact("contacts.value", contactId, contact)),
  }));
  const found = await db.$queryRaw<{ n: number; user_id: string }[]>`
    SELECT r.n, ensure_user(r.kind,
      ARRAY(SELECT decode(l.hex, 'hex') FROM jsonb_array_elements_text(r.lookups) WITH ORDINALITY AS l(hex, i) ORDER BY l.i),
      ${currentKeyId()}, r.user_id, r.contact_id, decode(r.value, 'hex'), ${scope.seller.defaultLocale}) AS user_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(n int, kind text, lookups jsonb, user_id uuid, contact_id uuid, value text)`;
  const userIds = new Map(found.map((row) => [row.n, row.user_id]));
  return wanted.map(({ contact, lookups }, n) => ({ contact, lookups, userId: userIds.get(n) ?? "" }));
}

/** The same locks as ensure_user takes: one contact is invited, proved or re-invited by one transaction at a time. */
export async function lockContact(db: Db, contact: Contact): Promise<void> {
  const keys = contactLockKeys(contactLookups(contact));
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 1)) FROM unnest(string_to_array(${keys}, ',')) AS key`;
}
