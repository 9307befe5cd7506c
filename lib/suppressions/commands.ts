import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { contactLockKeys, contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { notFoundError } from "@/lib/errors";
import { outweighs, type SuppressionReason } from "@/lib/suppressions/rules";

/** From now on nothing but codes goes to this contact. As the system, in the caller's transaction; once per contact, under whatever key. */
export async function suppress(db: Db, contact: Contact, reason: SuppressionReason): Promise<void> {
  await lock(db, contact);
  const known = await db.suppression.findFirst({ where: found(contact), select: { id: true, reason: true } });
  if (!known) {
    const id = newId();
    const value = sealContact("suppressions.value", id, contact);
    await db.suppression.createMany({
      data: { id, kind: contact.kind, value, lookup: contactLookups(contact)[0], reason },
    });
  } else if (outweighs(reason, known.reason as SuppressionReason)) {
    await db.suppression.updateMany({ where: { id: known.id }, data: { reason } });
  }
}

/** START takes a STOP back, and nothing else. */
export async function takeStopBack(db: Db, contact: Contact): Promise<void> {
  await lock(db, contact);
  await db.suppression.deleteMany({ where: { ...found(contact), reason: "stop" } });
}

/** By hand: the contact is written to again. */
export async function liftSuppression(scope: OperatorScope, { id }: { id: string }): Promise<void> {
  await scope.tx(async (db) => {
    const row = await db.suppression.findFirst({ where: { id }, select: { kind: true, reason: true } });
    const { count } = await db.suppression.deleteMany({ where: { id } });
    if (!row || count === 0) throw notFoundError();
    await recordAudit(db, scope, { action: "suppression.lifted", targetKind: "suppression", targetId: id, data: row });
  });
}

function found(contact: Contact) {
  return { kind: contact.kind, lookup: { in: contactLookups(contact) } };
}

/** Two reports of one contact at once are one row, also while keys are exchanged. */
async function lock(db: Db, contact: Contact): Promise<void> {
  const keys = contactLockKeys(contactLookups(contact));
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 3)) FROM unnest(string_to_array(${keys}, ',')) AS key`;
}
