import "server-only";
import { z } from "zod";
import { ROW_PROBLEMS } from "@/lib/imports/rules";
import type { RefusedRow } from "@/lib/imports/schema";
import { seal, unseal } from "@/lib/sealed";

// Files hold names, numbers and addresses: their rows lie in the database only sealed, each bound to its place.

type Chunk = { sellerId: string; importId: string; number: number };

export const CHUNK_FIELDS = ["rows", "report"] as const;
const texts = z.array(z.string());
const table = z.array(texts);
const refused = z.array(
  z.object({ row: z.number(), cells: texts, problem: z.enum(ROW_PROBLEMS), of: z.number().nullable() }),
);

export function headerPlace(sellerId: string, importId: string) {
  return { field: "imports.header", row: `${sellerId}:${importId}` };
}

export function chunkPlace(field: (typeof CHUNK_FIELDS)[number], { sellerId, importId, number }: Chunk) {
  return { field: `import_chunks.${field}`, row: `${sellerId}:${importId}:${number}` };
}

export function sealHeader(sellerId: string, importId: string, header: string[]) {
  return seal(headerPlace(sellerId, importId), JSON.stringify(header));
}

export function openHeader(sellerId: string, importId: string, sealed: Uint8Array): string[] {
  return texts.parse(JSON.parse(unseal(headerPlace(sellerId, importId), sealed)));
}

export function sealRows(chunk: Chunk, rows: string[][]) {
  return seal(chunkPlace("rows", chunk), JSON.stringify(rows));
}

export function openRows(chunk: Chunk, sealed: Uint8Array): string[][] {
  return table.parse(JSON.parse(unseal(chunkPlace("rows", chunk), sealed)));
}

export function sealReport(chunk: Chunk, rows: RefusedRow[]) {
  return seal(chunkPlace("report", chunk), JSON.stringify(rows));
}

export function openReport(chunk: Chunk, sealed: Uint8Array): RefusedRow[] {
  return refused.parse(JSON.parse(unseal(chunkPlace("report", chunk), sealed)));
}
