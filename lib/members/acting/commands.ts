import "server-only";
import { MEMBER_ROLES, memberMay, OPERATOR_ROLES, operatorMay } from "@/lib/access/permissions";
import { type OperatorScope, StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { notFoundError } from "@/lib/errors";

type ActingSeller = { id: string; name: string; slug: string; status: string };
/** Who changes a seller's members: one of its admins, or an operator. */
export type MemberActor = { scope: StoreScope | OperatorScope; seller: ActingSeller };

export function asMember(scope: StoreScope): MemberActor {
  return { scope, seller: scope.seller };
}

export async function asOperator(scope: OperatorScope, sellerId: string): Promise<MemberActor> {
  const seller = await scope.db.seller.findFirst({
    where: { id: sellerId, status: { not: "terminated" } },
    select: { id: true, name: true, slug: true, status: true },
  });
  if (!seller) throw notFoundError();
  return { scope, seller };
}

/** One change of a seller's members at a time, until the transaction ends; the database's own rule about the last admin takes the same lock. */
export async function lockMembers(db: Db, sellerId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('members ' || ${sellerId}::uuid, 5))`;
}

/**
 * No portal may write members: the system does, within this one seller. Behind the lock whoever acts is read again: of two admins who send
 * each other away in the same instant the later one is none any more. `before`: locks that are taken before this one everywhere.
 */
export async function changeMembers<T>(
  { scope, seller }: MemberActor,
  run: (db: Db, system: SystemScope) => Promise<T>,
  before?: (db: Db) => Promise<unknown>,
): Promise<T> {
  const system = SystemScope.resolve("change members", scope);
  return await system.tx(async (db) => {
    await before?.(db);
    await lockMembers(db, seller.id);
    const may =
      scope instanceof StoreScope ? await memberStillMay(db, scope) : await operatorStillMay(db, scope, seller);
    if (!may) throw notFoundError();
    return await run(db, system);
  });
}

/** Of a store that is suspended or gone meanwhile nothing changes either. */
async function memberStillMay(db: Db, { seller, member, user }: StoreScope): Promise<boolean> {
  const row = await db.member.findFirst({
    where: {
      sellerId: seller.id,
      id: member.id,
      userId: user.id,
      status: "active",
      user: { status: "active" },
      seller: { status: { notIn: ["suspended", "terminated"] } },
    },
    select: { role: true },
  });
  const role = MEMBER_ROLES.find((known) => known === row?.role);
  return role !== undefined && memberMay(role, "members.write");
}

async function operatorStillMay(db: Db, { user }: OperatorScope, { id }: ActingSeller): Promise<boolean> {
  const row = await db.operator.findFirst({
    where: { userId: user.id, status: "active", user: { status: "active" } },
    select: { role: true },
  });
  const role = OPERATOR_ROLES.find((known) => known === row?.role);
  const living = await db.seller.findFirst({ where: { id, status: { not: "terminated" } }, select: { id: true } });
  return role !== undefined && operatorMay(role, "members.write") && living !== null;
}

/** What somebody did with a member, or with the invite to become one. */
export async function auditMember(
  db: Db,
  { scope, seller }: MemberActor,
  { kind, id }: { kind: "member" | "invite"; id: string },
  what: string,
  data: Record<string, string>,
): Promise<void> {
  const action = `member.${what}`;
  await recordAudit(db, scope, { sellerId: seller.id, action, targetKind: kind, targetId: id, data });
}
