import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { lockCustomers } from "@/lib/customers/queries";
import { customerStatusesBefore } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { isDuplicate } from "@/lib/db/errors";
import { AppError, notFoundError } from "@/lib/errors";
import { closeWayIn } from "@/lib/invites/acceptance/commands";
import { type Admission, admitInvites } from "@/lib/invites/admission/commands";
import { contactOf } from "@/lib/invites/queries";
import { inviteExpiry, inviteMayBecome, inviteStatusesBefore, RESEND_SECONDS, statusNow } from "@/lib/invites/rules";
import { BULK_REFUSALS, type BulkOutcome, type BulkRefusal } from "@/lib/invites/schema";
import {
  addressed,
  memberSender,
  reminderTimeOf,
  requireOpenSeller,
  sendInvites,
} from "@/lib/invites/sending/commands";
import { inviteMessage } from "@/lib/invites/words";
import { queueMessage } from "@/lib/messages/commands";
import { randomToken, tokenHash } from "@/lib/secrets";

const COLUMNS = {
  sellerId: true,
  id: true,
  userId: true,
  status: true,
  contactKind: true,
  contactValue: true,
  name: true,
  company: true,
  priceListId: true,
  message: true,
  sentAt: true,
  expiresAt: true,
  askedAgainAt: true,
} as const;

/** A new link to the same contact: those of before are dead, the days count anew. */
export async function resendInvite(scope: StoreScope, { inviteId }: { inviteId: string }): Promise<void> {
  requireOpenSeller(scope);
  const invite = await findInvite(scope.db, scope, inviteId);
  refuseIfJustSent(invite);
  const revives = inviteMayBecome(statusNow(invite, new Date()), "sent");
  if (!(revives || invite.askedAgainAt)) throw new AppError("conflict", "invites.errors.notOpen");
  // A message like any other: it counts against the same budgets.
  const { name, company, priceListId } = invite;
  const admission = await admitInvites(
    scope.seller.id,
    [{ contacts: [invite.contact], name, company, priceListId }],
    "both",
  );
  refuseUnlessAdmitted(admission);
  if (revives) await rotate(scope, invite, admission);
  else await inviteAnew(scope, invite, admission);
}

type FoundInvite = Awaited<ReturnType<typeof findInvite>>;

async function findInvite(db: Db, scope: StoreScope, id: string) {
  const invite = await db.invite.findFirst({
    where: { sellerId: scope.seller.id, id, kind: "customer" },
    select: COLUMNS,
  });
  if (!invite) throw notFoundError();
  return { ...invite, contact: contactOf(invite) as Contact };
}

function refuseIfJustSent({ status, sentAt }: Pick<FoundInvite, "status" | "sentAt">): void {
  if (status === "sent" && sentAt > resendable(new Date())) throw new AppError("too_many", "invites.errors.justSent");
}

/** What was sent until then may be sent again. */
function resendable(now: Date): Date {
  return new Date(now.getTime() - RESEND_SECONDS * 1000);
}

function refuseUnlessAdmitted({ people: [person], fullForHours }: Admission): void {
  switch (person?.refusal) {
    case "suppressed":
      throw new AppError("conflict", "invites.errors.suppressed");
    case "tooOften":
      throw new AppError("too_many", "invites.errors.tooOften");
    case "dailyLimit":
      throw new AppError("too_many", "invites.errors.tooManyInvites", { values: { hours: fullForHours ?? 1 } });
  }
}

async function rotate(scope: StoreScope, found: FoundInvite, admission: Admission): Promise<void> {
  const sellerId = scope.seller.id;
  try {
    await scope.tx(async (db) => {
      const [customer] = await lockCustomers(db, sellerId, [found.userId]);
      if (customer?.status === "approved") throw new AppError("conflict", "invites.errors.alreadyIn");
      if (customer) {
        await db.customer.updateMany({
          where: { sellerId, id: customer.id, status: { in: customerStatusesBefore("invited") } },
          data: { status: "invited", decisionNote: null },
        });
      }
      await sendRotated(db, scope, found, admission);
      await recordAudit(db, scope, { action: "invite.resent", targetKind: "invite", targetId: found.id });
    });
  } catch (error) {
    // One open invite per contact: an expired one is not revived beside a newer one.
    if (isDuplicate(error)) throw new AppError("conflict", "invites.errors.newerInvite", { cause: error });
    throw error;
  }
}

async function sendRotated(
  db: Db,
  scope: StoreScope,
  { id, contact, userId, message }: FoundInvite,
  { people: [person] }: Admission,
): Promise<void> {
  if (!person) throw new Error("Whoever is resent an invite was admitted.");
  const sellerId = scope.seller.id;
  const now = new Date();
  const token = randomToken();
  const expiresAt = inviteExpiry(now);
  const { count } = await db.invite.updateMany({
    where: { sellerId, id, status: { in: inviteStatusesBefore("sent") }, sentAt: { lte: resendable(now) } },
    data: {
      status: "sent",
      tokenHash: Uint8Array.from(tokenHash(token)),
      sentBy: scope.actorId,
      sentAt: now,
      expiresAt,
      expiredAt: null,
      remindAt: await reminderTimeOf(db, sellerId, now),
      remindedAt: null,
      reminderHash: null,
      askedAgainAt: null,
    },
  });
  if (count === 0) {
    refuseIfJustSent(await findInvite(db, scope, id));
    throw new AppError("conflict", "invites.errors.notOpen");
  }
  await queueMessage(db, {
    ...inviteMessage(scope.seller, { token, message, expiresAt }),
    ...addressed(person, contact),
    sellerId,
    userId,
    inviteId: id,
  });
}

/** A revoked or answered invite stays what it is: its recipient, who asked, gets another one. */
async function inviteAnew(scope: StoreScope, invite: FoundInvite, { people }: Admission): Promise<void> {
  const outcome = await scope.tx(async (db) => {
    const [first] = await sendInvites(db, memberSender(scope), people, invite.message);
    await db.invite.updateMany({ where: { sellerId: scope.seller.id, id: invite.id }, data: { askedAgainAt: null } });
    return first?.outcome;
  });
  if (outcome === "already_in") throw new AppError("conflict", "invites.errors.alreadyIn");
}

/** Takes an unanswered invite back: its links are dead. */
export async function revokeInvite(scope: StoreScope, { inviteId }: { inviteId: string }): Promise<void> {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { userId } = await findInvite(db, scope, inviteId);
    await lockCustomers(db, sellerId, [userId]);
    const { count } = await db.invite.updateMany({
      where: { sellerId, id: inviteId, status: { in: inviteStatusesBefore("revoked") } },
      data: { status: "revoked", revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "invites.errors.notOpen");
    await closeWayIn(db, sellerId, userId);
    await recordAudit(db, scope, { action: "invite.revoked", targetKind: "invite", targetId: inviteId });
  });
}

export function resendInvites(scope: StoreScope, { inviteIds }: { inviteIds: string[] }): Promise<BulkOutcome> {
  requireOpenSeller(scope);
  return eachInvite(inviteIds, (inviteId) => resendInvite(scope, { inviteId }));
}

export function revokeInvites(scope: StoreScope, { inviteIds }: { inviteIds: string[] }): Promise<BulkOutcome> {
  return eachInvite(inviteIds, (inviteId) => revokeInvite(scope, { inviteId }));
}

/** One after the other, each by itself: what cannot be done does not keep the rest from it. */
async function eachInvite(ids: readonly string[], run: (id: string) => Promise<void>): Promise<BulkOutcome> {
  const refused = new Map<BulkRefusal, number>();
  let done = 0;
  for (const id of ids) {
    try {
      await run(id);
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = BULK_REFUSALS.find((known) => error.message === `invites.errors.${known}`) ?? "gone";
      refused.set(reason, (refused.get(reason) ?? 0) + 1);
    }
  }
  return { done, refused: [...refused].map(([reason, count]) => ({ reason, count })) };
}
