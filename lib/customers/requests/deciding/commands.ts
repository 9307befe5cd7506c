import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { type AuditEntry, recordAuditEvents } from "@/lib/audit/record";
import { requirePriceList } from "@/lib/customers/commands";
import { grantAccesses } from "@/lib/customers/granting/commands";
import { untilSettled } from "@/lib/customers/notices/commands";
import { lockCustomers } from "@/lib/customers/queries";
import { type RequestOutcome, UNDO_SECONDS } from "@/lib/customers/requests/rules";
import type { RequestState } from "@/lib/customers/requests/schema";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { isNoticed, tellCustomers } from "@/lib/sellers/notices/commands";

type Row = { id: string; userId: string };

export type Approval = {
  customerIds: string[];
  was: RequestState;
  priceListId: string | null;
  note?: string | null;
};

/** Lets people in who asked, at the prices of a list or at list prices. The message waits until that can no longer be taken back. */
export async function approveRequests(scope: StoreScope, input: Approval): Promise<RequestOutcome[]> {
  const { id: sellerId, name: sellerName, slug } = scope.seller;
  await requirePriceList(scope, input.priceListId);
  return await decide(scope, input.customerIds, input.was, async (db, rows) => {
    const ids = rows.map(({ id }) => id);
    // What they called themselves is what the seller knows them by, unless it has words of its own.
    const said = await db.customer.findMany({
      where: { sellerId, id: { in: ids }, company: null },
      select: { id: true, requestCompany: true },
    });
    const companies = new Map(said.map(({ id, requestCompany }) => [id, requestCompany]));
    const { priceListId, note } = input;
    await grantAccesses(
      db,
      scope,
      sellerId,
      rows.map(({ id, userId }) => ({
        userId,
        how: "manual" as const,
        by: scope.actorId,
        priceListId,
        company: companies.get(id) ?? null,
      })),
    );
    if (note) await db.customer.updateMany({ where: { sellerId, id: { in: ids } }, data: { note } });
    if (await isNoticed(db, scope.seller, "decided"))
      await tellCustomers(
        db,
        scope.seller,
        rows.map(({ userId }) => userId),
        { template: "access-approved", sellerName, link: `${appUrl()}/s/${slug}` },
        untilSettled(),
      );
  });
}

/** Says no. The message waits until the decision can no longer be taken back. */
export async function rejectRequests(
  scope: StoreScope,
  { customerIds, reason }: { customerIds: string[]; reason: string | null },
): Promise<RequestOutcome[]> {
  const { id: sellerId, name: sellerName } = scope.seller;
  return await decide(scope, customerIds, "requested", async (db, rows) => {
    await db.customer.updateMany({
      where: { sellerId, id: { in: rows.map(({ id }) => id) }, status: "requested" },
      data: { status: "rejected", decisionNote: reason },
    });
    await recordAuditEvents(db, scope, rows.map(({ id }) => id).map(eventOf("customer.rejected")));
    if (await isNoticed(db, scope.seller, "decided"))
      await tellCustomers(
        db,
        scope.seller,
        rows.map(({ userId }) => userId),
        { template: "access-rejected", sellerName, ...(reason && { reason }) },
        untilSettled(),
      );
  });
}

/** Takes rejections back while nobody has been told: the message that waited is gone, and they wait as before. */
export function undoRejections(
  scope: StoreScope,
  { customerIds }: { customerIds: string[] },
): Promise<RequestOutcome[]> {
  return undo(scope, customerIds, "rejected", async (db, ids) => {
    await db.customer.updateMany({
      where: { sellerId: scope.seller.id, id: { in: ids }, status: "rejected" },
      data: { status: "requested", decisionNote: null, decidedAt: null },
    });
    await recordAuditEvents(db, scope, ids.map(eventOf("customer.rejection_undone")));
  });
}

/** The same for approvals, while nobody has come in by them. What the approval wrote goes, but for the seller's own note. */
export function undoApprovals(
  scope: StoreScope,
  { customerIds }: { customerIds: string[] },
): Promise<RequestOutcome[]> {
  return undo(scope, customerIds, "approved", async (db, ids) => {
    await db.$executeRaw`
      UPDATE customers SET status = 'requested', granted_how = NULL, granted_by = NULL, join_date = NULLIF(join_date, granted_at),
        granted_at = NULL, decided_at = NULL, price_list_id = NULL, company = NULLIF(company, request_company), updated_at = now()
      WHERE seller_id = ${scope.seller.id}::uuid AND id = ANY (${ids}::uuid[]) AND status = 'approved'`;
    await recordAuditEvents(db, scope, ids.map(eventOf("customer.approval_undone")));
  });
}

async function undo(
  scope: StoreScope,
  customerIds: string[],
  was: "approved" | "rejected",
  write: (db: Db, ids: string[]) => Promise<void>,
): Promise<RequestOutcome[]> {
  const sellerId = scope.seller.id;
  const late: Row[] = [];
  const outcomes = await decide(scope, customerIds, was, async (db, rows) => {
    const since = new Date(Date.now() - UNDO_SECONDS * 1000);
    const fresh = await db.customer.findMany({
      where: {
        sellerId,
        id: { in: rows.map(({ id }) => id) },
        decidedAt: { gt: since },
        // An approval of somebody who asked, and who has seen nothing yet.
        ...(was === "approved" && { grantedHow: "manual", firstVisitAt: null, requestedAt: { not: null } }),
      },
      select: { id: true, userId: true },
    });
    const untold = await unsay(db, sellerId, `access-${was}`, fresh, since);
    late.push(...rows.filter(({ id }) => !untold.some((row) => row.id === id)));
    await write(
      db,
      untold.map(({ id }) => id),
    );
  });
  const tooLate = new Set(late.map(({ id }) => id));
  return outcomes.map((row) => (tooLate.has(row.customerId) ? { ...row, outcome: "late" } : row));
}

/** Deletes the messages that still wait; returns whom nothing was sent to. */
async function unsay(db: Db, sellerId: string, template: string, rows: Row[], since: Date): Promise<Row[]> {
  const about = {
    sellerId,
    userId: { in: rows.map(({ userId }) => userId) },
    template,
    createdAt: { gt: since },
  };
  await db.message.deleteMany({ where: { ...about, status: "queued" } });
  const said = await db.message.findMany({ where: about, select: { userId: true } });
  const told = new Set(said.map(({ userId }) => userId));
  return rows.filter(({ userId }) => !told.has(userId));
}

function eventOf(action: string) {
  return (targetId: string): AuditEntry => ({ action, targetKind: "customer", targetId });
}

/**
 * Decisions, audit and messages in one transaction. It runs as the system, since a store cannot read where to write to a person: the
 * seller is in every condition. Two members deciding at once: the first one does, and the other is told per row.
 */
async function decide(
  scope: StoreScope,
  customerIds: string[],
  was: RequestState | "approved",
  run: (db: Db, rows: Row[]) => Promise<void>,
): Promise<RequestOutcome[]> {
  const sellerId = scope.seller.id;
  const system = SystemScope.resolve("access request decided", { origin: scope.origin, actorId: scope.actorId });
  return await system.tx(async (db) => {
    const found = await db.customer.findMany({
      where: { sellerId, id: { in: customerIds } },
      select: { userId: true },
    });
    const locked = await lockCustomers(
      db,
      sellerId,
      found.map(({ userId }) => userId),
    );
    const rows = locked.filter(({ status }) => status === was).map(({ id, userId }) => ({ id, userId }));
    if (rows.length > 0) await run(db, rows);
    const there = new Set(locked.map(({ id }) => id));
    const done = new Set(rows.map(({ id }) => id));
    return customerIds.map((customerId) => ({
      customerId,
      outcome: done.has(customerId) ? "done" : there.has(customerId) ? "decided" : "gone",
    }));
  });
}
