import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit, recordAuditEvents } from "@/lib/audit/record";
import { type AccessGrant, grantAccesses } from "@/lib/customers/granting/commands";
import { tellOfRestoration, tellOfRevocation } from "@/lib/customers/notices/commands";
import { type LockedCustomer, lockCustomers } from "@/lib/customers/queries";
import { canRestore, canRevoke, customerStatusesBefore, GRANTS } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError, notFoundError } from "@/lib/errors";

type Ids = { customerIds: string[] };

/** A store cannot read where to write to a person: the seller is in every condition. */
function asSystem(scope: StoreScope): SystemScope {
  return SystemScope.resolve("customer access", { origin: scope.origin, actorId: scope.actorId });
}

/** Ends a customer's access, or an invitation to it: out with their next request, and every open link to them is dead. */
export async function revokeCustomer(scope: StoreScope, { customerId }: { customerId: string }): Promise<void> {
  const { ids } = await revokeCustomers(scope, { customerIds: [customerId] });
  if (ids.length > 0) return;
  await requireCustomer(scope, customerId);
  throw new AppError("conflict", "customers.errors.notIn");
}

/** Those that have an access or an invitation lose it; answers with their ids, and with those who can get back what they had. */
export async function revokeCustomers(
  scope: StoreScope,
  { customerIds }: Ids,
): Promise<{ ids: string[]; undoable: string[] }> {
  const sellerId = scope.seller.id;
  return await asSystem(scope).tx(async (db) => {
    const rows = await lockById(db, sellerId, customerIds);
    const open = rows.filter(canRevoke);
    const ids = open.map(({ id }) => id);
    await db.customer.updateMany({
      where: { sellerId, id: { in: ids }, status: { in: customerStatusesBefore("revoked") } },
      // Said here: an invitation taken back by a member is decided, one that lost its inviter is not.
      data: { status: "revoked", decidedAt: new Date() },
    });
    await db.invite.updateMany({
      where: { sellerId, kind: "customer", userId: { in: open.map(({ userId }) => userId) }, status: "sent" },
      data: { status: "revoked", revokedAt: new Date() },
    });
    await recordAuditEvents(
      db,
      scope,
      open.map(({ id, status }) => ({
        action: "customer.revoked",
        targetKind: "customer",
        targetId: id,
        data: { was: status },
      })),
    );
    const out = open.filter(({ status }) => status === "approved");
    await tellOfRevocation(
      db,
      scope.seller,
      out.map(({ userId }) => userId),
    );
    return { ids, undoable: out.map(({ id }) => id) };
  });
}

/** Gives access back to whoever was in before, or lets in after all whoever was rejected. */
export async function restoreCustomer(scope: StoreScope, { customerId }: { customerId: string }): Promise<void> {
  const { ids } = await restoreCustomers(scope, { customerIds: [customerId], undo: false });
  if (ids.length > 0) return;
  await requireCustomer(scope, customerId);
  throw new AppError("conflict", "customers.errors.notRestorable");
}

/**
 * Answers with the ids of those who have access again. A member's decision of its own, or, to undo a revocation, the grant that
 * was there before: what the client list gave ends with its entry, as if nothing had been.
 */
export async function restoreCustomers(
  scope: StoreScope,
  { customerIds, undo }: Ids & { undo: boolean },
): Promise<{ ids: string[] }> {
  const sellerId = scope.seller.id;
  return await asSystem(scope).tx(async (db) => {
    // An invite that was never answered proves nobody, so it is sent anew instead.
    const rows = (await lockById(db, sellerId, customerIds)).filter(canRestore);
    const before = undo ? await grantsBefore(db, sellerId, rows) : new Map<string, OldGrant>();
    const answers = await grantAccesses(
      db,
      scope,
      sellerId,
      rows.map(({ id, userId }) => ({ userId, how: "manual", by: scope.actorId, ...before.get(id) })),
    );
    const back = rows.filter((_, n) => answers[n]?.granted);
    await tellOfRestoration(db, scope.seller, back);
    return { ids: back.map(({ id }) => id) };
  });
}

type OldGrant = Pick<AccessGrant, "how" | "by" | "client">;

async function grantsBefore(db: Db, sellerId: string, rows: LockedCustomer[]): Promise<Map<string, OldGrant>> {
  const found = await db.customer.findMany({
    where: { sellerId, id: { in: rows.map(({ id }) => id) }, status: "revoked", grantedHow: { not: null } },
    select: { id: true, grantedHow: true, grantedBy: true, client: { select: { id: true, status: true } } },
  });
  return new Map(
    found.flatMap(({ id, grantedHow, grantedBy, client }) => {
      const how = GRANTS.find((grant) => grant === grantedHow);
      if (how === "client_list" && client?.status === "revoked") return [];
      // Decided just now: newer than the revocation that it takes back.
      const entry = client && { client: { id: client.id, listedAt: new Date() } };
      return how ? [[id, { how, by: grantedBy, ...entry }] as const] : [];
    }),
  );
}

export type CustomerChange = {
  customerId: string;
  name: string | null;
  company: string | null;
  note: string | null;
  priceListId: string | null;
  seen?: Pick<CustomerChange, (typeof CHANGEABLE)[number]> | undefined;
};

export async function updateCustomer(
  scope: StoreScope,
  { customerId, seen, ...change }: CustomerChange,
): Promise<void> {
  const sellerId = scope.seller.id;
  await requirePriceList(scope, change.priceListId);
  await scope.tx(async (db) => {
    const was = await db.customer.findFirst({
      where: { sellerId, id: customerId },
      select: { name: true, company: true, note: true, priceListId: true },
    });
    if (!was) throw notFoundError();
    const changed = CHANGEABLE.filter((field) => was[field] !== change[field]);
    if (changed.length === 0) return;
    // Visits and orders change the row as well: what counts is what members write.
    if (seen && CHANGEABLE.some((field) => was[field] !== seen[field])) throw changedMeanwhile();
    const { count } = await db.customer.updateMany({
      where: { sellerId, id: customerId, ...(seen && was) },
      data: change,
    });
    if (count === 0) throw changedMeanwhile();
    await recordAudit(db, scope, {
      action: "customer.updated",
      targetKind: "customer",
      targetId: customerId,
      data: {
        changed,
        ...(changed.includes("priceListId") && { priceListId: change.priceListId, priceListWas: was.priceListId }),
      },
    });
  });
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "customers.errors.changedMeanwhile");
}

const CHANGEABLE = ["name", "company", "note", "priceListId"] as const;

/** A price list of this seller, said beside the field otherwise; the key itself would refuse it too. */
export async function requirePriceList(scope: StoreScope, priceListId: string | null): Promise<void> {
  if (!priceListId) return;
  const known = await scope.db.priceList.findFirst({
    where: { sellerId: scope.seller.id, id: priceListId },
    select: { id: true },
  });
  if (!known) throw fieldError("priceListId", "customers.errors.priceList");
}

async function requireCustomer(scope: StoreScope, customerId: string): Promise<void> {
  const where = { sellerId: scope.seller.id, id: customerId };
  if (!(await scope.db.customer.findFirst({ where, select: { id: true } }))) throw notFoundError();
}

async function lockById(db: Db, sellerId: string, customerIds: string[]): Promise<LockedCustomer[]> {
  const found = await db.customer.findMany({
    where: { sellerId, id: { in: customerIds } },
    select: { userId: true },
  });
  if (found.length === 0) return [];
  return await lockCustomers(
    db,
    sellerId,
    found.map(({ userId }) => userId),
  );
}
