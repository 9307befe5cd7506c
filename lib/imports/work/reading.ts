import "server-only";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { type ImportMapping, obviousProblem, priceListKey, type RowProblem, rowOf } from "@/lib/imports/rules";
import type { SeenContacts } from "@/lib/imports/work/seen";

/** A row whose text can be read, with its contacts as they are stored. */
export type ReadyRow = {
  /** Its number in the file, as a spreadsheet counts. */
  row: number;
  phone: Contact | null;
  email: Contact | null;
  name: string | null;
  company: string | null;
  priceListId: string | null;
};
export type Refusal = { problem: RowProblem; of: number | null };
type Read = { ready: ReadyRow } | { refusal: Refusal } | "blank";

export type Reader = {
  mapping: ImportMapping;
  country: string | null;
  /** By their names in lower case. */
  priceLists: ReadonlyMap<string, string>;
  priceListId: string | null;
  seen: SeenContacts;
};

/** Reads one line of a file. A contact that an earlier row holds already is refused: of two rows nobody knows which is right. */
export function readRow(reader: Reader, cells: readonly string[], number: number): Read {
  const row = rowOf(cells, reader.mapping);
  if (!row) return "blank";
  const obvious = obviousProblem(row);
  if (obvious) return refused(obvious);
  const phone = readContact("phone", row.phone, reader.country);
  if (typeof phone === "string") return refused(phone);
  const email = readContact("email", row.email, reader.country);
  if (typeof email === "string") return refused(email);
  const priceListId = row.priceList ? reader.priceLists.get(priceListKey(row.priceList)) : reader.priceListId;
  if (priceListId === undefined) return refused("priceList");
  const before = reader.seen.take(contactsOf({ phone, email }), number);
  if (before !== null) return { refusal: { problem: "duplicate", of: before } };
  return {
    ready: { row: number, phone, email, name: row.name ?? null, company: row.company ?? null, priceListId },
  };
}

export function contactsOf({ phone, email }: Pick<ReadyRow, "phone" | "email">): Contact[] {
  return [phone, email].filter((contact) => contact !== null);
}

function refused(problem: RowProblem): Read {
  return { refusal: { problem, of: null } };
}

function readContact(kind: "phone" | "email", text: string | undefined, country: string | null) {
  if (!text) return null;
  const parsed = parseContact(text, country ?? undefined);
  if ("problem" in parsed) return parsed.problem;
  return parsed.contact.kind === kind ? parsed.contact : kind;
}
