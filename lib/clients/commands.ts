import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import { settleAccess } from "@/lib/clients/access/commands";
import { approveListedAt } from "@/lib/clients/approval/commands";
import { changeEntries, listClients } from "@/lib/clients/listing/commands";
import { type KnownEntry, type ListedRow, sameContacts } from "@/lib/clients/listing/plan";
import { findEntries, findKnown } from "@/lib/clients/listing/queries";
import type { NewClientInput } from "@/lib/clients/schema";
import { contactsIn } from "@/lib/clients/sealing";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { requirePriceList } from "@/lib/customers/commands";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError, notFoundError } from "@/lib/errors";

/** Puts one client on the list; a revoked entry of the same contact comes back. */
export async function addClient(
  scope: StoreScope,
  input: NewClientInput,
): Promise<{ clientId: string; restored: boolean; approved: boolean }> {
  const row = readRow(scope, input);
  await requirePriceList(scope, row.priceListId);
  return await changing(scope, async (db) => {
    const listed = await listClients(db, scope, scope.seller.id, [row], { by: scope.actorId, restore: true });
    const [outcome] = listed.outcomes;
    if (outcome?.outcome !== "added" && outcome?.outcome !== "restored") throw takenError(input);
    const restored = outcome.outcome === "restored";
    await auditEach(db, scope, restored ? "client.restored" : "client.added", [outcome.clientId]);
    return { clientId: outcome.clientId, restored, approved: listed.approved > 0 };
  });
}

/** What an entry says, as a whole: an empty field empties it. */
export async function updateClient(
  scope: StoreScope,
  { clientId, seen, ...input }: NewClientInput & { clientId: string; seen?: string | undefined },
): Promise<{ ended: number; approved: number }> {
  const sellerId = scope.seller.id;
  const row = readRow(scope, input);
  await requirePriceList(scope, row.priceListId);
  return await changing(scope, async (db) => {
    const [before] = await lockEntries(db, scope, [clientId], contactsIn(row));
    if (!before) throw notFoundError();
    if (seen) await requireUnchanged(db, { sellerId, id: clientId }, seen);
    const others = await findKnown(db, sellerId, contactsIn(row));
    if (others.some(({ id }) => id !== clientId)) throw takenError(input);
    const replaced = before.status !== "revoked" && !sameContacts(before, row);
    const ended = await changeEntries(db, scope, sellerId, [{ before, row, restore: false }]);
    const approved = replaced ? await approveListedAt(db, scope, sellerId, [clientId]) : 0;
    await auditEach(db, scope, "client.updated", [clientId]);
    return { ended, approved };
  });
}

/** Two members at one entry: the second one reads what the first has written before writing over it. */
async function requireUnchanged(db: Db, where: { sellerId: string; id: string }, seen: string): Promise<void> {
  const row = await db.client.findFirst({ where, select: { updatedAt: true } });
  if (row?.updatedAt.getTime() !== Date.parse(seen)) throw new AppError("conflict", "clients.errors.changedMeanwhile");
}

/** Takes entries out of force; the access that they gave ends. */
export async function revokeClients(
  scope: StoreScope,
  { clientIds }: { clientIds: string[] },
): Promise<{ changed: number; ended: number }> {
  const sellerId = scope.seller.id;
  return await changing(scope, async (db) => {
    const live = (await lockEntries(db, scope, clientIds)).filter(({ status }) => status !== "revoked");
    const ids = live.map(({ id }) => id);
    await db.client.updateMany({ where: { sellerId, id: { in: ids } }, data: { status: "revoked" } });
    const ended = await settleAccess(db, scope, sellerId, ids);
    await auditEach(db, scope, "client.revoked", ids);
    return { changed: ids.length, ended };
  });
}

/** Puts revoked entries back on the list: whoever has proved one of their contacts is in again. */
export async function restoreClients(
  scope: StoreScope,
  { clientIds }: { clientIds: string[] },
): Promise<{ changed: number; approved: number }> {
  const sellerId = scope.seller.id;
  return await changing(scope, async (db) => {
    const revoked = (await lockEntries(db, scope, clientIds)).filter(({ status }) => status === "revoked");
    const ids = revoked.map(({ id }) => id);
    await db.$executeRaw`
      UPDATE clients SET status = 'pending', listed_at = clock_timestamp(), updated_at = now()
      WHERE seller_id = ${sellerId}::uuid AND id = ANY (${ids}::uuid[])`;
    const approved = await approveListedAt(db, scope, sellerId, ids);
    await auditEach(db, scope, "client.restored", ids);
    return { changed: ids.length, approved };
  });
}

/** Removes entries for good; the access that they gave ends like with revoking. */
export async function deleteClients(
  scope: StoreScope,
  { clientIds }: { clientIds: string[] },
): Promise<{ changed: number; ended: number }> {
  const sellerId = scope.seller.id;
  return await changing(scope, async (db) => {
    const ids = (await lockEntries(db, scope, clientIds)).map(({ id }) => id);
    const where = { sellerId, id: { in: ids } };
    // Revoked first: an entry that goes is nobody's way in.
    await db.client.updateMany({ where, data: { status: "revoked" } });
    const ended = await settleAccess(db, scope, sellerId, ids);
    await db.customer.updateMany({ where: { sellerId, clientId: { in: ids } }, data: { clientId: null } });
    await db.client.deleteMany({ where });
    await auditEach(db, scope, "client.deleted", ids);
    return { changed: ids.length, ended };
  });
}

/** A store only reads its client list: who is let in by it is not a portal's to see. The seller is in every condition. */
async function changing<T>(scope: StoreScope, run: (db: Db) => Promise<T>): Promise<T> {
  const system = SystemScope.resolve("client list changed", { origin: scope.origin, actorId: scope.actorId });
  return await system.tx(run);
}

/** A seller's entries, and nobody proves or lists their contacts meanwhile. What another seller has is not there. */
async function lockEntries(
  db: Db,
  scope: StoreScope,
  clientIds: string[],
  more: readonly Contact[] = [],
): Promise<KnownEntry[]> {
  const where = { sellerId: scope.seller.id, id: { in: clientIds } };
  const seen = await findEntries(db, where);
  await lockContacts(db, [...seen.flatMap(contactsIn), ...more]);
  return await findEntries(db, where);
}

async function auditEach(db: Db, scope: StoreScope, action: string, ids: readonly string[]): Promise<void> {
  await recordAuditEvents(
    db,
    scope,
    ids.map((targetId) => ({ action, targetKind: "client", targetId })),
  );
}

function readRow(scope: StoreScope, input: NewClientInput): ListedRow {
  const { name, company, priceListId } = input;
  const phone = readField(scope, "phone", input.phone);
  const email = readField(scope, "email", input.email);
  if (typeof phone === "string" || typeof email === "string") {
    const fields = { ...(typeof phone === "string" && { phone }), ...(typeof email === "string" && { email }) };
    throw new AppError("invalid", "errors.invalid", { fields });
  }
  if (!phone && !email) throw fieldError("phone", "clients.errors.noContact");
  return { phone, email, name, company, priceListId };
}

/** The contact; or what is wrong with it, said of both fields at once. */
function readField(scope: StoreScope, kind: Contact["kind"], text: string | null): Contact | string | null {
  if (!text) return null;
  const parsed = parseContact(text, scope.seller.country);
  if ("problem" in parsed) return `contacts.errors.${parsed.problem}`;
  return parsed.contact.kind === kind ? parsed.contact : `contacts.errors.${kind}`;
}

function takenError(input: NewClientInput): AppError {
  return fieldError(input.phone ? "phone" : "email", "clients.errors.taken");
}
