import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { approveListedAt } from "@/lib/clients/approval/commands";
import type { Db } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { logger } from "@/lib/logger";

/** Entries of one turn, which is one transaction. */
const PAGE = 200;
/** So long an operator may wait for it; the worker does the rest. */
const PATIENCE_MS = 5000;

/** A seller opens, in the caller's transaction: whoever proved a listed contact while it was closed is to be let in, from the list's beginning. */
export async function oweListed(db: Db, sellerId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO list_approvals (seller_id) VALUES (${sellerId}::uuid)
    ON CONFLICT (seller_id) DO UPDATE SET after_client = NULL, attempts = 0, claimed_at = now()`;
}

/** Lets in whom a seller owes it, so that they find it at their next page. What is left when that ends, however it ends, is the worker's. */
export async function letListedIn(scope: SystemScope, sellerId: string, patience = PATIENCE_MS): Promise<void> {
  const began = performance.now();
  try {
    // Waits for a worker that has the row.
    const its = Prisma.sql`WHERE seller_id = ${sellerId}::uuid FOR UPDATE`;
    while (performance.now() - began < patience && (await takeTurn(scope, its)));
  } catch (error) {
    logger.error({ err: error, sellerId }, "letting listed customers in goes on later");
  }
}

/** One turn of the worker: the seller whose last one is longest ago. False: there was nothing to do. */
export async function workOnApprovals(scope: SystemScope): Promise<boolean> {
  return await takeTurn(
    scope,
    Prisma.sql`WHERE claimed_at + least(attempts, 60) * interval '10 seconds' <= clock_timestamp()
      ORDER BY claimed_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
}

/** Holds the row for one page of the list. Whoever dies lets go of it, and leaves nothing half done. */
async function takeTurn(scope: SystemScope, which: Prisma.Sql): Promise<boolean> {
  let taken = "";
  try {
    return await scope.tx(async (db) => {
      const [row] = await db.$queryRaw<{ sellerId: string; after: string | null }[]>`
        SELECT seller_id AS "sellerId", after_client AS after FROM list_approvals ${which}`;
      if (!row) return false;
      taken = row.sellerId;
      await approvePage(db, row);
      return true;
    });
  } catch (error) {
    if (!taken || isDatabaseAway(error)) throw error;
    // The turn is undone, and tried again later and later.
    await scope.db.listApproval.updateMany({
      where: { sellerId: taken },
      data: { attempts: { increment: 1 }, claimedAt: new Date() },
    });
    throw error;
  }
}

async function approvePage(db: Db, { sellerId, after }: { sellerId: string; after: string | null }): Promise<void> {
  const rows = await db.client.findMany({
    where: { sellerId, status: { not: "revoked" }, ...(after && { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: "asc" },
    take: PAGE,
  });
  const ids = rows.map(({ id }) => id);
  // Which operator opened it, and from where, is not part of that.
  if (ids.length > 0) await approveListedAt(db, SystemScope.resolve("seller opened"), sellerId, ids);
  if (ids.length < PAGE) await db.listApproval.deleteMany({ where: { sellerId } });
  else
    await db.listApproval.updateMany({
      where: { sellerId },
      data: { afterClient: ids.at(-1), attempts: 0, claimedAt: new Date() },
    });
}
