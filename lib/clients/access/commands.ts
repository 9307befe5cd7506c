import "server-only";
import type { Scope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import { entriesListing, provedContacts } from "@/lib/clients/approval/commands";
import { tellOfRevocation } from "@/lib/customers/notices/commands";
import { lockCustomers } from "@/lib/customers/queries";
import type { Db } from "@/lib/db/client";

/**
 * After entries were revoked or changed: an access that one of them gave passes to another live entry that lists the same person, else it
 * ends. An access that was granted otherwise is not touched. One transaction of a seller at a time, or each would pass on what the other
 * takes away. Whose access
 * ends is told. Returns how many ended.
 */
export async function settleAccess(db: Db, scope: Scope, sellerId: string, clientIds: string[]): Promise<number> {
  if (clientIds.length === 0) return 0;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`client list ${sellerId}`}, 2))`;
  const linked = await db.customer.findMany({
    where: { sellerId, clientId: { in: clientIds }, status: "approved" },
    select: { userId: true },
  });
  const userIds = linked.map(({ userId }) => userId);
  await lockCustomers(db, sellerId, userIds);
  const rows = await db.customer.findMany({
    where: { sellerId, userId: { in: userIds }, clientId: { in: clientIds }, status: "approved" },
    select: { id: true, userId: true },
    orderBy: { id: "asc" },
  });
  const heirs = await findHeirs(
    db,
    sellerId,
    rows.map(({ userId }) => userId),
  );
  const ended: string[] = [];
  for (const { id, userId } of rows) {
    const heir = heirs.get(userId);
    if (!heir) ended.push(id);
    else await db.customer.updateMany({ where: { sellerId, id }, data: { clientId: heir } });
  }
  await db.customer.updateMany({ where: { sellerId, id: { in: ended } }, data: { status: "revoked" } });
  // An entry that lists somebody else now has nothing to do with them any more.
  await db.customer.updateMany({
    where: { sellerId, id: { in: ended }, client: { status: { not: "revoked" } } },
    data: { clientId: null },
  });
  await recordAuditEvents(
    db,
    scope,
    ended.map((id) => ({
      sellerId,
      action: "customer.revoked",
      targetKind: "customer",
      targetId: id,
      data: { how: "client_list", was: "approved" },
    })),
  );
  if (ended.length > 0) {
    const seller = await db.seller.findFirstOrThrow({
      where: { id: sellerId },
      select: { id: true, name: true, slug: true },
    });
    const out = new Set(ended);
    await tellOfRevocation(
      db,
      seller,
      rows.filter(({ id }) => out.has(id)).map(({ userId }) => userId),
    );
  }
  return ended.length;
}

/** A live entry per user, found by what they have proved; the oldest. */
async function findHeirs(db: Db, sellerId: string, userIds: string[]): Promise<Map<string, string>> {
  const heirs = new Map<string, string>();
  for (const { userId, contact } of await provedContacts(db, userIds)) {
    if (heirs.has(userId)) continue;
    const [entry] = await entriesListing(db, [contact], sellerId);
    if (entry) heirs.set(userId, entry.id);
  }
  return heirs;
}
