import "server-only";
import type { OperatorRole } from "@/lib/access/permissions";
import type { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { currentKeyId } from "@/lib/sealed";

type Place = { role: string; status: string };
/** What became of somebody's place among the operators. */
type OperatorChange = "added" | "changed" | "same";

/** Makes the person with this contact an operator, or gives them another role; whoever has the contact still has to prove it by signing in. */
export async function addOperator(
  scope: SystemScope,
  contact: Contact,
  role: OperatorRole = "admin",
): Promise<{ userId: string; change: OperatorChange }> {
  return await scope.tx(async (db) => {
    await lockContacts(db, [contact]);
    const userId = (await findUserId(db, contact)) ?? (await createUnprovedUser(db, contact));
    const was = await lockOperator(db, userId);
    if (was?.status === "active" && was.role === role) return { userId, change: "same" };
    await db.operator.createMany({ data: { userId, role }, skipDuplicates: true });
    await db.operator.updateMany({ where: { userId }, data: { status: "active", role } });
    const change = was?.status === "active" ? "changed" : "added";
    const target = { targetKind: "user", targetId: userId };
    if (change === "added") await recordAudit(db, scope, { action: "operator.added", ...target, data: { what: role } });
    else
      await recordAudit(db, scope, {
        action: "operator.role_changed",
        ...target,
        data: { was: was?.role ?? "", what: role },
      });
    return { userId, change };
  });
}

/** Out with the next request; who they are and what they did stays. */
export async function removeOperator(scope: SystemScope, contact: Contact): Promise<{ removed: boolean }> {
  return await scope.tx(async (db) => {
    const userId = await findUserId(db, contact);
    const was = userId ? await lockOperator(db, userId) : null;
    if (!userId || was?.status !== "active") return { removed: false };
    await db.operator.updateMany({ where: { userId }, data: { status: "deactivated" } });
    await recordAudit(db, scope, {
      action: "operator.removed",
      targetKind: "user",
      targetId: userId,
      data: { was: was.role },
    });
    return { removed: true };
  });
}

async function findUserId(db: Db, contact: Contact): Promise<string | null> {
  const known = await db.contact.findFirst({
    where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
    select: { userId: true },
  });
  return known?.userId ?? null;
}

async function createUnprovedUser(db: Db, contact: Contact): Promise<string> {
  const [userId, id] = [newId(), newId()];
  await db.user.createMany({ data: { id: userId } });
  const value = sealContact("contacts.value", id, contact);
  const lookup = contactLookups(contact)[0];
  await db.contact.createMany({
    data: { id, userId, kind: contact.kind, value, lookup, lookupKeyId: currentKeyId() },
  });
  return userId;
}

/** The command, started twice at once, says once what it did. */
async function lockOperator(db: Db, userId: string): Promise<Place | null> {
  await db.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return await db.operator.findFirst({ where: { userId }, select: { role: true, status: true } });
}
