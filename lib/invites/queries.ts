import "server-only";
import type { z } from "zod";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { type Contact, type ContactKind, formatContact, maskContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { textMatches } from "@/lib/customers/queries";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type InviteStatus, statusNow } from "@/lib/invites/rules";
import type { listInvitesInput } from "@/lib/invites/schema";
import { pageOf } from "@/lib/paging";
import { tokenHash } from "@/lib/secrets";
import { isSlug } from "@/lib/sellers/rules";

export type InviteItem = {
  id: string;
  contact: string;
  channel: "sms" | "email";
  status: InviteStatus;
  name: string | null;
  company: string | null;
  /** Who sent it; null when it was not a member of this seller. */
  sentBy: string | null;
  sentAt: string;
  expiresAt: string;
  registeredAt: string | null;
  usedAt: string | null;
  expiredAt: string | null;
  revokedAt: string | null;
};
export type InvitePage = { items: InviteItem[]; nextCursor: string | null; sellerId: string };

export async function listInvites(scope: StoreScope, input: z.output<typeof listInvitesInput>): Promise<InvitePage> {
  const sellerId = scope.seller.id;
  const now = new Date();
  const rows = await scope.db.invite.findMany({
    where: {
      sellerId,
      kind: "customer",
      AND: [statusFilter(input.status, now), searchFilter(input.q, scope.seller.country)],
      ...(input.cursor && { id: { lt: input.cursor[0] } }),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const page = pageOf(rows, input.limit, (row) => [row.id]);
  const senders = await scope.db.member.findMany({
    where: { sellerId, userId: { in: [...new Set(page.items.map(({ sentBy }) => sentBy))] } },
    select: { userId: true, userName: true },
  });
  const names = new Map(senders.map(({ userId, userName }) => [userId, userName]));
  return { ...page, sellerId, items: page.items.map((row) => toItem(row, now, names.get(row.sentBy) ?? null)) };
}

type InviteRow = Prisma.InviteGetPayload<object>;

function toItem(row: InviteRow, now: Date, sentBy: string | null): InviteItem {
  const { id, name, company } = row;
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  return {
    id,
    contact: formatContact(contactOf(row)),
    channel: row.channel === "sms" ? "sms" : "email",
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
  };
}

function contactOf(row: { sellerId: string; id: string; contactKind: string; contactValue: Uint8Array }): Contact {
  const kind: ContactKind = row.contactKind === "phone" ? "phone" : "email";
  return unsealContact("invites.contact_value", `${row.sellerId}:${row.id}`, kind, row.contactValue);
}

/** Between its end and the next sweep an invite still says `sent` in the table, but is expired. */
function statusFilter(status: InviteStatus | undefined, now: Date): Prisma.InviteWhereInput {
  if (status === "sent") return { status, expiresAt: { gt: now } };
  if (status === "expired") return { OR: [{ status }, { status: "sent", expiresAt: { lte: now } }] };
  return status ? { status } : {};
}

function searchFilter(q: string | undefined, country: string): Prisma.InviteWhereInput {
  if (!q) return {};
  const parsed = parseContact(q, country);
  if ("contact" in parsed) return { contactLookup: { in: contactLookups(parsed.contact) } };
  return { OR: textMatches(q).flatMap((match) => [{ name: match }, { company: match }]) };
}

export type InviteLink = {
  seller: { name: string; slug: string; logo: string | null };
  /** What the link can still do. Replaced: a newer invite went to the same contact. Closed: the shop does not open now. */
  status: InviteStatus | "replaced" | "closed";
  maskedContact: string;
  contactKind: ContactKind;
  expiresAt: Date;
};

/** Reads an invite link and changes nothing: scanners and previews open links too. Null for anything that is not one. */
export async function findInviteByToken(slug: string, token: string): Promise<InviteLink | null> {
  const invite = await findByToken(slug, token);
  if (!invite) return null;
  const { status: sellerStatus, ...seller } = invite.seller;
  const status = statusNow(invite, new Date());
  const contact = contactOf(invite);
  return {
    seller,
    status: sellerStatus !== "open" ? "closed" : (await isReplaced(invite, status)) ? "replaced" : status,
    maskedContact: maskContact(contact),
    contactKind: contact.kind,
    expiresAt: invite.expiresAt,
  };
}

/** Is the invited contact one that this user has proved? */
export async function ownsInvitedContact(account: AccountScope, slug: string, token: string): Promise<boolean> {
  const invite = await findByToken(slug, token);
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

async function findByToken(slug: string, token: string) {
  if (!isSlug(slug) || !/^[\w-]{43}$/.test(token)) return null;
  return await SystemScope.resolve("invite link").db.invite.findFirst({
    where: { tokenHash: Uint8Array.from(tokenHash(token)), kind: "customer", seller: { slug } },
    include: { seller: { select: { name: true, slug: true, logo: true, status: true } } },
  });
}

async function isReplaced(invite: InviteRow, status: InviteStatus): Promise<boolean> {
  if (status !== "revoked" && status !== "expired") return false;
  const { sellerId, contactKind, contactLookup, createdAt } = invite;
  const newer = await SystemScope.resolve("invite link").db.invite.findFirst({
    where: {
      sellerId,
      kind: "customer",
      contactKind,
      contactLookup,
      createdAt: { gt: createdAt },
      status: { not: "revoked" },
    },
    select: { id: true },
  });
  return newer !== null;
}
