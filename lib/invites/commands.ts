import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Contact, ContactProblem } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { requirePriceList } from "@/lib/customers/commands";
import { lockCustomers } from "@/lib/customers/queries";
import { customerStatusesBefore } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { isDuplicate } from "@/lib/db/errors";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { acceptInvite, closeWayIn, openInviteColumns } from "@/lib/invites/acceptance/commands";
import { admitInvites } from "@/lib/invites/admission/commands";
import { spendInvites } from "@/lib/invites/budgets";
import { countContacts, parseInviteLines } from "@/lib/invites/lines";
import { contactOf } from "@/lib/invites/queries";
import {
  INVITE_LIMIT,
  type InviteChannel,
  type InviteRefusal,
  inviteExpiry,
  inviteStatusesBefore,
  RESEND_SECONDS,
} from "@/lib/invites/rules";
import { type InviteSender, inviteMessage, lockContact, sendInvites } from "@/lib/invites/sending/commands";
import { queueMessage } from "@/lib/messages/commands";
import { randomToken, tokenHash } from "@/lib/secrets";

export type NewInvites = {
  /** Mobile numbers and e-mails, one person per line; national numbers are read with the seller's country. */
  contacts: string;
  name?: string | null;
  company?: string | null;
  priceListId?: string | null;
  channel?: InviteChannel;
  /** In the seller's own words. */
  message?: string | null;
};
export type InviteOutcome = { raw: string } & (
  | { outcome: "sent"; inviteIds: string[] }
  | { outcome: "already_in" }
  | { outcome: "refused"; reason: ContactProblem | InviteRefusal }
);

/** Invites customers: one transaction for all good lines; a line that cannot be read is refused by itself. */
export async function inviteCustomers(scope: StoreScope, input: NewInvites): Promise<InviteOutcome[]> {
  requireOpenSeller(scope);
  const lines = parseInviteLines(input.contacts, scope.seller.country);
  if (lines.length === 0) throw fieldError("contacts", "invites.errors.noContacts");
  if (countContacts(lines) > INVITE_LIMIT) throw fieldError("contacts", "invites.errors.tooMany");
  const { name = null, company = null, priceListId = null, channel = "both", message = null } = input;
  await requirePriceList(scope, priceListId);
  const readable = lines.flatMap((line) => ("contacts" in line ? [line] : []));
  const wanted = readable.map(({ contacts }) => ({ contacts, name, company, priceListId }));
  const { people, fullForHours } = await admitInvites(scope.seller.id, wanted, channel);
  if (fullForHours !== null && people.every(({ refusal }) => refusal === "dailyLimit")) {
    throw new AppError("too_many", "invites.errors.tooManyInvites", { values: { hours: fullForHours } });
  }
  const outcomes = await scope.tx((db) => sendInvites(db, memberSender(scope), people, message));
  const byLine = new Map(readable.map((line, n) => [line, outcomes[n]]));
  return lines.map((line): InviteOutcome => {
    if ("problem" in line) return { raw: line.raw, outcome: "refused", reason: line.problem };
    const outcome = byLine.get(line);
    if (!outcome) throw new Error("Every line has an outcome.");
    return { raw: line.raw, ...outcome };
  });
}

function memberSender(scope: StoreScope): InviteSender {
  return { scope, seller: scope.seller, actorId: scope.actorId };
}

/** A new link to the same contact: the old one is dead, the days count anew. */
export async function resendInvite(scope: StoreScope, { inviteId }: { inviteId: string }): Promise<void> {
  requireOpenSeller(scope);
  const sellerId = scope.seller.id;
  await spendResend(scope, inviteId);
  try {
    await scope.tx(async (db) => {
      const { invite, customer } = await lockInvite(db, scope, inviteId);
      if (customer?.status === "approved") throw new AppError("conflict", "invites.errors.alreadyIn");
      const now = new Date();
      const token = randomToken();
      if (customer) {
        await db.customer.updateMany({
          where: { sellerId, id: customer.id, status: { in: customerStatusesBefore("invited") } },
          data: { status: "invited", decisionNote: null },
        });
      }
      const { count } = await db.invite.updateMany({
        where: {
          sellerId,
          id: inviteId,
          status: { in: inviteStatusesBefore("sent") },
          sentAt: { lte: resendable(now) },
        },
        data: {
          status: "sent",
          tokenHash: Uint8Array.from(tokenHash(token)),
          sentBy: scope.actorId,
          sentAt: now,
          expiresAt: inviteExpiry(now),
          expiredAt: null,
        },
      });
      if (count === 0) {
        await refuseIfJustSent(db, scope, inviteId);
        throw new AppError("conflict", "invites.errors.notOpen");
      }
      await queueMessage(db, {
        ...inviteMessage(scope.seller, token, now),
        sellerId,
        to: invite.contact,
        locale: scope.seller.defaultLocale,
        userId: invite.userId,
        inviteId,
      });
      await recordAudit(db, scope, { action: "invite.resent", targetKind: "invite", targetId: inviteId });
    });
  } catch (error) {
    // One open invite per contact: an expired one is not revived beside a newer one.
    if (isDuplicate(error)) throw new AppError("conflict", "invites.errors.newerInvite", { cause: error });
    throw error;
  }
}

/** A message like any other: it counts against the same budgets. */
async function spendResend(scope: StoreScope, inviteId: string): Promise<void> {
  const invite = await findInvite(scope.db, scope, inviteId);
  await refuseIfJustSent(scope.db, scope, inviteId);
  const { refused } = await spendInvites(scope.seller.id, [invite.contact]);
  if (refused.size > 0) throw new AppError("too_many", "invites.errors.tooOften");
}

async function refuseIfJustSent(db: Db, scope: StoreScope, id: string): Promise<void> {
  const just = await db.invite.findFirst({
    where: { sellerId: scope.seller.id, id, status: "sent", sentAt: { gt: resendable(new Date()) } },
    select: { id: true },
  });
  if (just) throw new AppError("too_many", "invites.errors.justSent");
}

/** What was sent until then may be sent again. */
function resendable(now: Date): Date {
  return new Date(now.getTime() - RESEND_SECONDS * 1000);
}

/** Takes an unanswered invite back: its link is dead. */
export async function revokeInvite(scope: StoreScope, { inviteId }: { inviteId: string }): Promise<void> {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { userId } = (await lockInvite(db, scope, inviteId)).invite;
    const { count } = await db.invite.updateMany({
      where: { sellerId, id: inviteId, status: { in: inviteStatusesBefore("revoked") } },
      data: { status: "revoked", revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "invites.errors.notOpen");
    await closeWayIn(db, sellerId, userId);
    await recordAudit(db, scope, { action: "invite.revoked", targetKind: "invite", targetId: inviteId });
  });
}

type FoundInvite = { userId: string; contact: Contact };

async function findInvite(db: Db, scope: StoreScope, inviteId: string): Promise<FoundInvite> {
  const invite = await db.invite.findFirst({
    where: { sellerId: scope.seller.id, id: inviteId, kind: "customer" },
    select: { sellerId: true, id: true, userId: true, contactKind: true, contactValue: true },
  });
  if (!invite) throw notFoundError();
  return { userId: invite.userId, contact: contactOf(invite) };
}

async function lockInvite(db: Db, scope: StoreScope, inviteId: string) {
  const invite = await findInvite(db, scope, inviteId);
  const [customer] = await lockCustomers(db, scope.seller.id, [invite.userId]);
  return { invite, customer };
}

/** An invite into a shop that is closed would lead nowhere. */
function requireOpenSeller(scope: StoreScope): void {
  if (scope.seller.status !== "open") throw new AppError("conflict", "invites.errors.sellerClosed");
}

/**
 * Somebody proved a contact (in the caller's transaction): every alive customer invite to that very contact lets them in.
 * Waits for whoever is inviting the same contact at this moment, and then sees the newest invite.
 */
export async function registerInvites(
  db: Db,
  scope: SystemScope,
  proof: { userId: string; contact: Contact },
): Promise<void> {
  await lockContact(db, proof.contact);
  const invites = await db.invite.findMany({
    where: {
      kind: "customer",
      status: "sent",
      expiresAt: { gt: new Date() },
      contactKind: proof.contact.kind,
      contactLookup: { in: contactLookups(proof.contact) },
    },
    select: openInviteColumns,
    orderBy: { sellerId: "asc" },
  });
  // The audit names the person who proved the contact.
  const by = SystemScope.resolve("invite accepted", { origin: scope.origin, actorId: proof.userId });
  for (const invite of invites) await acceptInvite(db, by, invite, proof);
}

const SWEEP = 500;

/** Marks what ran out. Access never depends on this: every use compares `expires_at` itself. */
export async function expireInvites(scope: SystemScope): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await scope.tx((db) => expireSome(db, scope));
    total += count;
    if (count < SWEEP) return total;
  }
}

async function expireSome(db: Db, scope: SystemScope): Promise<number> {
  const due = await db.$queryRaw<{ sellerId: string; id: string }[]>`
    UPDATE invites SET status = 'expired', expired_at = now()
    WHERE (seller_id, id) IN (
      SELECT seller_id, id FROM invites WHERE status = 'sent' AND expires_at <= now()
      ORDER BY expires_at LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED)
    RETURNING seller_id AS "sellerId", id`;
  for (const { sellerId, id } of due) {
    await recordAudit(db, scope, { sellerId, action: "invite.expired", targetKind: "invite", targetId: id });
  }
  return due.length;
}
