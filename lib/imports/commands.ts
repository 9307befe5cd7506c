import "server-only";
import type { z } from "zod";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { requirePriceList } from "@/lib/customers/commands";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { holdsContacts, type ImportKind, MAX_ROWS } from "@/lib/imports/rules";
import type { createImportInput, importChunkInput } from "@/lib/imports/schema";
import { sealHeader, sealRows } from "@/lib/imports/sealing";
import { requireOwnLinks } from "@/lib/invites/words";

/** Uploads of one seller that were begun and not started: a day later they are gone. */
const MAX_UPLOADS = 50;

/** Begins an import; its rows follow in chunks. */
export async function createImport(
  scope: StoreScope,
  input: z.output<typeof createImportInput>,
): Promise<{ id: string; sellerId: string }> {
  const { kind, fileName, header, mapping, options } = input;
  requireWriter(scope, kind);
  if (kind === "invites" && scope.seller.status !== "open")
    throw new AppError("conflict", "invites.errors.sellerClosed");
  if (!holdsContacts(mapping)) throw fieldError("mapping", "imports.errors.noContactColumn");
  if (options.message) requireOwnLinks(options.message);
  await requirePriceList(scope, options.priceListId);
  const sellerId = scope.seller.id;
  const uploads = await scope.db.import.count({ where: { sellerId, status: "uploading" } });
  if (uploads >= MAX_UPLOADS) throw new AppError("too_many", "imports.errors.tooManyUploads");
  const id = newId();
  await scope.db.import.createMany({
    data: {
      sellerId,
      id,
      kind,
      fileName,
      mapping,
      options,
      header: header ? sealHeader(sellerId, id, header) : null,
      createdBy: scope.actorId,
    },
  });
  return { id, sellerId };
}

/** Adds rows; the same chunk sent twice, after an answer that got lost, counts once. */
export async function addImportChunk(scope: StoreScope, input: z.output<typeof importChunkInput>) {
  const { id: importId, number, rows } = input;
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { kind } = await lockUpload(db, scope, importId);
    requireWriter(scope, kind);
    const chunk = { sellerId, importId, number };
    await db.importChunk.createMany({
      data: { ...chunk, count: rows.length, rows: sealRows(chunk, rows) },
      skipDuplicates: true,
    });
  });
  return { sellerId };
}

/** From here on the worker has it. `total` is what the browser sent: a chunk that is missing would be rows that nobody misses. */
export async function startImport(scope: StoreScope, { id, total }: { id: string; total: number }) {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { kind } = await lockUpload(db, scope, id);
    requireWriter(scope, kind);
    const sent = await db.importChunk.aggregate({
      where: { sellerId, importId: id },
      _count: true,
      _max: { number: true },
      _sum: { count: true },
    });
    if (sent._sum.count !== total || sent._max.number !== sent._count)
      throw new AppError("conflict", "imports.errors.incomplete");
    if (total > MAX_ROWS) throw new AppError("invalid", "imports.errors.rows");
    await db.import.updateMany({ where: { sellerId, id }, data: { status: "queued", total } });
    await recordAudit(db, scope, {
      action: "import.started",
      targetKind: "import",
      targetId: id,
      data: { kind, rows: total },
    });
  });
  return { sellerId };
}

/** Stops before the next chunk; what is in stays in. Waits for the chunk that is being done at this moment. */
export async function cancelImport(scope: StoreScope, { id }: { id: string }) {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const found = await findKind(db, sellerId, id);
    requireWriter(scope, found);
    const { count } = await db.import.updateMany({
      where: { sellerId, id, status: { in: ["uploading", "queued", "running"] } },
      data: { status: "cancelled", finishedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "imports.errors.ended");
    await recordAudit(db, scope, { action: "import.cancelled", targetKind: "import", targetId: id });
  });
  return { sellerId };
}

/** The door asks for the right to write the client list; invites have one of their own. */
function requireWriter(scope: StoreScope, kind: ImportKind): void {
  if (!scope.can(kind === "invites" ? "invites.write" : "clients.write")) throw notFoundError();
}

async function findKind(db: Db, sellerId: string, id: string): Promise<ImportKind> {
  const found = await db.import.findFirst({ where: { sellerId, id }, select: { kind: true } });
  if (!found) throw notFoundError();
  return found.kind === "invites" ? "invites" : "clients";
}

/** Holds the import while rows are added, so that none comes after its start. Others' uploads are not there. */
async function lockUpload(db: Db, scope: StoreScope, id: string): Promise<{ kind: ImportKind }> {
  const [found] = await db.$queryRaw<{ kind: ImportKind; status: string }[]>`
    SELECT kind, status FROM imports WHERE seller_id = ${scope.seller.id}::uuid AND id = ${id}::uuid AND created_by = ${scope.actorId}::uuid
      AND status IN ('uploading', 'queued', 'running') FOR UPDATE`;
  if (found?.status === "uploading") return found;
  if (!found) await findKind(db, scope.seller.id, id);
  throw new AppError("conflict", "imports.errors.started");
}

const DAY = 86_400_000;

/** Uploads that nobody started go after a day; rows of what was given up at once, reports after a month. What was done stays on record. */
export async function cleanUpImports(scope: SystemScope, now = Date.now()): Promise<void> {
  const before = (days: number) => new Date(now - days * DAY);
  await scope.db.import.deleteMany({ where: { status: "uploading", createdAt: { lt: before(1) } } });
  const ended = { status: { in: ["done", "failed", "cancelled"] } };
  await scope.db.importChunk.updateMany({
    where: { import: ended, rows: { not: null } },
    data: { rows: null, contacts: null },
  });
  const old = { ...ended, finishedAt: { lt: before(30) } };
  await scope.db.importChunk.deleteMany({ where: { import: old } });
  await scope.db.import.updateMany({
    where: { ...old, header: { not: null } },
    data: { header: null, fileName: null },
  });
}
