import "server-only";
import type { Scope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { newId, PLATFORM_ID } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";

export type AuditEntry = {
  /** noun.verb, for example "invite.sent" or "access.refused". */
  action: string;
  targetKind?: string;
  targetId?: string;
  /** Never contacts, codes or tokens in clear. */
  data?: Prisma.InputJsonObject;
  /** Defaults to the scope's seller, else the platform. */
  sellerId?: string;
};

/** Adds an audit event in the caller's transaction: who (the scope), what, to what, from where. */
export async function recordAudit(db: Db, scope: Scope, entry: AuditEntry): Promise<void> {
  await recordAuditEvents(db, scope, [entry]);
}

/** Many at once, in their order. */
export async function recordAuditEvents(db: Db, scope: Scope, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.auditEvent.createMany({
    data: entries.map((entry) => ({
      id: newId(),
      sellerId: entry.sellerId ?? scope.sellerId ?? PLATFORM_ID,
      actorId: scope.actorId,
      actorKind: scope.kind,
      action: entry.action,
      targetKind: entry.targetKind ?? null,
      targetId: entry.targetId ?? null,
      data: entry.data ?? {},
      ip: scope.origin.ip || null,
      userAgent: scope.origin.userAgent || null,
    })),
  });
}
