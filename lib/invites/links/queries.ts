import "server-only";
import { MEMBER_ROLES, type MemberRole } from "@/lib/access/permissions";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { type ContactKind, maskContact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Prisma } from "@/lib/generated/prisma/client";
import { contactOf } from "@/lib/invites/queries";
import { type InviteStatus, statusNow } from "@/lib/invites/rules";
import { senderMay } from "@/lib/invites/senders/queries";
import { tokenHash } from "@/lib/secrets";
import { isSlug, isUnopened } from "@/lib/sellers/rules";

export type InviteLink = {
  kind: "customer" | "member";
  /** What a member is asked to be. */
  role: MemberRole | null;
  seller: { name: string; slug: string; logo: string | null; timeZone: string };
  /** The shop is not open yet: whoever is asked to its staff presses Join. */
  unopened: boolean;
  /** The member who sent it; null when they are none any more. */
  inviter: string | null;
  /** What the link can still do. Replaced: a newer invite went to the same contact. Closed: the shop does not open now. */
  status: InviteStatus | "replaced" | "closed";
  maskedContact: string;
  contactKind: ContactKind;
  expiresAt: Date;
  /** Its recipient asked for a new one, and that is still to be answered. */
  asked: boolean;
};

/** Reads an invite link and changes nothing: scanners and previews open links too. Null for anything that is not one. */
export async function findInviteByToken(slug: string, token: string): Promise<InviteLink | null> {
  const invite = await findLinkedInvite(slug, token);
  if (!invite) return null;
  const { status: sellerStatus, id: _, ...seller } = invite.seller;
  const status = statusNow(invite, new Date());
  const contact = contactOf(invite);
  const replacement = await findReplacement(invite);
  const inviter = await findInviter(invite);
  return {
    kind: kindOf(invite),
    role: MEMBER_ROLES.find((role) => role === invite.role) ?? null,
    seller,
    unopened: isUnopened({ status: sellerStatus }),
    inviter: inviter?.userName ?? null,
    status:
      takesNobody(invite) && !(await isOperators(invite))
        ? "closed"
        : replacement || (invite.rotated && status === "sent")
          ? "replaced"
          : status,
    maskedContact: maskContact(contact),
    contactKind: contact.kind,
    expiresAt: invite.expiresAt,
    asked: (replacement ?? invite).askedAgainAt !== null,
  };
}

/** Whoever sent it, as who they are now: they may have been merged into another user since. */
async function findInviter({ sellerId, sentBy }: LinkedInvite): Promise<{ userName: string | null } | null> {
  const { db } = system();
  const [sender] = await db.$queryRaw<{ id: string }[]>`SELECT now_id AS id FROM users_now(ARRAY[${sentBy}::uuid])`;
  return await db.member.findFirst({
    where: { sellerId, userId: sender?.id ?? sentBy },
    select: { userName: true },
  });
}

/** A suspended seller takes in members whom operators ask. */
async function isOperators({ kind, sellerId, sentBy, seller: { status } }: LinkedInvite): Promise<boolean> {
  if (kind !== "member" || status !== "suspended") return false;
  return await senderMay(system().db, { sellerId, sentBy }, null, "members.write");
}

export function kindOf({ kind }: { kind: string }): InviteLink["kind"] {
  return kind === "member" ? "member" : "customer";
}

/** Customers come into open shops; members also before a shop opens. */
export function takesNobody({ kind, seller: { status } }: { kind: string; seller: { status: string } }): boolean {
  return kindOf({ kind }) === "member" ? status === "suspended" || status === "terminated" : status !== "open";
}

/** Is the invited contact one that this user has proved? */
export async function ownsInvitedContact(account: AccountScope, slug: string, token: string): Promise<boolean> {
  const invite = await findLinkedInvite(slug, token);
  if (!invite) return false;
  const own = await account.db.contact.findFirst({
    where: {
      userId: account.user.id,
      kind: invite.contactKind,
      lookup: { in: contactLookups(contactOf(invite)) },
      verifiedAt: { not: null },
    },
    select: { id: true },
  });
  return own !== null;
}

const LINKED = {
  sellerId: true,
  id: true,
  kind: true,
  role: true,
  status: true,
  contactKind: true,
  contactValue: true,
  name: true,
  company: true,
  sentBy: true,
  createdAt: true,
  expiresAt: true,
  askedAgainAt: true,
  seller: { select: { id: true, name: true, slug: true, logo: true, timeZone: true, status: true } },
} satisfies Prisma.InviteSelect;
/** `rotated`: by a link that a newer one of the same invite has replaced, and that opens nothing any more. */
type LinkedInvite = Prisma.InviteGetPayload<{ select: typeof LINKED }> & { rotated: boolean };

const system = () => SystemScope.resolve("invite link");

/** By the link of the invite, of its reminder, or one that was sent before. */
export async function findLinkedInvite(slug: string, token: string): Promise<LinkedInvite | null> {
  if (!isSlug(slug) || !/^[\w-]{43}$/.test(token)) return null;
  const { db } = system();
  const seller = await db.seller.findFirst({ where: { slug }, select: { id: true } });
  if (!seller) return null;
  const hash = Uint8Array.from(tokenHash(token));
  const where = { sellerId: seller.id };
  const current =
    (await db.invite.findFirst({ where: { ...where, tokenHash: hash }, select: LINKED })) ??
    (await db.invite.findFirst({ where: { ...where, reminderHash: hash }, select: LINKED }));
  if (current) return { ...current, rotated: false };
  const [former] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM invites WHERE seller_id = ${seller.id}::uuid AND former_hashes <> '{}' AND former_hashes @> ARRAY[${hash}::bytea]`;
  const invite = former && (await db.invite.findFirst({ where: { ...where, id: former.id }, select: LINKED }));
  return invite ? { ...invite, rotated: true } : null;
}

/** Does this link still let its recipient in? */
export function isAlive(invite: { status: string; expiresAt: Date; rotated: boolean }): boolean {
  return !invite.rotated && statusNow(invite, new Date()) === "sent";
}

/** The newest invite to the same contact, where this one is dead. */
export async function findReplacement(invite: LinkedInvite): Promise<{ id: string; askedAgainAt: Date | null } | null> {
  const status = statusNow(invite, new Date());
  if (status !== "revoked" && status !== "expired") return null;
  const { sellerId, kind, contactKind, createdAt } = invite;
  return await system().db.invite.findFirst({
    where: {
      sellerId,
      kind,
      contactKind,
      contactLookup: { in: contactLookups(contactOf(invite)) },
      createdAt: { gt: createdAt },
      status: { not: "revoked" },
    },
    orderBy: { createdAt: "desc" },
    select: { id: true, askedAgainAt: true },
  });
}
