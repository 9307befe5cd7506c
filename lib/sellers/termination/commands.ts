import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { lockSeller } from "@/lib/sellers/commands";
import { withdrawLogo } from "@/lib/sellers/logo/commands";
import { tellOfDecision } from "@/lib/sellers/notices/commands";
import { isNameOf } from "@/lib/sellers/rules";
import type { TerminateSellerInput } from "@/lib/sellers/schema";
import { countVoidable, type Voidable } from "@/lib/sellers/termination/queries";

/**
 * Ends a seller for good. From this very moment its status shuts everybody out; the rows of what it had follow, so many at a time, and all stay for
 * the record. Should that be interrupted, the worker goes on with it.
 */
export async function terminateSeller(
  scope: OperatorScope,
  { id, name, reason }: TerminateSellerInput,
): Promise<Voidable> {
  const system = SystemScope.resolve("seller terminated", scope);
  const voided = await system.tx(async (db) => {
    const seller = await lockSeller(db, id);
    if (seller.status === "terminated") throw new AppError("conflict", "admin.errors.decided");
    if (!isNameOf(name, seller.name)) throw fieldError("name", "admin.terminate.errors.name");
    const counts = await countVoidable(db, id);
    await tellOfDecision(db, seller, "terminate", reason);
    await db.seller.updateMany({
      where: { id },
      data: { status: "terminated", statusReason: reason, terminatedAt: new Date(), discoverable: false },
    });
    await recordAudit(db, scope, {
      action: "seller.terminated",
      targetKind: "seller",
      targetId: id,
      sellerId: id,
      data: { reason, ...counts },
    });
    return counts;
  });
  await voidSeller(system, id, PATIENCE).catch((error) =>
    logger.error({ err: error, sellerId: id }, "voiding goes on later"),
  );
  return voided;
}

/** What was under way at the moment of the termination has ended by then: it is looked through once more. */
const ONCE_MORE = 10 * 60_000;

/** Goes on with what a termination left, for the worker's clock. */
export async function voidTerminated(scope: SystemScope): Promise<void> {
  const sellers = await scope.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM sellers WHERE status = 'terminated'
      AND (voided_at IS NULL OR voided_at < terminated_at + make_interval(secs => ${ONCE_MORE / 1000})) ORDER BY terminated_at`;
  for (const { id } of sellers) await voidSeller(scope, id);
}

const BATCH = 1000;
/** So long an operator may wait for it; the worker does the rest within minutes. */
const PATIENCE = 5000;

/** Each step takes so many rows in a transaction of its own and says how many there were; doing it again changes nothing. */
export async function voidSeller(
  scope: SystemScope,
  sellerId: string,
  patience = Number.POSITIVE_INFINITY,
): Promise<void> {
  const began = performance.now();
  await withdrawLogo(scope, sellerId);
  for (const step of [voidMembers, voidInvites, endImports, voidClients, voidShareLinks, endMessages, voidCustomers]) {
    while ((await scope.tx((db) => step(db, sellerId))) === BATCH) {
      if (performance.now() - began > patience) return;
    }
  }
  await scope.db.seller.updateMany({ where: { id: sellerId, status: "terminated" }, data: { voidedAt: new Date() } });
}

async function voidMembers(db: Db, sellerId: string): Promise<number> {
  return await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM members WHERE seller_id = ${sellerId}::uuid AND status = 'active' LIMIT ${BATCH}
    )
    UPDATE members m SET status = 'deactivated', updated_at = now() FROM live WHERE m.seller_id = ${sellerId}::uuid AND m.id = live.id`;
}

async function voidInvites(db: Db, sellerId: string): Promise<number> {
  return await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM invites WHERE seller_id = ${sellerId}::uuid AND status IN ('sent', 'registered') LIMIT ${BATCH}
    )
    UPDATE invites i SET status = 'revoked', revoked_at = now(), remind_at = NULL FROM live WHERE i.seller_id = ${sellerId}::uuid AND i.id = live.id`;
}

/** Uploads too; what was not done is forgotten. */
async function endImports(db: Db, sellerId: string): Promise<number> {
  const ended = await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM imports WHERE seller_id = ${sellerId}::uuid AND status IN ('uploading', 'queued', 'running') LIMIT ${BATCH}
    )
    UPDATE imports i SET status = 'cancelled', error = 'seller', finished_at = now(), claimed_at = now() FROM live WHERE i.seller_id = ${sellerId}::uuid AND i.id = live.id`;
  await db.$executeRaw`
    UPDATE import_chunks SET rows = NULL, contacts = NULL WHERE seller_id = ${sellerId}::uuid AND (rows IS NOT NULL OR contacts IS NOT NULL)`;
  return ended;
}

async function voidClients(db: Db, sellerId: string): Promise<number> {
  return await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM clients WHERE seller_id = ${sellerId}::uuid AND status IN ('pending', 'approved') LIMIT ${BATCH}
    )
    UPDATE clients c SET status = 'revoked', updated_at = now() FROM live WHERE c.seller_id = ${sellerId}::uuid AND c.id = live.id`;
}

async function voidShareLinks(db: Db, sellerId: string): Promise<number> {
  return await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM share_links WHERE seller_id = ${sellerId}::uuid AND revoked_at IS NULL LIMIT ${BATCH}
    )
    UPDATE share_links l SET revoked_at = now() FROM live WHERE l.seller_id = ${sellerId}::uuid AND l.id = live.id`;
}

/** What is being sent at this moment is left to its sender. */
async function endMessages(db: Db, sellerId: string): Promise<number> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH live AS MATERIALIZED (
      SELECT id FROM messages WHERE seller_id = ${sellerId}::uuid AND status = 'queued' LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
    UPDATE messages m SET status = 'failed', error = 'seller_terminated' FROM live WHERE m.seller_id = ${sellerId}::uuid AND m.id = live.id
    RETURNING m.id`;
  await db.messageEvent.createMany({
    data: rows.map(({ id: messageId }) => ({
      ...{ sellerId, id: newId(), messageId },
      ...{ kind: "failed", code: "seller_terminated" },
    })),
  });
  return rows.length;
}

async function voidCustomers(db: Db, sellerId: string): Promise<number> {
  return await db.$executeRaw`
    WITH live AS MATERIALIZED (
      SELECT id FROM customers WHERE seller_id = ${sellerId}::uuid AND status IN ('invited', 'requested', 'approved') LIMIT ${BATCH}
    )
    UPDATE customers c SET status = 'revoked', updated_at = now() FROM live WHERE c.seller_id = ${sellerId}::uuid AND c.id = live.id`;
}
