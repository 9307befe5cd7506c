import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { grantAccess } from "@/lib/customers/granting/commands";
import { lockCustomers } from "@/lib/customers/queries";
import { canRestore, customerStatusesBefore } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError, notFoundError } from "@/lib/errors";

/** Ends a customer's access, or an invitation to it: out with their next request, and every open link to them is dead. */
export async function revokeCustomer(scope: StoreScope, { customerId }: { customerId: string }): Promise<void> {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const row = await lockCustomer(db, sellerId, customerId);
    const { count } = await db.customer.updateMany({
      where: { sellerId, id: customerId, status: { in: customerStatusesBefore("revoked") } },
      // Said here: an invitation taken back by a member is decided, one that lost its inviter is not.
      data: { status: "revoked", decidedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "customers.errors.notIn");
    await db.invite.updateMany({
      where: { sellerId, kind: "customer", userId: row.userId, status: "sent" },
      data: { status: "revoked", revokedAt: new Date() },
    });
    await recordAudit(db, scope, {
      action: "customer.revoked",
      targetKind: "customer",
      targetId: customerId,
      data: { was: row.status },
    });
  });
}

/** Gives access back to whoever was in before, or lets in after all whoever was rejected. */
export async function restoreCustomer(scope: StoreScope, { customerId }: { customerId: string }): Promise<void> {
  const sellerId = scope.seller.id;
  const system = SystemScope.resolve("customer restored", { origin: scope.origin, actorId: scope.actorId });
  await system.tx(async (db) => {
    const row = await lockCustomer(db, sellerId, customerId);
    // An invite that was never answered proves nobody, so it is sent anew instead.
    if (!canRestore(row)) throw new AppError("conflict", "customers.errors.notRestorable");
    await grantAccess(db, scope, { sellerId, userId: row.userId, how: "manual", by: scope.actorId });
  });
}

export type CustomerChange = {
  customerId: string;
  name: string | null;
  company: string | null;
  note: string | null;
  priceListId: string | null;
};

export async function updateCustomer(scope: StoreScope, { customerId, ...change }: CustomerChange): Promise<void> {
  const sellerId = scope.seller.id;
  await requirePriceList(scope, change.priceListId);
  await scope.tx(async (db) => {
    const { count } = await db.customer.updateMany({ where: { sellerId, id: customerId }, data: change });
    if (count === 0) throw notFoundError();
    await recordAudit(db, scope, {
      action: "customer.updated",
      targetKind: "customer",
      targetId: customerId,
      data: { priceListId: change.priceListId },
    });
  });
}

/** A price list of this seller, said beside the field otherwise; the key itself would refuse it too. */
export async function requirePriceList(scope: StoreScope, priceListId: string | null): Promise<void> {
  if (!priceListId) return;
  const known = await scope.db.priceList.findFirst({
    where: { sellerId: scope.seller.id, id: priceListId },
    select: { id: true },
  });
  if (!known) throw fieldError("priceListId", "customers.errors.priceList");
}

async function lockCustomer(db: Db, sellerId: string, customerId: string) {
  const found = await db.customer.findFirst({ where: { sellerId, id: customerId }, select: { userId: true } });
  const [row] = found ? await lockCustomers(db, sellerId, [found.userId]) : [];
  if (!row) throw notFoundError();
  return row;
}
