import "server-only";
import type { ScopeSeller } from "@/lib/access/base-scope";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { LockedCustomer } from "@/lib/customers/queries";
import { customerStatusesBefore } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError } from "@/lib/errors";
import type { AdmittedPerson } from "@/lib/invites/admission/commands";
import { ensurePeople } from "@/lib/invites/people/commands";
import { INVITE_LIMIT, type InviteRefusal, inviteExpiry, reminderTime } from "@/lib/invites/rules";
import { type LinkedUser, linkUsers } from "@/lib/invites/second-contacts/commands";
import { inviteMessage } from "@/lib/invites/words";
import { queueMessages } from "@/lib/messages/commands";
import { channelTo } from "@/lib/messages/rules";
import { randomToken, tokenHash } from "@/lib/secrets";
import { readSettings } from "@/lib/sellers/settings";

type InvitingSeller = Pick<ScopeSeller, "id" | "name" | "slug" | "defaultLocale">;

/** Who invites: a member, in their own request or by the worker in their name. */
export type InviteSender = {
  scope: StoreScope | SystemScope;
  seller: InvitingSeller;
  /** The member. */
  actorId: string;
};

export function memberSender(scope: StoreScope): InviteSender {
  return { scope, seller: scope.seller, actorId: scope.actorId };
}

/** An invite into a shop that is closed would lead nowhere. */
export function requireOpenSeller(scope: StoreScope): void {
  if (scope.seller.status !== "open") throw new AppError("conflict", "invites.errors.sellerClosed");
}

/** `sent`: one invite per contact, the number's first. `already_in`: they are a customer, and nothing was sent. */
export type PersonOutcome =
  | { outcome: "sent"; inviteIds: string[] }
  | { outcome: "already_in" }
  | { outcome: "refused"; reason: InviteRefusal };

/**
 * The second half of inviting, in the caller's transaction: invites whom `admitInvites` has let pass, a few statements for all of them.
 * Answers in their order; at most INVITE_LIMIT contacts.
 */
export async function sendInvites(
  db: Db,
  sender: InviteSender,
  people: readonly AdmittedPerson[],
  message: string | null,
): Promise<PersonOutcome[]> {
  const asked = people.filter(({ sendTo }) => sendTo.length > 0);
  const contacts = asked.flatMap((person) => person.contacts);
  if (contacts.length > INVITE_LIMIT) throw new Error(`More than ${INVITE_LIMIT} contacts in one transaction.`);
  const invited = asked.length > 0 ? await linkPeople(db, sender.seller, asked) : [];
  const ids = await createInvites(
    db,
    sender,
    invited.filter(({ isIn }) => !isIn),
    message,
  );
  const linked = new Map(asked.map((person, n) => [person, invited[n]]));
  return people.map((person): PersonOutcome => {
    const found = linked.get(person);
    if (!found) return { outcome: "refused", reason: person.refusal ?? "suppressed" };
    return found.isIn ? { outcome: "already_in" } : { outcome: "sent", inviteIds: ids.get(person) ?? [] };
  });
}

type LinkedPerson = LinkedUser & { person: AdmittedPerson };

/** Everybody's user, found or made; the rows of those who are not in say `invited`. */
async function linkPeople(db: Db, seller: InvitingSeller, people: readonly AdmittedPerson[]): Promise<LinkedPerson[]> {
  const known = await ensurePeople(db, seller.defaultLocale, people);
  const { linked, rows } = await linkUsers(db, seller.id, people, known);
  const persons = people.map((person, n): LinkedPerson => {
    const user = linked[n];
    if (!user) throw new Error("Everybody who is invited has a user.");
    return { person, ...user };
  });
  await markInvited(
    db,
    seller.id,
    persons.filter(({ isIn, row }) => row && !isIn),
    rows,
  );
  return persons;
}

/** What the seller already wrote about a customer stays unless it is given anew. A contact is bound to its row: another row keeps its own. */
async function markInvited(
  db: Db,
  sellerId: string,
  linked: readonly LinkedPerson[],
  rows: readonly LockedCustomer[],
): Promise<void> {
  if (linked.length === 0) return;
  const ids = new Map(rows.map(({ userId, id }) => [userId, id]));
  const byUser = [...new Map(linked.map((one) => [one.userId, one])).values()];
  const wanted = byUser.map(({ person, userId }) => {
    const id = ids.get(userId) ?? newId();
    const [contact] = person.sendTo;
    return {
      id,
      user_id: userId,
      name: person.name,
      company: person.company,
      price_list_id: person.priceListId,
      ...(contact && {
        kind: contact.kind,
        value: hex(sealContact("customers.contact_value", `${sellerId}:${id}`, contact)),
        lookup: hex(contactLookups(contact)[0]),
      }),
    };
  });
  // A request of the same user may arrive at the same moment; it becomes invited too.
  await db.$executeRaw`
    INSERT INTO customers AS c (seller_id, id, user_id, status, name, company, price_list_id, contact_kind, contact_value, contact_lookup, updated_at)
    SELECT ${sellerId}::uuid, w.id, w.user_id, 'invited', w.name, w.company, w.price_list_id, w.kind, decode(w.value, 'hex'), decode(w.lookup, 'hex'), now()
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS w(id uuid, user_id uuid, name text, company text, price_list_id uuid, kind text, value text, lookup text)
    ORDER BY w.user_id
    ON CONFLICT (seller_id, user_id) DO UPDATE SET status = 'invited', granted_how = NULL, granted_by = NULL, granted_at = NULL, decision_note = NULL,
      name = COALESCE(excluded.name, c.name), company = COALESCE(excluded.company, c.company),
      price_list_id = COALESCE(excluded.price_list_id, c.price_list_id), updated_at = excluded.updated_at,
      contact_kind = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_kind ELSE c.contact_kind END,
      contact_value = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_value ELSE c.contact_value END,
      contact_lookup = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_lookup ELSE c.contact_lookup END
    WHERE c.status = ANY (${["invited", ...customerStatusesBefore("invited")]})`;
}

type NewInvite = { person: AdmittedPerson; userId: string; contact: Contact; id: string; token: string };

/** One invite, one message and one audit event per contact; an open invite to the same contact is replaced, its link dead. */
async function createInvites(
  db: Db,
  sender: InviteSender,
  linked: readonly LinkedPerson[],
  message: string | null,
): Promise<Map<AdmittedPerson, string[]>> {
  if (linked.length === 0) return new Map();
  const { scope, seller } = sender;
  const now = new Date();
  const invites = linked.flatMap(({ person, userId }) =>
    phonesFirst(person.sendTo).map(
      (contact): NewInvite => ({ person, userId, contact, id: newId(), token: randomToken() }),
    ),
  );
  await replaceOpen(db, seller.id, invites);
  await insertInvites(db, sender, invites, message, now);
  await queueMessages(
    db,
    invites.map(({ person, contact, id, token, userId }) => ({
      ...inviteMessage(seller, { token, message, expiresAt: inviteExpiry(now) }),
      ...addressed(person, contact),
      sellerId: seller.id,
      userId,
      inviteId: id,
    })),
  );
  await recordAuditEvents(
    db,
    scope,
    invites.map(({ id, contact }) => ({
      sellerId: seller.id,
      action: "invite.sent",
      targetKind: "invite",
      targetId: id,
      data: { channel: channelTo(contact) },
    })),
  );
  const ids = new Map<AdmittedPerson, string[]>();
  for (const { person, id } of invites) ids.set(person, [...(ids.get(person) ?? []), id]);
  return ids;
}

/** To whom, in which language and from when on: the invite is made like any other; only its message may have to wait. */
export function addressed({ notBefore, locales }: AdmittedPerson, to: Contact) {
  const at = notBefore.get(contactKey(to));
  const locale = locales.get(contactKey(to));
  if (!locale) throw new Error("Whoever is admitted has a language.");
  return { to, locale, ...(at && { notBefore: at }) };
}

function phonesFirst(contacts: readonly Contact[]): Contact[] {
  return [...contacts].sort((a, b) => (a.kind > b.kind ? -1 : 1));
}

/** What went to the same contacts before: open ones are dead now, and whoever asked for a new one has it. */
async function replaceOpen(db: Db, sellerId: string, invites: readonly NewInvite[]): Promise<void> {
  const lookups = invites.flatMap(({ contact }) => contactLookups(contact).map(hex)).join();
  await db.$executeRaw`
    UPDATE invites SET status = 'revoked', revoked_at = now()
    WHERE seller_id = ${sellerId}::uuid AND kind = 'customer' AND status = 'sent'
      AND contact_lookup IN (SELECT decode(l, 'hex') FROM unnest(string_to_array(${lookups}, ',')) AS l)`;
  await db.$executeRaw`
    UPDATE invites SET asked_again_at = NULL
    WHERE seller_id = ${sellerId}::uuid AND asked_again_at IS NOT NULL
      AND contact_lookup IN (SELECT decode(l, 'hex') FROM unnest(string_to_array(${lookups}, ',')) AS l)`;
}

async function insertInvites(
  db: Db,
  { seller, actorId }: InviteSender,
  invites: readonly NewInvite[],
  message: string | null,
  now: Date,
): Promise<void> {
  const rows = invites.map(({ person, userId, contact, id, token }) => ({
    id,
    channel: channelTo(contact),
    kind: contact.kind,
    value: hex(sealContact("invites.contact_value", `${seller.id}:${id}`, contact)),
    lookup: hex(contactLookups(contact)[0]),
    hash: hex(tokenHash(token)),
    name: person.name,
    company: person.company,
    price_list_id: person.priceListId,
    user_id: userId,
  }));
  const remindAt = await reminderTimeOf(db, seller.id, now);
  await db.$executeRaw`
    INSERT INTO invites (seller_id, id, channel, contact_kind, contact_value, contact_lookup, token_hash, name, company, price_list_id, user_id,
      message, sent_by, created_at, sent_at, expires_at, remind_at)
    SELECT ${seller.id}::uuid, r.id, r.channel, r.kind, decode(r.value, 'hex'), decode(r.lookup, 'hex'), decode(r.hash, 'hex'), r.name, r.company,
      r.price_list_id, r.user_id, ${message}, ${actorId}::uuid, ${now}, ${now}, ${inviteExpiry(now)}, ${remindAt}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, channel text, kind text, value text, lookup text, hash text, name text,
      company text, price_list_id uuid, user_id uuid)`;
}

/** When this seller's invites of now are repeated. */
export async function reminderTimeOf(db: Db, sellerId: string, now: Date): Promise<Date | null> {
  const row = await db.seller.findFirst({ where: { id: sellerId }, select: { settings: true } });
  return reminderTime(readSettings(row?.settings).invites.reminderDays, now);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
