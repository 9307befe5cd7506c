import "server-only";
import { OPERATOR_ROLES, type OperatorRole } from "@/lib/access/permissions";
import { type AccountScope, type OperatorScope, SystemScope } from "@/lib/access/scope";
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

export type OperatorRow = {
  userId: string;
  name: string | null;
  role: OperatorRole;
  status: "active" | "deactivated";
  contacts: string[];
  since: Date;
  /** Null: has never proved a contact. */
  seenAt: Date | null;
};

/** All who are operators, then all who were; contacts masked, and read by the system, for operators may not read them. */
export async function listOperators(scope: OperatorScope | SystemScope): Promise<OperatorRow[]> {
  const { db } = SystemScope.resolve("operators are listed", scope);
  const rows = await db.operator.findMany({
    orderBy: [{ status: "asc" }, { createdAt: "asc" }, { userId: "asc" }],
    select: {
      userId: true,
      role: true,
      status: true,
      createdAt: true,
      user: {
        select: {
          name: true,
          lastSeenAt: true,
          contacts: { orderBy: { id: "asc" }, select: { id: true, kind: true, value: true, verifiedAt: true } },
        },
      },
    },
  });
  return rows.map(({ userId, role, status, createdAt, user }) => ({
    userId,
    name: user.name,
    role: OPERATOR_ROLES.find((known) => known === role) ?? "support",
    status: status === "active" ? "active" : "deactivated",
    contacts: user.contacts.map(({ id, kind, value }) => maskContact(unsealContact("contacts.value", id, kind, value))),
    since: createdAt,
    seenAt: user.contacts.some(({ verifiedAt }) => verifiedAt) ? user.lastSeenAt : null,
  }));
}
