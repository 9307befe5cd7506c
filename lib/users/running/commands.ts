import "server-only";
import { OPERATOR_ROLES, type OperatorRight, operatorMay } from "@/lib/access/permissions";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import type { DisableUserInput } from "@/lib/users/schema";
import { leaveStoresDisabled } from "@/lib/users/stores/commands";

export type LockedUser = { id: string; name: string | null; status: string };
type Change = { userId: string; right: OperatorRight };

/**
 * Operators write no users: the system does. Behind the locks whoever acts is read again: of two operators who shut each other out in the same
 * instant the later one is none any more. Locks go contacts, sessions, users, customers, members: as everywhere.
 */
export async function lockUser(db: Db, { user: self }: OperatorScope, { userId, right }: Change): Promise<LockedUser> {
  const users = await db.$queryRaw<LockedUser[]>`
    SELECT id, name, status FROM users WHERE id = ANY (${[userId, self.id]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const operator = await db.operator.findFirst({
    where: { userId: self.id, status: "active" },
    select: { role: true },
  });
  const role = OPERATOR_ROLES.find((known) => known === operator?.role);
  const stillMay = users.some(({ id, status }) => id === self.id && status === "active") && role;
  const user = users.find(({ id }) => id === userId);
  if (!user || !stillMay || !operatorMay(role, right)) throw notFoundError();
  return user;
}

/** What was merged or erased is nobody who could be changed; and nobody shuts themselves out. */
export function requireOther(scope: OperatorScope, { id, status }: LockedUser): void {
  if (id === scope.user.id) throw new AppError("conflict", "users.errors.self");
  if (status === "merged") throw new AppError("conflict", "users.errors.merged");
  if (status === "erased") throw new AppError("conflict", "users.errors.erased");
}

/** Signed out everywhere with the next request; they may sign in again. */
export async function endUserSessions(
  scope: OperatorScope,
  { userId }: { userId: string },
): Promise<{ ended: number }> {
  return await SystemScope.resolve("operator ends sessions", scope).tx(async (db) => {
    const ended = await endSessions(db, userId);
    const user = await lockUser(db, scope, { userId, right: "users.sessions" });
    // Whoever may sign colleagues out at will, shuts them out.
    if (
      userId !== scope.user.id &&
      !scope.can("users.disable") &&
      (await db.operator.count({ where: { userId, status: "active" } })) > 0
    )
      throw new AppError("conflict", "users.errors.operator");
    await audit(db, scope, user, "sessions_ended", { count: ended });
    return { ended };
  });
}

/** Out with the next request, and no way in. What they have stays as it is, but for the open stores without another admin, which are suspended in the same step. */
export async function disableUser(scope: OperatorScope, { userId, reason, suspend }: DisableUserInput): Promise<void> {
  await SystemScope.resolve("operator disables a user", scope).tx(async (db) => {
    await endSessions(db, userId);
    const user = await lockUser(db, scope, { userId, right: "users.disable" });
    requireOther(scope, user);
    if (user.status === "disabled") return;
    if (suspend.length > 0 && !scope.can("sellers.decide")) throw notFoundError();
    await leaveStoresDisabled(db, scope, userId, { suspend, reason });
    await db.user.updateMany({ where: { id: userId, status: "active" }, data: { status: "disabled" } });
    await audit(db, scope, user, "disabled", { reason });
  });
}

export async function enableUser(scope: OperatorScope, { userId }: { userId: string }): Promise<void> {
  await SystemScope.resolve("operator enables a user", scope).tx(async (db) => {
    const user = await lockUser(db, scope, { userId, right: "users.disable" });
    requireOther(scope, user);
    if (user.status === "active") return;
    await db.user.updateMany({ where: { id: userId, status: "disabled" }, data: { status: "active" } });
    await audit(db, scope, user, "enabled", {});
  });
}

async function endSessions(db: Db, userId: string): Promise<number> {
  const { count } = await db.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: new Date() } });
  return count;
}

async function audit(
  db: Db,
  scope: OperatorScope,
  { id }: LockedUser,
  what: string,
  data: Record<string, string | number>,
): Promise<void> {
  await recordAudit(db, scope, { action: `user.${what}`, targetKind: "user", targetId: id, data });
}
