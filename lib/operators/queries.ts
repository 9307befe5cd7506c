import "server-only";
import type { AccountScope, SystemScope } from "@/lib/access/scope";
import { maskContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";

/** For menus: may this person go to the admin? The admin itself asks OperatorScope. */
export async function isOperator(account: AccountScope): Promise<boolean> {
  const operator = await account.db.operator.findFirst({
    where: { userId: account.user.id, status: "active" },
    select: { userId: true },
  });
  return operator !== null;
}

export type OperatorRow = { name: string | null; role: string; status: string; contacts: string[]; since: Date };

/** All who are or were operators, for the command line; contacts masked, for its output may be kept anywhere. */
export async function listOperators(scope: SystemScope): Promise<OperatorRow[]> {
  const rows = await scope.db.operator.findMany({
    orderBy: [{ status: "asc" }, { createdAt: "asc" }],
    select: {
      role: true,
      status: true,
      createdAt: true,
      user: { select: { name: true, contacts: { select: { id: true, kind: true, value: true } } } },
    },
  });
  return rows.map(({ role, status, createdAt, user }) => ({
    name: user.name,
    role,
    status,
    contacts: user.contacts.map(({ id, kind, value }) => maskContact(unsealContact("contacts.value", id, kind, value))),
    since: createdAt,
  }));
}
