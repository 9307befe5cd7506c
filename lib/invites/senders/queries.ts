import "server-only";
import {
  MEMBER_ROLES,
  type MemberRight,
  memberMay,
  OPERATOR_ROLES,
  type OperatorRight,
  operatorMay,
} from "@/lib/access/permissions";
import type { StoreScope } from "@/lib/access/scope";
import { currentIds } from "@/lib/audit/people/queries";
import type { Db } from "@/lib/db/client";

/** Members by the ids under which they once did something; whoever was merged since is named as who they are now. */
export async function nameMembers(scope: StoreScope, userIds: readonly string[]): Promise<Map<string, string | null>> {
  const ids = [...new Set(userIds)];
  const current = await currentIds(scope, ids);
  const members = await scope.db.member.findMany({
    where: { sellerId: scope.seller.id, userId: { in: ids.map((id) => current.get(id) ?? id) } },
    select: { userId: true, userName: true },
  });
  const names = new Map(members.map(({ userId, userName }) => [userId, userName]));
  return new Map(ids.map((id) => [id, names.get(current.get(id) ?? id) ?? null]));
}

/** May whoever sent an invite still send one: as a member of the seller (null: that is not asked), or as an operator? They may have been merged into another user since. */
export async function senderMay(
  db: Db,
  { sellerId, sentBy }: { sellerId: string; sentBy: string },
  asMember: MemberRight | null,
  asOperator: OperatorRight,
): Promise<boolean> {
  const user = { status: "active" };
  const [sender] = await db.$queryRaw<{ id: string }[]>`SELECT now_id AS id FROM users_now(ARRAY[${sentBy}::uuid])`;
  const userId = sender?.id ?? sentBy;
  const member = await db.member.findFirst({
    where: { sellerId, userId, status: "active", user },
    select: { role: true },
  });
  const role = MEMBER_ROLES.find((known) => known === member?.role);
  if (role && asMember && memberMay(role, asMember)) return true;
  const operator = await db.operator.findFirst({ where: { userId, status: "active", user }, select: { role: true } });
  const operatorRole = OPERATOR_ROLES.find((known) => known === operator?.role);
  return operatorRole !== undefined && operatorMay(operatorRole, asOperator);
}
