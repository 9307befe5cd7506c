import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { grantAccess } from "@/lib/customers/granting/commands";
import { type LockedCustomer, lockCustomers } from "@/lib/customers/queries";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { answerToProof } from "@/lib/invites/rules";
import { senderMay } from "@/lib/invites/senders/queries";

export const openInviteColumns = {
  sellerId: true,
  id: true,
  userId: true,
  sentBy: true,
  sentAt: true,
  name: true,
  company: true,
  priceListId: true,
  seller: { select: { status: true } },
} satisfies Prisma.InviteSelect;
type OpenInvite = Prisma.InviteGetPayload<{ select: typeof openInviteColumns }>;
type Proof = { userId: string; alsoAs?: string; contact: Contact };

/** One alive invite, its contact just proved. Ends as registered with access, or not at all, or revoked. */
export async function acceptInvite(db: Db, scope: SystemScope, invite: OpenInvite, proof: Proof): Promise<void> {
  const { sellerId } = invite;
  const { alsoAs, ...proved } = proof;
  const users = [proof.userId, invite.userId, ...(alsoAs ? [alsoAs] : [])];
  const rows = await lockCustomers(db, sellerId, [...new Set(users)]);
  const row = rows.find(({ userId }) => userId === proof.userId);
  const also = rows.find(({ userId }) => userId === alsoAs);
  const standing = await standingOf(db, invite);
  if (standing === "closed") return await audit(db, scope, invite, "invite.held", { reason: "seller_closed" });
  if (standing === "void") return await voidInvite(db, scope, invite, "inviter");
  const answer = answerToProof(row ?? null, invite.sentAt);
  const refused = answer === "refuse" || (also && answerToProof(also, invite.sentAt) === "refuse");
  if (refused) return await voidInvite(db, scope, invite, "decided");
  if (!(await claim(db, invite, proof, row))) return;
  await audit(db, scope, invite, "invite.registered", {});
  await answerOthers(db, scope, invite, proof, row);
  if (answer === "keep") return;
  const { sentBy, name, company, priceListId } = invite;
  await grantAccess(db, scope, {
    sellerId,
    ...proved,
    how: "invite",
    by: sentBy,
    name,
    company,
    ...(priceListId && { priceListId }),
  });
}

/**
 * One person comes in once, by whichever contact they proved first: the invite to their other contact is answered with this one, and the row
 * that waited for them passes to the user who they turned out to be, or goes where they have one. A row with a history of its own stays.
 */
async function answerOthers(
  db: Db,
  scope: SystemScope,
  invite: OpenInvite,
  proof: Proof,
  row: LockedCustomer | undefined,
): Promise<void> {
  const { sellerId, id, userId } = invite;
  const others = await db.invite.findMany({
    where: {
      sellerId,
      kind: "customer",
      userId: { in: [userId, proof.userId] },
      id: { not: id },
      status: "sent",
      expiresAt: { gt: new Date() },
    },
    select: openInviteColumns,
    orderBy: { id: "asc" },
  });
  for (const other of others) {
    if (await claim(db, other, proof, row)) await audit(db, scope, other, "invite.registered", { with: id });
  }
  if (userId === proof.userId) return;
  const waiting = { sellerId, userId, status: "invited", joinDate: null, requestedAt: null };
  if (!row) await db.customer.updateMany({ where: waiting, data: { userId: proof.userId } });
  else await dropWaiting(db, { ...waiting, contactLookup: { in: contactLookups(proof.contact) } }, row);
  await closeWayIn(db, sellerId, userId);
}

/** The row of a contact that turned out to be another one of somebody known: the seller's note on it goes to theirs, where there is none. */
async function dropWaiting(
  db: Db,
  where: Prisma.CustomerWhereInput & { sellerId: string; userId: string },
  { id }: LockedCustomer,
): Promise<void> {
  const { sellerId, userId } = where;
  const open = await db.invite.findFirst({
    where: { sellerId, kind: "customer", userId, status: "sent" },
    select: { id: true },
  });
  const waiting = open ? null : await db.customer.findFirst({ where, select: { id: true, note: true } });
  if (!waiting) return;
  if (waiting.note) {
    await db.customer.updateMany({ where: { sellerId, id, note: null }, data: { note: waiting.note } });
  }
  await db.customer.deleteMany({ where: { sellerId, id: waiting.id } });
}

export type Standing = "good" | "closed" | "void";

/** Does the invite still stand for the seller's word: is the seller open, and may whoever sent it still invite? */
export async function standingOf(
  db: Db,
  { sellerId, sentBy, seller }: Pick<OpenInvite, "sellerId" | "sentBy"> & { seller: { status: string } },
): Promise<Standing> {
  if (seller.status === "terminated") return "void";
  if (seller.status !== "open") return "closed";
  return (await senderMay(db, { sellerId, sentBy }, "invites.write", "sellers.decide")) ? "good" : "void";
}

/** The condition decides races: of revoking, expiring, replacing and accepting, the first one wins. */
async function claim(
  db: Db,
  { sellerId, id }: OpenInvite,
  proof: Proof,
  row: LockedCustomer | undefined,
): Promise<boolean> {
  const now = new Date();
  // Somebody who is in and has been in the shop makes no first entry any more: the invite is used at once.
  const entered = row?.status === "approved" && row.firstVisitAt !== null;
  const { count } = await db.invite.updateMany({
    where: { sellerId, id, status: "sent", expiresAt: { gt: now } },
    data: {
      status: "registered",
      registeredAt: now,
      userId: proof.userId,
      askedAgainAt: null,
      ...(entered && { status: "used", usedAt: now, usedBy: proof.userId }),
    },
  });
  return count === 1;
}

async function voidInvite(db: Db, scope: SystemScope, invite: OpenInvite, reason: string): Promise<void> {
  const { sellerId, id, userId } = invite;
  const { count } = await db.invite.updateMany({
    where: { sellerId, id, status: "sent" },
    data: { status: "revoked", revokedAt: new Date() },
  });
  if (count === 0) return;
  await closeWayIn(db, sellerId, userId);
  await audit(db, scope, invite, "invite.refused", { reason });
}

/** Whoever was only invited, and has no open invite left, has no way in any more. */
export async function closeWayIn(db: Db, sellerId: string, userId: string): Promise<void> {
  const open = await db.invite.findFirst({
    where: { sellerId, kind: "customer", userId, status: "sent" },
    select: { id: true },
  });
  if (open) return;
  await db.customer.updateMany({ where: { sellerId, userId, status: "invited" }, data: { status: "revoked" } });
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
