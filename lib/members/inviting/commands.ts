import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import { SystemScope } from "@/lib/access/scope";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { type Admission, admitInvites } from "@/lib/invites/admission/commands";
import { spendUnopenedInvite } from "@/lib/invites/budgets";
import { ensurePeople } from "@/lib/invites/people/commands";
import { contactOf } from "@/lib/invites/queries";
import { inviteExpiry, RESEND_SECONDS } from "@/lib/invites/rules";
import { addressed } from "@/lib/invites/sending/commands";
import { inviteLink } from "@/lib/invites/words";
import { auditMember, changeMembers, type MemberActor } from "@/lib/members/acting/commands";
import type { NewMemberInvite } from "@/lib/members/schema";
import { queueMessage } from "@/lib/messages/commands";
import { randomToken, tokenHash } from "@/lib/secrets";
import { isUnopened } from "@/lib/sellers/rules";

/** Asks one e-mail to join as a member. Whoever proves it while the invite is alive is in; before the shop is open, whoever then presses Join. */
export async function inviteMember(actor: MemberActor, input: NewMemberInvite): Promise<{ id: string }> {
  const contact = readEmail(input.email);
  const { id: sellerId } = actor.seller;
  // Before anything is taken from the budgets; said again behind the locks.
  await requireNewcomer(SystemScope.resolve("invite a member", actor.scope).db, sellerId, contact);
  const admission = await admit(actor, contact, input.name ?? null);
  const id = newId();
  await changeMembers(
    actor,
    async (db) => {
      await requireNewcomer(db, sellerId, contact);
      const [person] = await ensurePeople(db, input.locale, [{ contacts: [contact] }]);
      if (!person) throw new Error("Everybody who is invited has a user.");
      await replaceDead(db, sellerId, contact);
      const invite = { id, userId: person[0], contact, role: input.role, locale: input.locale };
      const sent = await insertInvite(db, actor, invite, input.name ?? null);
      await send(db, actor, { ...invite, ...sent }, admission);
      await auditMember(db, actor, { kind: "invite", id }, "invited", { what: input.role });
    },
    (db) => lockContacts(db, [contact]),
  );
  return { id };
}

function readEmail(raw: string): Contact {
  const parsed = parseContact(raw);
  if ("contact" in parsed && parsed.contact.kind === "email") return parsed.contact;
  const empty = "problem" in parsed && parsed.problem === "empty";
  throw fieldError("email", empty ? "members.errors.email" : "contacts.errors.email");
}

/** An e-mail is one member's, and asked once. Whose other e-mails there are the store does not learn: a member asked by one keeps their place. */
async function requireNewcomer(db: Db, sellerId: string, contact: Contact): Promise<void> {
  const lookups = contactLookups(contact);
  const member = await db.member.findFirst({
    where: { sellerId, status: { not: "merged" }, emailLookup: { in: lookups } },
    select: { status: true },
  });
  if (member) throw fieldError("email", `members.errors.${member.status === "active" ? "alreadyIn" : "deactivated"}`);
  const open = await db.invite.findFirst({
    where: {
      sellerId,
      kind: "member",
      status: "sent",
      expiresAt: { gt: new Date() },
      contactLookup: { in: lookups },
    },
    select: { id: true },
  });
  if (open) throw fieldError("email", "members.errors.invitedAlready");
}

/** An invite is a message like any other: it counts against the seller's budgets. Before a shop is open its members have few, operators as many as ever. */
async function admit({ scope, seller }: MemberActor, contact: Contact, name: string | null): Promise<Admission> {
  const sellerId = seller.id;
  const isStranger = isUnopened(seller) && scope.kind === "member";
  if (isStranger && (await spendUnopenedInvite(sellerId, scope.actorId)))
    throw new AppError("too_many", "members.errors.unopenedLimit");
  const person = { contacts: [contact], name, company: null, priceListId: null };
  const admission = await admitInvites(sellerId, [person], "email");
  switch (admission.people[0]?.refusal) {
    case "suppressed":
      throw fieldError("email", "invites.errors.suppressed");
    case "tooOften":
      throw new AppError("too_many", "invites.errors.tooOften");
    case "dailyLimit":
      throw new AppError("too_many", "invites.errors.tooManyInvites", {
        values: { hours: admission.fullForHours ?? 1 },
      });
  }
  return admission;
}

/** What went to the same e-mail before and was not answered in time. */
async function replaceDead(db: Db, sellerId: string, contact: Contact): Promise<void> {
  await db.invite.updateMany({
    where: {
      sellerId,
      kind: "member",
      status: { in: ["sent", "expired"] },
      contactLookup: { in: contactLookups(contact) },
    },
    data: { status: "revoked", revokedAt: new Date(), askedAgainAt: null },
  });
}

type OpenInvite = { id: string; userId: string; contact: Contact; role: MemberRole; locale: string };
type Sent = { token: string; expiresAt: Date };

async function insertInvite(
  db: Db,
  { scope, seller }: MemberActor,
  { id, userId, contact, role, locale }: OpenInvite,
  name: string | null,
): Promise<Sent> {
  const now = new Date();
  const [token, expiresAt] = [randomToken(), inviteExpiry(now)];
  await db.invite.createMany({
    data: {
      sellerId: seller.id,
      id,
      kind: "member",
      channel: "email",
      contactKind: contact.kind,
      contactValue: sealContact("invites.contact_value", `${seller.id}:${id}`, contact),
      contactLookup: contactLookups(contact)[0],
      tokenHash: Uint8Array.from(tokenHash(token)),
      name,
      role,
      locale,
      userId,
      sentBy: scope.actorId,
      sentAt: now,
      expiresAt,
    },
  });
  return { token, expiresAt };
}

async function send(
  db: Db,
  { scope, seller }: MemberActor,
  { id, userId, contact, role, locale, token, expiresAt }: OpenInvite & Sent,
  { people: [person] }: Admission,
): Promise<void> {
  await queueMessage(db, {
    template: "member-invite",
    sellerName: seller.name,
    // An operator asks in the platform's name.
    inviter: scope.kind === "member" ? scope.user.name : null,
    role,
    unopened: isUnopened(seller),
    link: inviteLink(seller.slug, token),
    expiresAt: expiresAt.toISOString(),
    ...(person && addressed(person, contact)),
    sellerId: seller.id,
    to: contact,
    // As the admin chose for the portal.
    locale,
    userId,
    inviteId: id,
  });
}

/** A new link to the same e-mail: the old one is dead, the days count anew. */
export async function resendMemberInvite(actor: MemberActor, { id }: { id: string }): Promise<void> {
  const sellerId = actor.seller.id;
  const found = await findInvite(SystemScope.resolve("resend a member's invite", actor.scope).db, sellerId, id);
  if (found.sentAt > new Date(Date.now() - RESEND_SECONDS * 1000))
    throw new AppError("too_many", "invites.errors.justSent");
  if (found.status !== "sent" && found.status !== "expired") throw new AppError("conflict", "invites.errors.notOpen");
  const admission = await admit(actor, found.contact, found.name);
  await changeMembers(
    actor,
    async (db) => {
      const now = new Date();
      const [token, expiresAt] = [randomToken(), inviteExpiry(now)];
      await requireNoOther(db, sellerId, found);
      const { count } = await db.invite.updateMany({
        where: { sellerId, id, status: { in: ["sent", "expired"] }, sentAt: found.sentAt },
        data: {
          status: "sent",
          tokenHash: Uint8Array.from(tokenHash(token)),
          sentBy: actor.scope.actorId,
          sentAt: now,
          expiresAt,
          expiredAt: null,
          askedAgainAt: null,
        },
      });
      if (count === 0) throw new AppError("conflict", "invites.errors.notOpen");
      await send(db, actor, { ...found, token, expiresAt }, admission);
      await auditMember(db, actor, { kind: "invite", id }, "reinvited", { what: found.role });
    },
    (db) => lockContacts(db, [found.contact]),
  );
}

/** Whoever came in by another way, or is asked by a newer invite, is not asked again by this one. */
async function requireNoOther(db: Db, sellerId: string, { id, contact }: OpenInvite): Promise<void> {
  const lookup = { in: contactLookups(contact) };
  const member = await db.member.findFirst({
    where: { sellerId, emailLookup: lookup, status: { not: "merged" } },
    select: { id: true },
  });
  if (member) throw new AppError("conflict", "members.errors.alreadyIn");
  const newer = await db.invite.findFirst({
    where: { sellerId, kind: "member", status: "sent", contactLookup: lookup, id: { not: id } },
    select: { id: true },
  });
  if (newer) throw new AppError("conflict", "invites.errors.newerInvite");
}

async function findInvite(db: Db, sellerId: string, id: string) {
  const invite = await db.invite.findFirst({
    where: { sellerId, id, kind: "member" },
    select: {
      sellerId: true,
      id: true,
      userId: true,
      status: true,
      contactKind: true,
      contactValue: true,
      name: true,
      role: true,
      locale: true,
      sentAt: true,
    },
  });
  if (!invite?.role || !invite.locale) throw notFoundError();
  return { ...invite, contact: contactOf(invite), role: invite.role as MemberRole, locale: invite.locale };
}

/** Takes an unanswered invite back: its link is dead. */
export async function revokeMemberInvite(actor: MemberActor, { id }: { id: string }): Promise<void> {
  const sellerId = actor.seller.id;
  await changeMembers(actor, async (db) => {
    const { role } = await findInvite(db, sellerId, id);
    const { count } = await db.invite.updateMany({
      where: { sellerId, id, kind: "member", status: { in: ["sent", "expired"] } },
      data: { status: "revoked", revokedAt: new Date(), askedAgainAt: null },
    });
    if (count === 0) throw new AppError("conflict", "invites.errors.notOpen");
    await auditMember(db, actor, { kind: "invite", id }, "invite_revoked", { what: role });
  });
}
