import "server-only";
import type { z } from "zod";
import { type OperatorScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import { addMessageEvent } from "@/lib/messages/commands";
import type { MessageStatus } from "@/lib/messages/rules";
import type { resolveMessageInput } from "@/lib/messages/schema";

type Parked = { status: string; template: string; invite_id: string | null };

/**
 * Ends the doubt about a parked message: it has arrived, or it goes out once more. Of two people deciding at once one wins and the other is told.
 * Neither members nor operators may write messages; what they decided is written by the system, in their name.
 */
export async function resolveMessage(
  scope: OperatorScope | StoreScope,
  sellerId: string,
  { id, decision }: z.output<typeof resolveMessageInput>,
): Promise<{ status: MessageStatus }> {
  const system = SystemScope.resolve("message resolved", { origin: scope.origin, actorId: scope.actorId });
  return await system.tx(async (db) => {
    const [message] = await db.$queryRaw<Parked[]>`
      SELECT status, template, invite_id FROM messages WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    if (!message) throw notFoundError();
    if (message.status !== "parked") throw new AppError("conflict", "delivery.errors.notParked");
    const again = decision === "again";
    if (again) await requireWorthSending(db, sellerId, id, message);
    const now = new Date();
    const status = again ? "queued" : "delivered";
    await db.message.updateMany({
      where: { sellerId, id },
      data: again
        ? { status, error: null, notBefore: now, firstAttemptAt: null }
        : { status, error: null, deliveredAt: now },
    });
    const kind = again ? "sent_again" : "marked_delivered";
    await addMessageEvent(db, { sellerId, messageId: id, kind, byUserId: scope.actorId });
    const audited = { action: "message.resolved", targetKind: "message", targetId: id, sellerId, data: { decision } };
    await recordAudit(db, scope, audited);
    return { status };
  });
}

/** A link that is dead by now is no use to anybody, and what goes out once more counts once more. */
async function requireWorthSending(db: Db, sellerId: string, id: string, message: Parked): Promise<void> {
  const { invite_id: inviteId, template } = message;
  if (inviteId) {
    const open = { sellerId, id: inviteId, status: "sent", expiresAt: { gt: new Date() } };
    const invite = await db.invite.findFirst({ where: open, select: { id: true } });
    const newer = { sellerId, inviteId, template, id: { gt: id } };
    const replaced = await db.message.findFirst({ where: newer, select: { id: true } });
    if (!invite || replaced) throw new AppError("conflict", "delivery.errors.linkDead");
  }
  if (await spend(BUDGETS.messagesSeller, sellerId)) throw new AppError("too_many", "delivery.errors.tooMany");
}
