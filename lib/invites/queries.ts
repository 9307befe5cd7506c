import "server-only";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { type Contact, formatContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { textMatches } from "@/lib/customers/queries";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type InviteStatus, statusNow } from "@/lib/invites/rules";
import type { InviteDetails, InviteItem, InvitePage, listInvitesInput } from "@/lib/invites/schema";
import { nameMembers } from "@/lib/invites/senders/queries";
import { listMessageTimeline } from "@/lib/messages/queries";
import type { MessageStatus } from "@/lib/messages/rules";
import { pageOf, totalOf } from "@/lib/paging";

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
  const rows = await scope.db.invite.findMany({
    where: { ...where, ...(input.cursor && { id: { lt: input.cursor[0] } }) },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: COLUMNS,
  });
  const page = pageOf(rows, input.limit, (row) => [row.id]);
  const total = input.count ? await totalOf(input, page, () => scope.db.invite.count({ where })) : null;
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
