import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { currentIds } from "@/lib/audit/people/queries";

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
