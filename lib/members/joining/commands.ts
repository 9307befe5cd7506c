import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { findLinkedInvite } from "@/lib/invites/links/queries";
import { contactOf } from "@/lib/invites/queries";
import { senderMay } from "@/lib/invites/senders/queries";
import { lockMembers } from "@/lib/members/acting/commands";
import { lastGone } from "@/lib/members/joining/queries";
import { TOLD, tellMember } from "@/lib/members/notices/commands";
import { placeAfterProof } from "@/lib/members/rules";
import type { JoinTeamInput } from "@/lib/members/schema";
import { UNOPENED } from "@/lib/sellers/rules";

const COLUMNS = {
  sellerId: true,
  id: true,
  sentBy: true,
  sentAt: true,
  role: true,
  locale: true,
  seller: { select: { id: true, name: true, slug: true, status: true } },
} satisfies Prisma.InviteSelect;
type OpenInvite = Prisma.InviteGetPayload<{ select: typeof COLUMNS }>;
/** `alsoAs`: who they are, too, and may have been sent away as. */
type Proof = { userId: string; alsoAs?: string; contact: Contact };

/**
 * Somebody proved an e-mail (in the caller's transaction, behind the contact's lock): the alive invites to it make them a member. Not those of
 * shops that are not open: anybody begins one, and nobody becomes its member without having pressed Join.
 */
export async function acceptMemberInvites(db: Db, scope: SystemScope, proof: Proof): Promise<void> {
  if (proof.contact.kind !== "email") return;
  const invites = await db.invite.findMany({
    where: {
      kind: "member",
      status: "sent",
      expiresAt: { gt: new Date() },
      contactKind: "email",
      contactLookup: { in: contactLookups(proof.contact) },
      seller: { status: { notIn: [...UNOPENED] } },
    },
    select: COLUMNS,
    orderBy: { sellerId: "asc" },
  });
  for (const invite of invites) await accept(db, scope, invite, proof);
}

/** Pressed by whoever has the link, and is signed in as the owner of the e-mail that it was sent to. */
export async function joinTeam(scope: AccountScope, { seller, token }: JoinTeamInput): Promise<{ slug: string }> {
  const found = await findLinkedInvite(seller, token);
  if (found?.kind !== "member") throw notFoundError();
  const { sellerId, id } = found;
  const userId = scope.user.id;
  const contact = contactOf(found);
  const lookup = { in: contactLookups(contact) };
  const system = SystemScope.resolve("member's invite accepted", scope);
  const isIn = await system.tx(async (db) => {
    await lockContacts(db, [contact]);
    const own = await db.contact.findFirst({
      where: { userId, kind: "email", lookup, verifiedAt: { not: null } },
      select: { id: true },
    });
    if (!own) throw notFoundError();
    const invite = await db.invite.findFirst({
      where: { sellerId, id, status: "sent", expiresAt: { gt: new Date() } },
      select: COLUMNS,
    });
    if (invite) await accept(db, system, invite, { userId, contact });
    return (await db.member.count({ where: { sellerId, userId, status: "active" } })) > 0;
  });
  if (!isIn) throw new AppError("conflict", "members.errors.inviteEnded");
  return { slug: found.seller.slug };
}

/** Ends as used with the membership, or not at all, or revoked. */
async function accept(db: Db, scope: SystemScope, invite: OpenInvite, proof: Proof): Promise<void> {
  const { sellerId } = invite;
  await lockMembers(db, sellerId);
  const standing = await standingOf(db, invite);
  if (standing === "closed") return await audit(db, scope, invite, "invite.held", { reason: "seller_closed" });
  if (standing === "void") return await voidInvite(db, scope, invite, "inviter");
  const row = await db.member.findFirst({ where: { sellerId, userId: proof.userId }, select: PLACE });
  const taken = await db.member.findFirst({
    where: {
      sellerId,
      emailLookup: { in: contactLookups(proof.contact) },
      userId: { not: proof.userId },
      status: { not: "merged" },
    },
    select: { id: true },
  });
  const role = invite.role as MemberRole;
  const goneAt = await lastGone(db, sellerId, [proof.userId, ...(proof.alsoAs ? [proof.alsoAs] : [])]);
  const answer = placeAfterProof(row, goneAt, invite.sentAt);
  // An e-mail is one member's: whoever had it before, under another user, has to go first.
  if (answer === "refuse" || (answer !== "keep" && taken)) return await voidInvite(db, scope, invite, "decided");
  if (!(await claim(db, invite, proof))) return;
  await audit(db, scope, invite, "invite.registered", {});
  if (answer === "keep") return;
  const member = answer === "join" ? await join(db, invite, proof) : await comeBack(db, invite, row?.id ?? "");
  await recordAudit(db, scope, {
    sellerId,
    action: "member.joined",
    targetKind: "member",
    targetId: member.id,
    data: { what: role },
  });
  await tellMember(db, invite.seller, member, "joined");
}

const PLACE = { id: true, status: true } as const;

async function join(db: Db, { sellerId, role, locale }: OpenInvite, { userId, contact }: Proof) {
  const [id, emailLookup] = [newId(), contactLookups(contact)[0]];
  // What a merge set aside under this e-mail makes room: its person was sent away since.
  await db.member.deleteMany({ where: { sellerId, emailLookup: { in: contactLookups(contact) }, status: "merged" } });
  const member = {
    id,
    userId,
    email: sealContact("members.email", `${sellerId}:${id}`, contact),
    role: role ?? "support",
    locale: locale ?? "en",
  };
  await db.member.createMany({ data: { ...member, sellerId, emailLookup } });
  return member;
}

/** Deactivated, and invited by another of their e-mails since. */
async function comeBack(db: Db, { sellerId, role, locale }: OpenInvite, id: string) {
  const where = { sellerId, id };
  await db.member.updateMany({ where, data: { status: "active", role: role ?? "support", locale: locale ?? "en" } });
  return await db.member.findFirstOrThrow({ where, select: TOLD });
}

/** Does the invite still stand for the seller's word? A suspended seller takes in whom operators ask: how else would it get another admin. */
async function standingOf(db: Db, { sellerId, sentBy, seller }: OpenInvite): Promise<"good" | "closed" | "void"> {
  if (seller.status === "terminated") return "void";
  const isSuspended = seller.status === "suspended";
  if (await senderMay(db, { sellerId, sentBy }, isSuspended ? null : "members.write", "members.write")) return "good";
  return isSuspended ? "closed" : "void";
}

/** The condition decides races: of revoking, expiring, replacing and accepting, the first one wins. */
async function claim(db: Db, { sellerId, id }: OpenInvite, { userId }: Proof): Promise<boolean> {
  const now = new Date();
  const { count } = await db.invite.updateMany({
    where: { sellerId, id, status: "sent", expiresAt: { gt: now } },
    data: { status: "used", registeredAt: now, usedAt: now, usedBy: userId, userId, askedAgainAt: null },
  });
  return count === 1;
}

async function voidInvite(db: Db, scope: SystemScope, invite: OpenInvite, reason: string): Promise<void> {
  const { sellerId, id } = invite;
  const { count } = await db.invite.updateMany({
    where: { sellerId, id, status: "sent" },
    data: { status: "revoked", revokedAt: new Date() },
  });
  if (count > 0) await audit(db, scope, invite, "invite.refused", { reason });
}

async function audit(
  db: Db,
  scope: SystemScope,
  { sellerId, id }: OpenInvite,
  action: string,
  data: Prisma.InputJsonObject,
): Promise<void> {
  await recordAudit(db, scope, { sellerId, action, targetKind: "invite", targetId: id, data });
}
