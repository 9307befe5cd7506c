import type { StoreScope } from "@/lib/access/scope";
import { SystemScope } from "@/lib/access/scope";
import { addImportChunk, createImport, startImport } from "@/lib/imports/commands";
import { chunksOf, type ImportKind, type ImportMapping } from "@/lib/imports/rules";
import { workOnImport } from "@/lib/imports/work/commands";

type Upload = {
  kind?: ImportKind;
  header?: string[] | null;
  mapping?: ImportMapping;
  country?: string | null;
  rows: string[][];
};

const MAPPING: ImportMapping = ["phone", "email", "name", "company", "priceList"];
export const HEADER = ["Mobile number", "Email", "Name", "Company", "Price list"];

/** Sends a file as the browser does, and starts it unless told otherwise; answers with its id. */
export async function upload(scope: StoreScope, options: Upload & { start?: boolean }): Promise<string> {
  const { kind = "clients", header = HEADER, mapping = MAPPING, country = "US", rows } = options;
  const { id } = await createImport(scope, {
    kind,
    fileName: "list.csv",
    header,
    mapping,
    options: { country, priceListId: null },
  });
  for (const [n, chunk] of chunksOf(rows).entries()) await addImportChunk(scope, { id, number: n + 1, rows: chunk });
  if (options.start !== false) await startImport(scope, { id, total: rows.length });
  return id;
}

/** A worker's turns until nothing is left to do. */
export async function workOff(): Promise<void> {
  while (await workOnImport(SystemScope.resolve("test")));
}

/** A row of which only these fields say something. */
export function line(fields: { phone?: string; email?: string; name?: string; company?: string; list?: string }) {
  const { phone = "", email = "", name = "", company = "", list = "" } = fields;
  return [phone, email, name, company, list];
}

/** Ten kinds of bad rows and what each is told; `known` is a mobile number of an entry, `other` the e-mail of another one. */
export function badRows(n: number, known: string, other: string): { problem: string; cells: string[] }[] {
  return [
    { problem: "empty", cells: line({ name: `Nobody ${n}` }) },
    { problem: "phone", cells: line({ phone: "+1 202 555 01" }) },
    { problem: "email", cells: line({ email: `nina${n}@example` }) },
    { problem: "extension", cells: line({ phone: "+1 202 555 0101 ext. 5" }) },
    { problem: "notMobile", cells: line({ phone: "+44 20 7946 0958" }) },
    { problem: "blocked", cells: line({ phone: "+881 6 1234 5678" }) },
    { problem: "shortened", cells: line({ phone: "1,20256E+10" }) },
    { problem: "priceList", cells: line({ email: `list${n}@example.com`, list: "No such list" }) },
    { problem: "nameTooLong", cells: line({ email: `long${n}@example.com`, name: "n".repeat(101) }) },
    { problem: "otherEntry", cells: line({ phone: known, email: other }) },
  ];
}
