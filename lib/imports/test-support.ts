import type { StoreScope } from "@/lib/access/scope";
import { SystemScope } from "@/lib/access/scope";
import { addImportChunk, createImport, startImport } from "@/lib/imports/commands";
import { chunksOf, type ImportKind, type ImportMapping } from "@/lib/imports/rules";
import { HEADER } from "@/lib/imports/test-rows";
import { workOnImport } from "@/lib/imports/work/commands";

type Upload = {
  kind?: ImportKind;
  header?: string[] | null;
  mapping?: ImportMapping;
  country?: string | null;
  rows: string[][];
};

const MAPPING: ImportMapping = ["phone", "email", "name", "company", "priceList"];

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
