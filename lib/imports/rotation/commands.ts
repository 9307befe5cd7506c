import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { chunkPlace, headerPlace } from "@/lib/imports/sealing";
import { currentKeyId, keyIds, SealError, seal, unseal } from "@/lib/sealed";

// Files wait under the key that sealed them, and their reports for a month: a key can leave the ring only when they are under another one.

const COLUMNS = [
  { table: "imports", column: "header", number: "0", importId: "id" },
  { table: "import_chunks", column: "rows", number: "number", importId: "import_id" },
  { table: "import_chunks", column: "report", number: "number", importId: "import_id" },
] as const;
type Column = (typeof COLUMNS)[number];
type Sealed = { sellerId: string; importId: string; number: number; value: Uint8Array };
type Rotated = { table: string; rotated: number; unreadable: number };

/** A chunk weighs a thousand times what a contact does. */
const BATCH = 20;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Seals all that belongs to imports anew, while they run: what a worker holds at this moment is left for the next round. */
export async function rotateImports(scope: SystemScope, onBatch: (progress: Rotated) => void): Promise<Rotated[]> {
  const results = new Map<string, Rotated>();
  for (const source of COLUMNS) {
    const result = results.get(source.table) ?? { table: source.table, rotated: 0, unreadable: 0 };
    results.set(source.table, result);
    for (let after: Sealed | undefined, more = true; more; ) {
      const batch: { last: Sealed | undefined; changed: number } = await scope.tx((db) =>
        rotateBatch(db, source, after),
      );
      result.rotated += batch.changed;
      if (batch.changed > 0) onBatch({ ...result });
      after = batch.last;
      more = batch.last !== undefined;
    }
    result.unreadable += await countLeft(scope, source);
  }
  return [...results.values()];
}

async function rotateBatch(db: Db, source: Column, after: Sealed | undefined) {
  const { table, column, number, importId } = names(source);
  const old = keyIds()
    .slice(1)
    .map((id) => hex(Buffer.from(id)));
  const from = after ?? { sellerId: FIRST, importId: FIRST, number: -1 };
  const rows = await db.$queryRaw<Sealed[]>`
    SELECT seller_id AS "sellerId", ${importId} AS "importId", ${number} AS number, ${column} AS value FROM ${table}
    WHERE (seller_id, ${importId}, ${number}) > (${from.sellerId}::uuid, ${from.importId}::uuid, ${from.number}::int)
      AND encode(substring(${column} FROM 3 FOR get_byte(${column}, 1)), 'hex') = ANY (string_to_array(${old.join()}, ','))
    ORDER BY 1, 2, 3 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  let changed = 0;
  for (const row of rows) {
    const value = sealAnew(source, row);
    if (!value) continue;
    changed += await db.$executeRaw`
      UPDATE ${table} SET ${column} = ${value}
      WHERE seller_id = ${row.sellerId}::uuid AND ${importId} = ${row.importId}::uuid AND ${number} = ${row.number}::int`;
  }
  return { last: rows.length === BATCH ? rows.at(-1) : undefined, changed };
}

const FIRST = "00000000-0000-0000-0000-000000000000";

/** Null for what does not open: it is counted at the end, and stays as it is. */
function sealAnew({ column }: Column, row: Sealed): Uint8Array | null {
  const place = column === "header" ? headerPlace(row.sellerId, row.importId) : chunkPlace(column, row);
  try {
    return seal(place, unseal(place, row.value));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

async function countLeft(scope: SystemScope, source: Column): Promise<number> {
  const { table, column } = names(source);
  const [row] = await scope.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${table}
    WHERE encode(substring(${column} FROM 3 FOR get_byte(${column}, 1)), 'hex') <> ${hex(Buffer.from(currentKeyId()))}`;
  return row?.count ?? 0;
}

/** The names are ours, so they can stand in the text of a statement. */
function names({ table, column, number, importId }: Column) {
  const raw = Prisma.raw;
  return { table: raw(table), column: raw(column), number: raw(number), importId: raw(importId) };
}
