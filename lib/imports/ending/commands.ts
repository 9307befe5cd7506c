import "server-only";
import type { Scope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { tellOfImport } from "@/lib/clients/notices/commands";
import type { Db } from "@/lib/db/client";
import type { ImportKind } from "@/lib/imports/rules";

type Ended = { status: "done" | "cancelled" | "failed"; error: string | null };

/**
 * The one end of an import, however it comes, in a system transaction of the caller: what was not done is forgotten, and whom it let in is told once.
 * False: it has ended already.
 */
export async function endImport(
  db: Db,
  scope: Scope,
  { sellerId, id, kind }: { sellerId: string; id: string; kind: ImportKind },
  { status, error }: Ended,
): Promise<boolean> {
  const finishedAt = new Date();
  const { count: ended } = await db.import.updateMany({
    where: { sellerId, id, status: { in: ["uploading", "queued", "running"] } },
    data: { status, error, finishedAt, claimedAt: finishedAt },
  });
  if (ended === 0) return false;
  await db.importChunk.updateMany({ where: { sellerId, importId: id }, data: { rows: null, contacts: null } });
  const done = await db.import.findFirstOrThrow({
    where: { sellerId, id },
    select: { added: true, updated: true, skipped: true, refused: true, startedAt: true },
  });
  const { startedAt, ...figures } = done;
  await recordAudit(db, scope, {
    sellerId,
    action: `import.${status}`,
    targetKind: "import",
    targetId: id,
    data: { kind, ...figures, ...(error && { error }) },
  });
  if (startedAt && kind === "clients") await tellOfImport(db, sellerId, { id, startedAt });
  return true;
}
