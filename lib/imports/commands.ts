import "server-only";
import type { z } from "zod";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { requirePriceList } from "@/lib/customers/commands";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { endImport } from "@/lib/imports/ending/commands";
import {
  holdsContacts,
  type ImportKind,
  type ImportStatus,
  importStatus,
  isUnderWay,
  MAX_OPEN,
  MAX_OPEN_OF_MEMBER,
  MAX_ROWS,
  MAX_UPLOAD_BYTES,
  UPLOAD_MS,
} from "@/lib/imports/rules";
import type { createImportInput, importChunkInput } from "@/lib/imports/schema";
import { sealHeader, sealRows } from "@/lib/imports/sealing";
import { requireOwnLinks } from "@/lib/invites/words";

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
  const id = newId();
  await scope.tx(async (db) => {
    await requireRoom(db, scope);
    await db.import.createMany({
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
  });
  return { id, sellerId };
}

/** Counts what is open while nobody else of this seller begins another. Uploads that were given up count no more. */
async function requireRoom(db: Db, { seller, actorId }: StoreScope): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`imports ${seller.id}`}, 4))`;
  const [open] = await db.$queryRaw<{ all: number; own: number }[]>`
    SELECT count(*)::int AS "all", count(*) FILTER (WHERE created_by = ${actorId}::uuid)::int AS own FROM imports
    WHERE seller_id = ${seller.id}::uuid AND status IN ('uploading', 'queued', 'running')
      AND NOT (status = 'uploading' AND created_at < ${givenUpBefore()})`;
  if (open && open.own >= MAX_OPEN_OF_MEMBER)
    throw new AppError("too_many", "imports.errors.tooManyOfMember", { values: { count: MAX_OPEN_OF_MEMBER } });
  if (open && open.all >= MAX_OPEN)
    throw new AppError("too_many", "imports.errors.tooManyUploads", { values: { count: MAX_OPEN } });
}

const givenUpBefore = (now = Date.now()) => new Date(now - UPLOAD_MS);

/** Adds rows; the same chunk sent twice, after an answer that got lost, counts once. */
export async function addImportChunk(scope: StoreScope, input: z.output<typeof importChunkInput>) {
  const { id: importId, number, rows } = input;
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { kind } = await lockUpload(db, scope, importId);
    requireWriter(scope, kind);
    const chunk = { sellerId, importId, number };
    const data = { ...chunk, count: rows.length, rows: sealRows(chunk, rows) };
    await requireSize(db, data);
    await db.importChunk.createMany({ data, skipDuplicates: true });
  });
  return { sellerId };
}

/** What all chunks of an upload may hold together; the length of one is that of a request. */
async function requireSize(
  db: Db,
  { sellerId, importId, number, count, rows }: { sellerId: string; importId: string; number: number } & Size,
): Promise<void> {
  const [sent] = await db.$queryRaw<{ count: number; bytes: number }[]>`
    SELECT COALESCE(sum(count), 0)::int AS count, COALESCE(sum(octet_length(rows)), 0)::int AS bytes FROM import_chunks
    WHERE seller_id = ${sellerId}::uuid AND import_id = ${importId}::uuid AND number <> ${number}`;
  if ((sent?.count ?? 0) + count > MAX_ROWS) throw new AppError("too_large", "imports.errors.rows");
  if ((sent?.bytes ?? 0) + rows.length > MAX_UPLOAD_BYTES) throw new AppError("too_large", "imports.errors.bytes");
}

type Size = { count: number; rows: Uint8Array };

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
  const { kind } = await findUpload(scope.db, scope, id);
  requireWriter(scope, kind);
  // Whom it let in is told by the system, which alone may read where members are written to.
  const system = SystemScope.resolve("import cancelled", { origin: scope.origin, actorId: scope.actorId });
  const ended = await system.tx((db) =>
    endImport(db, scope, { sellerId, id, kind }, { status: "cancelled", error: null }),
  );
  if (!ended) throw new AppError("conflict", "imports.errors.ended");
  return { sellerId };
}

/** The door asks for the right to write the client list; invites have one of their own. */
function requireWriter(scope: StoreScope, kind: ImportKind): void {
  if (!scope.can(kind === "invites" ? "invites.write" : "clients.write")) throw notFoundError();
}

async function findUpload(db: Db, scope: StoreScope, id: string): Promise<{ kind: ImportKind; status: ImportStatus }> {
  const found = await db.import.findFirst({
    where: { sellerId: scope.seller.id, id },
    select: { kind: true, status: true },
  });
  if (!found) throw notFoundError();
  return { kind: found.kind === "invites" ? "invites" : "clients", status: importStatus(found.status) };
}

/** Holds the import while rows are added, so that none comes after its start. Its file is that of whoever began it: nobody adds to another's. */
async function lockUpload(db: Db, scope: StoreScope, id: string): Promise<{ kind: ImportKind }> {
  const [held] = await db.$queryRaw<{ kind: ImportKind; status: ImportStatus; own: boolean }[]>`
    SELECT kind, status, created_by = ${scope.actorId}::uuid AS own FROM imports
    WHERE seller_id = ${scope.seller.id}::uuid AND id = ${id}::uuid AND status IN ('uploading', 'queued', 'running') FOR UPDATE`;
  const { kind, status } = held ?? (await findUpload(db, scope, id));
  if (status !== "uploading")
    throw new AppError("conflict", isUnderWay(status) ? "imports.errors.started" : "imports.errors.ended");
  if (!held?.own) throw new AppError("forbidden", "imports.errors.notYours");
  return { kind };
}

const DAY = 86_400_000;

/** Uploads that nobody started go after an hour; rows of what was given up at once, reports after a month. What was done stays on record. */
export async function cleanUpImports(scope: SystemScope, now = Date.now()): Promise<void> {
  const before = (days: number) => new Date(now - days * DAY);
  await scope.db.import.deleteMany({ where: { status: "uploading", createdAt: { lt: givenUpBefore(now) } } });
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
