import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import { newId } from "@/lib/db/ids";
import { currentKeyId } from "@/lib/sealed";

/** Makes the person with this contact an operator; whoever has it still has to prove it by signing in. */
export async function addOperator(scope: SystemScope, contact: Contact): Promise<{ userId: string; added: boolean }> {
  return await scope.tx(async (db) => {
    const known = await db.contact.findFirst({
      where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
      select: { userId: true },
    });
    const userId = known?.userId ?? newId();
    if (!known) {
      const id = newId();
      await db.user.createMany({ data: { id: userId } });
      const value = sealContact("contacts.value", id, contact);
      await db.contact.createMany({
        data: {
          id,
          userId,
          kind: contact.kind,
          value,
          lookup: contactLookups(contact)[0],
          lookupKeyId: currentKeyId(),
        },
      });
    }
    const made = await db.operator.createMany({ data: { userId }, skipDuplicates: true });
    const woken = await db.operator.updateMany({
      where: { userId, status: { not: "active" } },
      data: { status: "active", role: "admin" },
    });
    const added = made.count + woken.count > 0;
    if (added) await recordAudit(db, scope, { action: "operator.added", targetKind: "user", targetId: userId });
    return { userId, added };
  });
}
