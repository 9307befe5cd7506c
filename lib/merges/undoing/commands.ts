import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit, recordAuditEvents } from "@/lib/audit/record";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import { auditAtSellers } from "@/lib/merges/audit";
import { returnCustomers } from "@/lib/merges/customers/commands";
import { type Moved, moved as movedSchema } from "@/lib/merges/moved";
import { returnMembers, returnOperator } from "@/lib/merges/places/commands";
import { undoableUntil } from "@/lib/merges/rules";

type People = { fromId: string; intoId: string };

/** Takes a merge back. What happened in between stays where it happened, and what sellers took away meanwhile stays taken. */
export async function undoMerge(scope: OperatorScope, { mergeId }: { mergeId: string }): Promise<void> {
  const system = SystemScope.resolve("merge undone", { origin: scope.origin, actorId: scope.user.id });
  await system.tx(async (db) => {
    const merge = await lockMerge(db, mergeId);
    const { fromUserId: fromId, intoUserId: intoId } = merge;
    const people = { fromId, intoId };
    const moved = movedSchema.parse(merge.moved);
    const left = await lockMovedContacts(db, moved.contacts, intoId);
    await endSessionsBy(db, intoId, left);
    await db.$queryRaw`SELECT id FROM users WHERE id = ANY (${[fromId, intoId]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    await requireContacts(db, intoId, left);
    await requireLatest(db, merge);
    await db.$executeRaw`UPDATE users SET status = 'active', merged_into = NULL WHERE id = ${fromId}::uuid`;
    await takeNamesBack(db, people, moved.names);
    await returnCustomers(db, people, moved);
    await returnMembers(db, people, moved);
    if (moved.operator) await returnOperator(db, people, moved.operator);
    await db.contact.updateMany({ where: { id: { in: left }, userId: intoId }, data: { userId: fromId } });
    await returnRecords(db, people, moved, left);
    await db.userMerge.updateMany({ where: { id: mergeId }, data: { undoneAt: new Date(), undoneBy: scope.user.id } });
    await recordAudit(db, scope, {
      action: "user.merge_undone",
      targetKind: "user",
      targetId: fromId,
      data: { into: intoId, mergeId },
    });
    // Which operator it was, and from where, is not the sellers' to read.
    await recordAuditEvents(db, SystemScope.resolve("merge undone"), auditAtSellers("parted", moved));
  });
}

type Merge = { id: string; fromUserId: string; intoUserId: string; moved: unknown; createdAt: Date };

async function lockMerge(db: Db, id: string): Promise<Merge> {
  await db.$queryRaw`SELECT id FROM user_merges WHERE id = ${id}::uuid FOR UPDATE`;
  const merge = await db.userMerge.findFirst({ where: { id } });
  if (!merge) throw notFoundError();
  if (merge.undoneAt) throw new AppError("conflict", "merges.errors.undone");
  if (undoableUntil(merge.createdAt) <= new Date()) throw new AppError("conflict", "merges.errors.tooLate");
  return merge;
}

/** Rows of a later merge lie on top of this one's. */
async function requireLatest(db: Db, { id, fromUserId, intoUserId, createdAt }: Merge): Promise<void> {
  const people = [fromUserId, intoUserId];
  const later = await db.userMerge.findFirst({
    where: {
      id: { not: id },
      undoneAt: null,
      createdAt: { gte: createdAt },
      OR: [{ fromUserId: { in: people } }, { intoUserId: { in: people } }],
    },
    select: { id: true },
  });
  if (later) throw new AppError("conflict", "merges.errors.later");
}

/** Afterwards both have something to sign in by, or nothing is undone. */
async function requireContacts(db: Db, intoId: string, left: string[]): Promise<void> {
  const rows = await db.contact.findMany({
    where: { userId: intoId, verifiedAt: { not: null } },
    select: { id: true },
  });
  if (!rows.some(({ id }) => left.includes(id))) throw new AppError("conflict", "merges.errors.noContact");
  if (rows.every(({ id }) => left.includes(id))) throw new AppError("conflict", "merges.errors.noOwnContact");
}

/** Which of the contacts can still go back: what was removed or went to somebody else meanwhile does not. */
async function lockMovedContacts(db: Db, ids: string[], intoId: string): Promise<string[]> {
  const where = { id: { in: ids }, userId: intoId };
  const rows = await db.contact.findMany({ where, select: { id: true, kind: true, value: true } });
  await lockContacts(
    db,
    rows.map(({ id, kind, value }) => unsealContact("contacts.value", id, kind, value)),
  );
  const left = await db.contact.findMany({ where, select: { id: true } });
  return left.map(({ id }) => id);
}

/** Whoever signed in by what goes back is the other user from now on. */
async function endSessionsBy(db: Db, userId: string, contactIds: string[]): Promise<void> {
  await db.session.updateMany({
    where: { userId, contactId: { in: contactIds }, endedAt: null },
    data: { endedAt: new Date() },
  });
}

/** A name that was lent, unless the person has chosen one since. */
async function takeNamesBack(db: Db, { fromId, intoId }: People, names: Moved["names"]): Promise<void> {
  if (!names) return;
  const lender = await db.user.findFirst({ where: { id: fromId }, select: { name: true } });
  await db.user.updateMany({ where: { id: intoId, name: lender?.name ?? null }, data: names });
}

/** Invites and messages; also invites that went meanwhile to a contact that goes back. */
async function returnRecords(db: Db, { fromId, intoId }: People, moved: Moved, contactIds: string[]): Promise<void> {
  const rows = (list: Moved["invites"]) => JSON.stringify(list.map(({ sellerId, id }) => ({ seller: sellerId, id })));
  await db.$executeRaw`UPDATE invites i SET user_id = ${fromId}::uuid
    FROM jsonb_to_recordset(${rows(moved.invites)}::jsonb) AS r(seller uuid, id uuid)
    WHERE i.seller_id = r.seller AND i.id = r.id AND i.user_id = ${intoId}::uuid`;
  await db.$executeRaw`UPDATE messages m SET user_id = ${fromId}::uuid
    FROM jsonb_to_recordset(${rows(moved.messages)}::jsonb) AS r(seller uuid, id uuid)
    WHERE m.seller_id = r.seller AND m.id = r.id AND m.user_id = ${intoId}::uuid`;
  await db.$executeRaw`UPDATE invites i SET user_id = ${fromId}::uuid FROM contacts c
    WHERE c.id = ANY (${contactIds}::uuid[]) AND i.contact_lookup = c.lookup AND i.contact_kind = c.kind
      AND i.status = 'sent' AND i.user_id = ${intoId}::uuid`;
}
