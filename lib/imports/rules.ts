import { readNamed } from "@/lib/contacts/named";
import type { ContactProblem } from "@/lib/contacts/rules";
import { asciiDigits } from "@/lib/digits";

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
  "tooLong",
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
/** Characters of a cell: far more than a contact or a name has. What is longer is cut, and refused where its column is read. */
export const MAX_CELL = 500;
/** The contacts of a chunk are locked together: few enough for what a server holds, also twice while a key is exchanged. */
export const CHUNK_ROWS = 500;
/** Characters of a chunk's JSON: under what one request may carry, also where each takes three bytes. */
export const CHUNK_SIZE = 250_000;
export const MAX_CHUNKS = 1000;
/** So many rows are compared with the client list before an import starts; of a long file they stand for the rest. */
export const MAX_FORETOLD = 5000;
export const MAX_FILE_BYTES = 30_000_000;
/** All chunks of an upload, as they are stored: what a file of that size becomes whose every letter takes two bytes in UTF-8. */
export const MAX_UPLOAD_BYTES = 80_000_000;
/** Imports of one seller, and of one of its members, that are begun and not done; so that nobody takes all the room from the others. */
export const MAX_OPEN = 50;
export const MAX_OPEN_OF_MEMBER = 10;
/** An upload takes minutes: begun before that and not started, it was given up. */
export const UPLOAD_MS = 3_600_000;
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
  const [phone, email, mixed] = [readNamed(at("phone")), readNamed(at("email")), readNamed(at("contact"))];
  const row: Required<ImportRow> = {
    phone: phone.contact || (mixed.contact.includes("@") ? "" : mixed.contact),
    email: email.contact || (mixed.contact.includes("@") ? mixed.contact : ""),
    name: at("name") || `${at("firstName")} ${at("lastName")}`.trim() || (email.name ?? mixed.name ?? phone.name ?? ""),
    company: at("company"),
    priceList: at("priceList"),
  };
  return Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ""));
}

/** What spreadsheets make of a long number: its last digits are gone for good. */
const SHORTENED = /^\+?\d(?:[.,]\d+)?E\+?\d+$/i;

/** What is wrong with a row as far as its text alone tells; the browser counts these before anything is sent. */
export function obviousProblem(row: ImportRow): RowProblem | null {
  const { phone = "", email = "", name = "", company = "", priceList = "" } = row;
  if (!phone && !email) return "empty";
  if ([phone, email, priceList].some((text) => text.length > MAX_CELL)) return "tooLong";
  if (SHORTENED.test(phone)) return "shortened";
  if (phone && isNoNumber(phone)) return /^\p{L}/u.test(phone) ? "email" : "phone";
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email)) return "email";
  if (name.length > MAX_NAME) return "nameTooLong";
  if (company.length > MAX_NAME) return "companyTooLong";
  return null;
}

/** No number of any country: fewer than four digits, or words. Which ones are complete only the import itself can tell. */
function isNoNumber(phone: string): boolean {
  const text = asciiDigits(phone.normalize("NFKC"));
  return text.replace(/\D/g, "").length < 4 || /^(?!tel:)\p{L}|@/iu.test(text);
}

export type Outlook = {
  /** Rows that nothing speaks against; empty lines are none. */
  ready: string[][];
  problems: Map<RowProblem, number>;
};

/**
 * How many rows will be taken and refused, as far as their text alone tells: counted before anything is sent. Spellings of numbers and addresses
 * are read by the import itself.
 */
export function lookAhead(rows: string[][], mapping: ImportMapping, priceLists: readonly string[]): Outlook {
  const lists = new Set(priceLists.map(priceListKey));
  const seen = new Set<string>();
  const outlook: Outlook = { ready: [], problems: new Map() };
  for (const cells of rows) {
    const row = rowOf(cells, mapping);
    if (!row) continue;
    const problem = obviousProblem(row) ?? listOrDuplicate(row, lists, seen);
    if (problem) outlook.problems.set(problem, (outlook.problems.get(problem) ?? 0) + 1);
    else outlook.ready.push(cells);
  }
  return outlook;
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

/** A cell as it is stored; what was cut off shows, and makes it longer than a cell may be. */
export function cutCell(cell: string): string {
  return cutAt(MAX_CELL, cell);
}

function cutAt(length: number, text: string): string {
  if (text.length <= length) return text;
  // Half of an emoji is no text.
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "…")}…`;
}

const SHOWN = 160;

/** So much of a row that one recognises it. */
export function glimpseOf(cells: readonly string[]): string[] {
  const glimpse: string[] = [];
  let room = SHOWN;
  for (const cell of cells.filter((text) => text.trim() !== "")) {
    if (room <= 0) break;
    glimpse.push(cutAt(room, cell));
    room -= cell.length;
  }
  return glimpse;
}

/** Shares rows out to requests, long cells cut: at most CHUNK_ROWS rows, and not too much text. */
export function chunksOf(rows: string[][]): string[][][] {
  const chunks: string[][][] = [];
  let chunk: string[][] = [];
  let size = 0;
  for (const cells of rows) {
    const row = cells.map(cutCell);
    const weight = JSON.stringify(row).length + 1;
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
