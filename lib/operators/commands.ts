import "server-only";
import { OPERATOR_ROLES, type OperatorRole, operatorMay } from "@/lib/access/permissions";
import { OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { tellOperator } from "@/lib/operators/notices/commands";
import type { AddOperatorInput, ChangeOperatorInput } from "@/lib/operators/schema";
import { currentKeyId } from "@/lib/sealed";

/** Who changes the operators: one of role admin, or the command line. */
type Actor = OperatorScope | SystemScope;
type Place = { role: OperatorRole; status: string };
/** What became of somebody's place among the operators. */
type OperatorChange = "added" | "changed" | "same";

/** On the page: the contact as it was typed. */
export async function addOperatorAs(
  scope: OperatorScope,
  { contact: typed, role }: AddOperatorInput,
): Promise<{ change: OperatorChange }> {
  const parsed = parseContact(typed);
  if ("problem" in parsed) throw fieldError("contact", `contacts.errors.${parsed.problem}`);
  const { change } = await addOperator(scope, parsed.contact, role);
  return { change };
}

/** Makes the person with this contact an operator, or gives them another role; whoever has the contact still has to prove it by signing in. */
export async function addOperator(
  scope: Actor,
  contact: Contact,
  role: OperatorRole = "admin",
): Promise<{ userId: string; change: OperatorChange }> {
  return await changeOperators(
    scope,
    async (db) => {
      const userId = (await findUserId(db, contact)) ?? (await createUnprovedUser(db, contact));
      await requireActive(db, userId);
      const was = await findPlace(db, userId);
      if (was?.status === "active") return { userId, change: await giveRole(db, scope, userId, was.role, role) };
      await db.operator.createMany({ data: { userId, role }, skipDuplicates: true });
      await db.operator.updateMany({ where: { userId }, data: { status: "active", role } });
      await audit(db, scope, "added", userId, { what: role });
      await tellOperator(db, { userId, role, named: contact }, "added");
      return { userId, change: "added" as const };
    },
    (db) => lockContacts(db, [contact]),
  );
}

/** Another role for whoever is an operator. */
export async function changeOperator(scope: OperatorScope, { userId, role }: ChangeOperatorInput): Promise<void> {
  await changeOperators(scope, async (db) => {
    const was = await getPlace(db, userId);
    await giveRole(db, scope, userId, was.role, role);
  });
}

async function giveRole(
  db: Db,
  scope: Actor,
  userId: string,
  was: OperatorRole,
  role: OperatorRole,
): Promise<"changed" | "same"> {
  if (was === role) return "same";
  if (was === "admin") await requireOtherAdmin(db, [userId]);
  await db.operator.updateMany({ where: { userId, status: "active" }, data: { role } });
  await audit(db, scope, "role_changed", userId, { was, what: role });
  await tellOperator(db, { userId, role }, "role");
  return "changed";
}

/** Out with their next request; who they are and what they did stays. */
export async function removeOperator(scope: Actor, { userId }: { userId: string }): Promise<void> {
  await changeOperators(scope, async (db) => {
    const { role } = await getPlace(db, userId);
    if (role === "admin") await requireOtherAdmin(db, [userId]);
    await db.operator.updateMany({ where: { userId }, data: { status: "deactivated" } });
    await audit(db, scope, "removed", userId, { was: role });
    await tellOperator(db, { userId, role }, "removed");
  });
}

/** For the command line, which knows people by their contacts. False: this is no operator's. */
export async function removeOperatorBy(scope: SystemScope, contact: Contact): Promise<{ removed: boolean }> {
  const userId = await findUserId(scope.db, contact);
  const place = userId && (await findPlace(scope.db, userId));
  if (!userId || !place || place.status !== "active") return { removed: false };
  await removeOperator(scope, { userId });
  return { removed: true };
}

/**
 * One change of the operators at a time; the database's own rule about the last admin takes the same lock. Behind it whoever acts is read again: of
 * two who send each other away in the same instant the later one is none any more. `before`: locks that are taken before this one everywhere.
 */
async function changeOperators<T>(
  scope: Actor,
  run: (db: Db) => Promise<T>,
  before?: (db: Db) => Promise<unknown>,
): Promise<T> {
  const system = SystemScope.is(scope) ? scope : SystemScope.resolve("change operators", scope);
  return await system.tx(async (db) => {
    await before?.(db);
    await lockOperators(db);
    if (OperatorScope.is(scope)) await requireStill(db, scope.user.id);
    return await run(db);
  });
}

async function lockOperators(db: Db): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('operators', 6))`;
}

/** The same rule for whoever takes these users away: the last lock that is taken. */
export async function requireOtherOperator(db: Db, userIds: string[]): Promise<void> {
  const leaving = await db.operator.count({ where: { userId: { in: userIds }, role: "admin", status: "active" } });
  if (leaving === 0) return;
  await lockOperators(db);
  await requireOtherAdmin(db, userIds);
}

async function requireStill(db: Db, userId: string): Promise<void> {
  const place = await db.operator.findFirst({
    where: { userId, status: "active", user: { status: "active" } },
    select: { role: true },
  });
  const role = OPERATOR_ROLES.find((known) => known === place?.role);
  if (!role || !operatorMay(role, "operators.write")) throw notFoundError();
}

/** Said in words here; the database refuses it in any case (migration 0029). */
async function requireOtherAdmin(db: Db, userIds: string[]): Promise<void> {
  const other = await db.operator.findFirst({
    where: { userId: { notIn: userIds }, role: "admin", status: "active", user: { status: "active" } },
    select: { userId: true },
  });
  if (!other) throw new AppError("conflict", "operators.errors.lastAdmin");
}

async function requireActive(db: Db, userId: string): Promise<void> {
  const user = await db.user.findFirst({ where: { id: userId }, select: { status: true } });
  if (user?.status !== "active") throw fieldError("contact", "operators.errors.disabled");
}

async function findPlace(db: Db, userId: string): Promise<Place | null> {
  const place = await db.operator.findFirst({ where: { userId }, select: { role: true, status: true } });
  const role = OPERATOR_ROLES.find((known) => known === place?.role);
  return place && role ? { ...place, role } : null;
}

async function getPlace(db: Db, userId: string): Promise<Place> {
  const place = await findPlace(db, userId);
  if (place?.status !== "active") throw notFoundError();
  return place;
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

async function audit(db: Db, scope: Actor, what: string, userId: string, data: { was?: string; what?: string }) {
  await recordAudit(db, scope, { action: `operator.${what}`, targetKind: "user", targetId: userId, data });
}
