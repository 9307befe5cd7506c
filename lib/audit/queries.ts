import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import { type EventValues, eventValues } from "@/lib/audit/rules";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";

export type AuditRow = {
  id: string;
  action: string;
  values: EventValues;
  actorKind: string;
  /** The person's name; null where nobody is named or they gave none. */
  actor: string | null;
  targetKind: string | null;
  targetId: string | null;
  ip: string | null;
  createdAt: Date;
};

/** What happened lately at one seller, for operators; without their own looking, which this page adds to. */
export async function listSellerEvents(
  scope: OperatorScope,
  sellerId: string,
  { limit, cursor }: { limit: number; cursor?: [string] | undefined },
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  const after = cursor ? { id: { lt: cursor[0] } } : {};
  const rows = await newest(scope, { sellerId, action: { not: "seller.viewed" }, ...after }, limit + 1, { id: "desc" });
  return pageOf(rows, limit, ({ id }) => [id]);
}

/** The newest refused attempts on the whole platform, for operators. */
export function listRefusals(scope: OperatorScope, take = 10): Promise<AuditRow[]> {
  return newest(scope, { action: "access.refused" }, take);
}

async function newest(
  scope: OperatorScope,
  where: Prisma.AuditEventWhereInput,
  take: number,
  orderBy: Prisma.AuditEventOrderByWithRelationInput = { createdAt: "desc" },
): Promise<AuditRow[]> {
  const rows = await scope.db.auditEvent.findMany({
    where,
    orderBy,
    take,
    select: {
      id: true,
      action: true,
      actorKind: true,
      actorId: true,
      targetKind: true,
      targetId: true,
      data: true,
      ip: true,
      createdAt: true,
    },
  });
  const actorIds = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const users =
    actorIds.length > 0
      ? await scope.db.user.findMany({ where: { id: { in: actorIds } }, select: { id: true, name: true } })
      : [];
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map(({ actorId, data, ...row }) => ({
    ...row,
    values: eventValues(data),
    actor: actorId ? (names.get(actorId) ?? null) : null,
  }));
}
