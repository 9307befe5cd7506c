import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { newId } from "@/lib/db/ids";
import { notFoundError } from "@/lib/errors";
import type { EndLookInput, StartLookInput } from "@/lib/looks/schema";

/** Opens a store to its operator, to read, until a time; the store's activity tells the reason. */
export async function startLook(
  scope: OperatorScope,
  { sellerId, reason, minutes }: StartLookInput,
): Promise<{ slug: string; expiresAt: Date }> {
  const id = newId();
  const startedAt = new Date();
  const expiresAt = new Date(startedAt.getTime() + minutes * 60_000);
  return await scope.tx(async (db) => {
    const seller = await db.seller.findFirst({ where: { id: sellerId }, select: { slug: true } });
    if (!seller) throw notFoundError();
    await endOwnLooks(db, scope, sellerId);
    await db.look.createMany({ data: { sellerId, id, userId: scope.user.id, reason, startedAt, expiresAt } });
    await recordAudit(db, scope, {
      action: "look.started",
      targetKind: "look",
      targetId: id,
      sellerId,
      data: { reason, minutes },
    });
    return { slug: seller.slug, expiresAt };
  });
}

/** Ending twice, or what has run out, changes nothing. */
export async function endLook(scope: OperatorScope, { sellerId }: EndLookInput): Promise<void> {
  await scope.tx(async (db) => {
    const ended = await endOwnLooks(db, scope, sellerId);
    if (ended > 0) await recordAudit(db, scope, { action: "look.ended", targetKind: "look", sellerId });
  });
}

async function endOwnLooks(
  db: Parameters<Parameters<OperatorScope["tx"]>[0]>[0],
  scope: OperatorScope,
  sellerId: string,
): Promise<number> {
  const now = new Date();
  const { count } = await db.look.updateMany({
    where: { sellerId, userId: scope.user.id, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
  return count;
}
