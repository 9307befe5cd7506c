import { z } from "zod";
import {
  CHUNK_ROWS,
  cutCell,
  IMPORT_FIELDS,
  IMPORT_KINDS,
  type ImportKind,
  type ImportStatus,
  MAX_CHUNKS,
  MAX_COLUMNS,
  type RowProblem,
} from "@/lib/imports/rules";
import { inviteManyInput } from "@/lib/invites/schema";
import { line } from "@/lib/text";

// Whoever keeps notes in a file does not lose it to them.
const cell = z.string("errors.field").overwrite(cutCell);
const cells = z.array(cell).max(MAX_COLUMNS, "imports.errors.columns");

export const importOptions = z.object({
  /** How numbers without a country code are read; null: such numbers are refused. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "errors.field")
    .nullish()
    .transform((value) => value ?? null),
  /** For rows that name no price list themselves. */
  priceListId: z
    .union([z.literal("").transform(() => null), z.uuid("errors.id")])
    .nullish()
    .transform((value) => value ?? null),
  ...inviteManyInput.shape,
});
export type ImportOptions = z.output<typeof importOptions>;

export const importMapping = z
  .array(z.enum(IMPORT_FIELDS, "errors.field").nullable())
  .min(1, "errors.field")
  .max(MAX_COLUMNS, "imports.errors.columns");

export const createImportInput = z.object({
  kind: z.enum(IMPORT_KINDS, "errors.field"),
  fileName: line()
    .max(200, "errors.field")
    .nullish()
    .transform((value) => value || null),
  /** The names of the columns; null where the file has none. */
  header: cells.nullable(),
  mapping: importMapping,
  options: importOptions,
});
export type NewImport = z.input<typeof createImportInput>;

export const importIdInput = z.object({ id: z.uuid("errors.id") });

export const importChunkInput = importIdInput.extend({
  number: z.number("errors.field").int("errors.field").min(1, "errors.field").max(MAX_CHUNKS, "imports.errors.rows"),
  rows: z.array(cells).min(1, "errors.field").max(CHUNK_ROWS, "errors.field"),
});

export const startImportInput = importIdInput.extend({
  /** Rows that were sent. */
  total: z.number("errors.field").int("errors.field").min(1, "errors.field"),
});

/** Rows of a file that somebody is about to import, and how they are read. */
export const foretellInput = z.object({
  mapping: importMapping,
  options: importOptions.pick({ country: true, priceListId: true }),
  rows: importChunkInput.shape.rows,
});

/** What an import would do with rows, in rows. */
export type Foretold = {
  added: number;
  updated: number;
  unchanged: number;
  problems: { problem: RowProblem; count: number }[];
};

/** The progress page gets a glimpse of the cells, the report has them as they were uploaded. */
export type RefusedRow = { row: number; cells: string[]; problem: RowProblem; of: number | null };

export type ImportItem = {
  id: string;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string | null;
  total: number;
  done: number;
  added: number;
  updated: number;
  skipped: number;
  refused: number;
  /** Why it ended early. */
  error: string | null;
  createdBy: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
};

export type ImportDetails = ImportItem & {
  sellerId: string;
  /** The most frequent first. */
  reasons: { problem: RowProblem; count: number }[];
  /** The first refused rows; the report has them all. */
  refusedRows: RefusedRow[];
  hasReport: boolean;
};
