import "server-only";
import type { z } from "zod";
import type { ScopeSeller } from "@/lib/access/base-scope";
import { MEMBER_ROLES, type MemberRole } from "@/lib/access/permissions";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { type Contact, type ContactKind, formatContact, maskContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { textMatches } from "@/lib/customers/queries";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type InviteStatus, inviteExpiry, statusNow } from "@/lib/invites/rules";
import type { InviteDetails, InviteItem, InvitePage, InvitePreview, listInvitesInput } from "@/lib/invites/schema";
import { nameMembers } from "@/lib/invites/senders/queries";
import { inviteLink, inviteMessage } from "@/lib/invites/words";
import { plainContent } from "@/lib/messages/content";
import { listMessageTimeline } from "@/lib/messages/queries";
import type { MessageStatus } from "@/lib/messages/rules";
import type { Channel } from "@/lib/messages/templates";
import { pageOf } from "@/lib/paging";
import { tokenHash } from "@/lib/secrets";
import { isSlug } from "@/lib/sellers/rules";

/** No portal may read the hash of a link. */
const COLUMNS = {
  sellerId: true,
  id: true,
  channel: true,
  contactKind: true,
  contactValue: true,
  status: true,
  name: true,
  company: true,
  sentBy: true,
  sentAt: true,
  expiresAt: true,
  registeredAt: true,
  usedAt: true,
  expiredAt: true,
  revokedAt: true,
  remindAt: true,
  remindedAt: true,
  askedAgainAt: true,
  message: true,
} as const;

export async function listInvites(scope: StoreScope, input: z.output<typeof listInvitesInput>): Promise<InvitePage> {
  const sellerId = scope.seller.id;
  const now = new Date();
  const where = {
    sellerId,
    kind: "customer",
    ...(input.asked && { askedAgainAt: { not: null } }),
    AND: [statusFilter(input.status, now), searchFilter(input.q, scope.seller.country)],
  } satisfies Prisma.InviteWhereInput;
  const total = input.count ? await scope.db.invite.count({ where }) : null;
  const rows = await scope.db.invite.findMany({
    where: { ...where, ...(input.cursor && { id: { lt: input.cursor[0] } }) },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: COLUMNS,
  });
  const page = pageOf(rows, input.limit, (row) => [row.id]);
  const names = await nameMembers(
    scope,
    page.items.map(({ sentBy }) => sentBy),
  );
  const deliveries = await listDeliveries(
    scope,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((row) => ({
    ...toItem(row, now, names.get(row.sentBy) ?? null),
    delivery: deliveries.get(row.id) ?? null,
  }));
  return { ...page, total, sellerId, items };
}

/** How the newest message of each invite stands. */
async function listDeliveries(scope: StoreScope, inviteIds: string[]): Promise<Map<string, MessageStatus>> {
  const rows = await scope.db.message.findMany({
    where: { sellerId: scope.seller.id, inviteId: { in: inviteIds } },
    orderBy: { id: "asc" },
    select: { inviteId: true, status: true },
  });
  // The newest is set last.
  return new Map(
    rows.flatMap(({ inviteId, status }) => (inviteId ? [[inviteId, status as MessageStatus] as const] : [])),
  );
}

/** One invite, and what became of its messages. */
export async function getInvite(scope: StoreScope, { id }: { id: string }): Promise<InviteDetails> {
  const sellerId = scope.seller.id;
  const row = await scope.db.invite.findFirst({ where: { sellerId, id, kind: "customer" }, select: COLUMNS });
  if (!row) throw notFoundError();
  const names = await nameMembers(scope, [row.sentBy]);
  return {
    ...toItem(row, new Date(), names.get(row.sentBy) ?? null),
    sellerId,
    message: row.message,
    messages: await listMessageTimeline(scope, { inviteId: id }),
  };
}

type InviteRow = Prisma.InviteGetPayload<{ select: typeof COLUMNS }>;

function toItem(row: InviteRow, now: Date, sentBy: string | null) {
  const { id, name, company } = row;
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  return {
    id,
    contact: formatContact(contactOf(row)),
    channel: row.channel === "sms" ? ("sms" as const) : ("email" as const),
    status: statusNow(row, now),
    name,
    company,
    sentBy,
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    registeredAt: iso(row.registeredAt),
    usedAt: iso(row.usedAt),
    expiredAt: iso(row.expiredAt),
    revokedAt: iso(row.revokedAt),
    remindAt: iso(row.remindAt),
    remindedAt: iso(row.remindedAt),
    askedAgainAt: iso(row.askedAgainAt),
  } satisfies Omit<InviteItem, "delivery">;
}

type ContactRow = Pick<InviteRow, "sellerId" | "id" | "contactKind" | "contactValue">;

export function contactOf({ sellerId, id, contactKind, contactValue }: ContactRow): Contact {
  return unsealContact("invites.contact_value", `${sellerId}:${id}`, contactKind, contactValue);
}

/** Between its end and the next sweep an invite still says `sent` in the table, but is expired. */
function statusFilter(status: InviteStatus | undefined, now: Date): Prisma.InviteWhereInput {
  if (status === "sent") return { status, expiresAt: { gt: now } };
  if (status === "expired") return { OR: [{ status }, { status: "sent", expiresAt: { lte: now } }] };
  return status ? { status } : {};
}

function searchFilter(q: string, country: string): Prisma.InviteWhereInput {
  if (!q) return {};
  const parsed = parseContact(q, country);
  if ("contact" in parsed) return { contactLookup: { in: contactLookups(parsed.contact) } };
  return { OR: textMatches(q).flatMap((match) => [{ name: match }, { company: match }]) };
}

export type InviteLink = {
  kind: "customer" | "member";
  /** What a member is asked to be. */
  role: MemberRole | null;
  seller: { name: string; slug: string; logo: string | null; timeZone: string };
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
    inviter: inviter?.userName ?? null,
    status: takesNobody(invite) ? "closed" : replacement ? "replaced" : status,
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
type LinkedInvite = Prisma.InviteGetPayload<{ select: typeof LINKED }>;

const system = () => SystemScope.resolve("invite link");

/** By the link of the invite, or of its reminder. */
export async function findLinkedInvite(slug: string, token: string): Promise<LinkedInvite | null> {
  if (!isSlug(slug) || !/^[\w-]{43}$/.test(token)) return null;
  const { db } = system();
  const seller = await db.seller.findFirst({ where: { slug }, select: { id: true } });
  if (!seller) return null;
  const hash = Uint8Array.from(tokenHash(token));
  const where = { sellerId: seller.id };
  return (
    (await db.invite.findFirst({ where: { ...where, tokenHash: hash }, select: LINKED })) ??
    (await db.invite.findFirst({ where: { ...where, reminderHash: hash }, select: LINKED }))
  );
}

/** Does this link still let its recipient in? */
export function isAlive(invite: { status: string; expiresAt: Date }): boolean {
  return statusNow(invite, new Date()) === "sent";
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

/** Where the seller's own words stand in a preview. */
const WORDS = "\uE000";

/** How an invite reads in the seller's language, with and without words of its own; for the dialog to put them in as they are typed. */
export function previewInvite(seller: Pick<ScopeSeller, "name" | "slug" | "defaultLocale">): InvitePreview {
  const token = "x".repeat(43);
  const worded = (channel: Channel, message: string | null) =>
    plainContent(
      channel,
      inviteMessage(seller, { token, message, expiresAt: inviteExpiry(new Date()) }),
      seller.defaultLocale,
    );
  const { subject, text } = worded("email", null);
  return {
    words: WORDS,
    link: inviteLink(seller.slug, token),
    shortLink: inviteLink(seller.slug, "…"),
    locale: seller.defaultLocale,
    sms: { bare: worded("sms", null).text, worded: worded("sms", WORDS).text },
    email: { subject: subject ?? "", bare: text, worded: worded("email", WORDS).text },
  };
}
