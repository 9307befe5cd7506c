import type { ContactProblem } from "@/lib/contacts/rules";

export const IMPORT_KINDS = ["clients", "invites"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const IMPORT_STATUSES = ["uploading", "queued", "running", "done", "failed", "cancelled"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What a column of a file can hold. `contact` is either of the two; a name may come in two columns. */
export const IMPORT_FIELDS = [
  "phone",
  "email",
  "contact",
  "name",
  "firstName",
  "lastName",
  "company",
  "priceList",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
/** One entry per column of the file; null for a column that is left out. */
export type ImportMapping = (ImportField | null)[];

/** Why a row was not taken. */
export const ROW_PROBLEMS = [
  "empty",
  "phone",
  "email",
  "extension",
  "notMobile",
  "needsCountry",
  "blocked",
  "shortened",
  "duplicate",
  "priceList",
  "nameTooLong",
  "companyTooLong",
  "otherEntry",
  "revoked",
  "suppressed",
  "tooOften",
  "dailyLimit",
  "unknown",
] as const satisfies readonly (ContactProblem | string)[];
export type RowProblem = (typeof ROW_PROBLEMS)[number];

export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 50;
/** The contacts of a chunk are locked together: few enough for what a server holds, also twice while a key is exchanged. */
export const CHUNK_ROWS = 500;
/** Characters of a chunk's JSON: under what one request may carry, also where each takes three bytes. */
export const CHUNK_SIZE = 250_000;
export const MAX_CHUNKS = 1000;
export const MAX_FILE_BYTES = 30_000_000;
const MAX_NAME = 100;
/** Failed turns in a row after which an import is given up. */
export const MAX_ATTEMPTS = 5;

export function isUnderWay(status: ImportStatus): boolean {
  return status === "queued" || status === "running";
}

export function importStatus(text: string): ImportStatus {
  const status = IMPORT_STATUSES.find((one) => one === text);
  if (!status) throw new Error(`No import status: ${text}`);
  return status;
}

/** The rows of a file by what they mean. */
export type ImportRow = Partial<Record<"phone" | "email" | "name" | "company" | "priceList", string>>;

/** Cells of one line as a row; null for a line without any text. */
export function rowOf(cells: readonly string[], mapping: ImportMapping): ImportRow | null {
  if (cells.every((cell) => cell.trim() === "")) return null;
  const at = (field: ImportField) => {
    const column = mapping.indexOf(field);
    return column === -1 ? "" : (cells[column] ?? "").trim();
  };
  const contact = at("contact");
  const row: Required<ImportRow> = {
    phone: at("phone") || (contact.includes("@") ? "" : contact),
    email: at("email") || (contact.includes("@") ? contact : ""),
    name: at("name") || `${at("firstName")} ${at("lastName")}`.trim(),
    company: at("company"),
    priceList: at("priceList"),
  };
  return Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ""));
}

/** What spreadsheets make of a long number: its last digits are gone for good. */
const SHORTENED = /^\+?\d(?:[.,]\d+)?E\+?\d+$/i;

/** What is wrong with a row as far as its text alone tells; the browser counts these before anything is sent. */
export function obviousProblem(row: ImportRow): RowProblem | null {
  const { phone = "", email = "", name = "", company = "" } = row;
  if (!phone && !email) return "empty";
  if (SHORTENED.test(phone)) return "shortened";
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email)) return "email";
  if (name.length > MAX_NAME) return "nameTooLong";
  if (company.length > MAX_NAME) return "companyTooLong";
  return null;
}

/**
 * How many rows will be refused, as far as their text alone tells: counted before anything is sent. Spellings of numbers and addresses are read
 * by the import itself.
 */
export function countProblems(
  rows: readonly string[][],
  mapping: ImportMapping,
  priceLists: readonly string[],
): Map<RowProblem, number> {
  const lists = new Set(priceLists.map(priceListKey));
  const seen = new Set<string>();
  const counts = new Map<RowProblem, number>();
  for (const cells of rows) {
    const row = rowOf(cells, mapping);
    if (!row) continue;
    const problem = obviousProblem(row) ?? listOrDuplicate(row, lists, seen);
    if (problem) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  }
  return counts;
}

function listOrDuplicate(row: ImportRow, lists: ReadonlySet<string>, seen: Set<string>): RowProblem | null {
  if (row.priceList && !lists.has(priceListKey(row.priceList))) return "priceList";
  const keys = [row.phone?.replace(/[\s().\-/]/g, ""), row.email?.toLowerCase()].filter(Boolean) as string[];
  if (keys.some((key) => seen.has(key))) return "duplicate";
  for (const key of keys) seen.add(key);
  return null;
}

/** Price lists are named in files; capitals and spaces around do not matter. */
export function priceListKey(name: string): string {
  return name.trim().toLowerCase();
}

/** What one import asks of a mapping before it can start. */
export function holdsContacts(mapping: ImportMapping): boolean {
  return mapping.some((field) => field === "phone" || field === "email" || field === "contact");
}

export type Counts = { total: number; done: number; added: number; updated: number; skipped: number; refused: number };

/** Whole percent; 100 only when everything is done. */
export function percentDone({ total, done }: Pick<Counts, "total" | "done">): number {
  return total === 0 ? 0 : Math.min(done < total ? 99 : 100, Math.round((done / total) * 100));
}

/** Cuts rows into what one request carries: at most CHUNK_ROWS rows, and not too much text. */
export function chunksOf(rows: string[][]): string[][][] {
  const chunks: string[][][] = [];
  let chunk: string[][] = [];
  let size = 0;
  for (const row of rows) {
    const weight = row.reduce((sum, cell) => sum + cell.length + 3, 2);
    if (chunk.length === CHUNK_ROWS || (chunk.length > 0 && size + weight > CHUNK_SIZE)) {
      chunks.push(chunk);
      chunk = [];
      size = 0;
    }
    chunk.push(row);
    size += weight;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}
