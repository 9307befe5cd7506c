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

/** Many at once, in their order; one statement, whose text does not grow with them. */
export async function recordAuditEvents(db: Db, scope: Scope, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    seller_id: entry.sellerId ?? scope.sellerId ?? PLATFORM_ID,
    action: entry.action,
    target_kind: entry.targetKind ?? null,
    target_id: entry.targetId ?? null,
    data: entry.data ?? {},
  }));
  const { ip, userAgent } = scope.origin;
  await db.$executeRaw`
    INSERT INTO audit_events (seller_id, id, actor_id, actor_kind, action, target_kind, target_id, data, ip, user_agent, created_at)
    SELECT e.seller_id, e.id, ${scope.actorId}::uuid, ${scope.kind}, e.action, e.target_kind, e.target_id, e.data, ${ip || null}, ${userAgent || null},
      clock_timestamp()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(seller_id uuid, id uuid, action text, target_kind text, target_id text, data jsonb)`;
}
