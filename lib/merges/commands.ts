import "server-only";
import type { AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit, recordAuditEvents } from "@/lib/audit/record";
import type { Visitor } from "@/lib/auth/commands";
import { isFreshlyProved } from "@/lib/auth/second-proof/queries";
import { approveListed } from "@/lib/clients/approval/commands";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError } from "@/lib/errors";
import { registerInvites } from "@/lib/invites/commands";
import { auditAtSellers } from "@/lib/merges/audit";
import { moveCustomers } from "@/lib/merges/customers/commands";
import type { Moved, MovedRow } from "@/lib/merges/moved";
import { tellOfMerge } from "@/lib/merges/notices/commands";
import { moveMembers, moveOperator } from "@/lib/merges/places/commands";
import { systemFor } from "@/lib/merges/proofs/commands";
import { findOtherProof, lacksSecondProof, proofGone } from "@/lib/merges/proofs/queries";

type People = { fromId: string; intoId: string };

/**
 * Two users are one person, who proved both: the session's own contact lately, the other's by the code of `proofId`. Everything of the other
 * passes to the one who is signed in. Locks go contacts, sessions, users, customers and their baskets, members: as everywhere.
 */
export async function mergeUsers(
  scope: AccountScope,
  visitor: Visitor,
  { proofId }: { proofId: string },
): Promise<{ mergeId: string }> {
  const system = systemFor(scope);
  const mergeId = newId();
  await system.tx(async (db) => {
    const proof = await findOtherProof(db, scope, visitor, proofId);
    const people = { fromId: proof.ownerId, intoId: scope.user.id };
    const locked = await lockContactsOf(db, people.fromId);
    await db.session.updateMany({
      where: { userId: people.fromId, endedAt: null },
      data: { endedAt: new Date() },
    });
    await requireBothActive(db, people);
    // What the proof says is read again, behind the locks; the code proves once.
    const now = await findOtherProof(db, scope, visitor, proofId);
    const contacts = await contactIdsOf(db, people.fromId);
    if (now.ownerId !== people.fromId || contacts.some((id) => !locked.includes(id))) throw proofGone();
    if (await lacksSecondProof(db, scope, visitor, now)) throw new AppError("forbidden", "me.errors.mergeSecond");
    if (!(await isFreshlyProved(db, scope))) throw new AppError("forbidden", "me.errors.mergeOwn");
    const { count } = await db.signInCode.deleteMany({ where: { id: proofId } });
    if (count === 0) throw proofGone();
    // A proof like any other: what it gives, it gives to whose contact it is, before it moves on with the rest. Whom a seller turned away under the one or the other is out.
    const given = { userId: people.fromId, alsoAs: people.intoId, contact: now.contact };
    await registerInvites(db, system, given);
    await approveListed(db, system, given);
    const moved = await moveAll(db, people);
    await db.userMerge.createMany({
      data: {
        id: mergeId,
        fromUserId: people.fromId,
        intoUserId: people.intoId,
        moved: JSON.parse(JSON.stringify(moved)),
      },
    });
    await auditMerge(db, system, { mergeId, ...people }, moved);
    await tellOfMerge(db, people, moved.contacts);
  });
  return { mergeId };
}

/** Nobody signs in, is invited or listed by one of these until the merge is done, and then they are the other user. */
async function lockContactsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.contact.findMany({ where: { userId }, select: { id: true, kind: true, value: true } });
  await lockContacts(
    db,
    rows.map(({ id, kind, value }) => unsealContact("contacts.value", id, kind, value)),
  );
  return rows.map(({ id }) => id);
}

async function contactIdsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.contact.findMany({ where: { userId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Of two merges at once the second one finds that one of its users has gone. */
async function requireBothActive(db: Db, { fromId, intoId }: People): Promise<void> {
  const users = await db.$queryRaw<{ id: string; status: string }[]>`
    SELECT id, status FROM users WHERE id = ANY (${[fromId, intoId]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  if (users.length < 2 || users.some(({ status }) => status === "merged")) throw proofGone();
  if (users.some(({ status }) => status !== "active")) throw new AppError("conflict", "me.errors.mergeClosed");
}

async function moveAll(db: Db, { fromId, intoId }: People): Promise<Moved> {
  const people = { fromId, intoId };
  const customers = await moveCustomers(db, people);
  const members = await moveMembers(db, people);
  const operator = await moveOperator(db, people);
  const contacts = await contactIdsOf(db, fromId);
  await db.contact.updateMany({ where: { userId: fromId }, data: { userId: intoId } });
  const invites = await db.$queryRaw<MovedRow[]>`
    UPDATE invites SET user_id = ${intoId}::uuid WHERE user_id = ${fromId}::uuid RETURNING seller_id AS "sellerId", id`;
  const messages = await db.$queryRaw<MovedRow[]>`
    UPDATE messages SET user_id = ${intoId}::uuid WHERE user_id = ${fromId}::uuid RETURNING seller_id AS "sellerId", id`;
  const names = await lendNames(db, people);
  await db.$executeRaw`UPDATE users SET status = 'merged', merged_into = ${intoId}::uuid WHERE id = ${fromId}::uuid`;
  return { contacts, ...customers, ...members, operator, invites, messages, names };
}

/** Who was never asked for a name is called as the other one. */
async function lendNames(db: Db, { fromId, intoId }: People): Promise<Moved["names"]> {
  const users = await db.user.findMany({ where: { id: { in: [fromId, intoId] } } });
  const own = users.find(({ id }) => id === intoId);
  const other = users.find(({ id }) => id === fromId);
  if (!own || own.name || !other?.name) return null;
  const { name } = other;
  await db.user.updateMany({ where: { id: intoId }, data: { name, company: own.company ?? other.company } });
  return { name: own.name, company: own.company };
}

type Merge = People & { mergeId: string };

async function auditMerge(db: Db, scope: SystemScope, { mergeId, fromId, intoId }: Merge, moved: Moved): Promise<void> {
  await recordAudit(db, scope, {
    action: "user.merged",
    targetKind: "user",
    targetId: intoId,
    data: { from: fromId, mergeId },
  });
  await recordAuditEvents(db, scope, auditAtSellers("merged", moved));
}
