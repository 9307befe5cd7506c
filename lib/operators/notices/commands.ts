import "server-only";
import { OPERATOR_ROLES, type OperatorRight, type OperatorRole, operatorMay } from "@/lib/access/permissions";
import type { Contact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { queueMessage, queueMessages } from "@/lib/messages/commands";
import type { TemplateMessage } from "@/lib/messages/templates";
import type { OperatorChangeKind } from "@/lib/operators/rules";

const CONTACTS = {
  where: { verifiedAt: { not: null } },
  orderBy: { verifiedAt: "asc" },
  select: { id: true, kind: true, value: true },
} as const;

/** A message to every operator with this right, in the caller's transaction, as the system. */
export async function tellOperators(db: Db, right: OperatorRight, message: TemplateMessage): Promise<void> {
  const roles = OPERATOR_ROLES.filter((role) => operatorMay(role, right));
  const operators = await db.operator.findMany({
    where: { status: "active", role: { in: roles }, user: { status: "active" } },
    select: { userId: true, user: { select: { locale: true, contacts: CONTACTS } } },
  });
  await queueMessages(
    db,
    operators.flatMap(({ userId, user }) => {
      const to = writtenTo(user.contacts);
      return to ? [{ to, locale: user.locale, userId, ...message }] : [];
    }),
  );
}

/** By e-mail; to their number where they have proved nothing else. */
function writtenTo(contacts: { id: string; kind: string; value: Uint8Array }[]): Contact | null {
  const row = contacts.find(({ kind }) => kind === "email") ?? contacts[0];
  return row ? unsealContact("contacts.value", row.id, row.kind, row.value) : null;
}

/** What became of somebody's place among the operators; to `named`, the contact that they were chosen by, where they have proved none yet. */
export async function tellOperator(
  db: Db,
  { userId, role, named }: { userId: string; role: OperatorRole; named?: Contact },
  change: OperatorChangeKind,
): Promise<void> {
  const user = await db.user.findFirstOrThrow({
    where: { id: userId },
    select: { locale: true, contacts: CONTACTS },
  });
  const to = writtenTo(user.contacts) ?? named;
  if (!to) return;
  await queueMessage(db, {
    ...{ to, locale: user.locale, userId },
    ...{ template: "operator-changed", change, role, link: `${appUrl()}/admin` },
  });
}
