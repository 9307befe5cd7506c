import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import type { StoreScope } from "@/lib/access/scope";
import { contactOf } from "@/lib/invites/queries";
import { statusNow } from "@/lib/invites/rules";
import { localeOf } from "@/lib/members/queries";
import type { MemberInviteItem } from "@/lib/members/schema";
import type { MessageStatus } from "@/lib/messages/rules";

/** More than a store invites members at once. */
const SHOWN = 100;

/** Invites of members that nobody answered yet, the newest first. */
export async function listMemberInvites(scope: StoreScope): Promise<MemberInviteItem[]> {
  const sellerId = scope.seller.id;
  const rows = await scope.db.invite.findMany({
    where: { sellerId, kind: "member", status: { in: ["sent", "expired"] } },
    orderBy: { id: "desc" },
    take: SHOWN,
    select: {
      sellerId: true,
      id: true,
      contactKind: true,
      contactValue: true,
      name: true,
      role: true,
      locale: true,
      status: true,
      sentBy: true,
      sentAt: true,
      expiresAt: true,
      askedAgainAt: true,
    },
  });
  const senders = await scope.db.member.findMany({
    where: { sellerId, userId: { in: [...new Set(rows.map(({ sentBy }) => sentBy))] } },
    select: { userId: true, userName: true },
  });
  const messages = await scope.db.message.findMany({
    where: { sellerId, inviteId: { in: rows.map(({ id }) => id) } },
    orderBy: { id: "asc" },
    select: { inviteId: true, status: true },
  });
  const names = new Map(senders.map(({ userId, userName }) => [userId, userName]));
  // The newest is set last.
  const deliveries = new Map(messages.map(({ inviteId, status }) => [inviteId, status as MessageStatus]));
  const now = new Date();
  return rows.map((row) => ({
    id: row.id,
    email: contactOf(row).value,
    name: row.name,
    role: row.role as MemberRole,
    locale: localeOf(row.locale),
    status: statusNow(row, now) === "expired" ? "expired" : "sent",
    sentBy: names.get(row.sentBy) ?? null,
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    asked: row.askedAgainAt !== null,
    delivery: deliveries.get(row.id) ?? null,
  }));
}
