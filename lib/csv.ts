export type CsvCell = string | number | null;

/** One line of CSV as spreadsheets read it. Text that a spreadsheet would run as a formula is kept as text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Tells Excel that the file is UTF-8. */
const CSV_START = "\uFEFF";

// Some spreadsheets read the wide forms, too, and skip what cannot be seen.
const FORMULA = /^[\s\p{C}"]*[=+\-@＝＋－＠]/u;
const BLANK_START = /^\s*[\t\r]/;
/** In half of the world a spreadsheet cuts a line at semicolons, whatever stands between quotes. */
const CELL_END = /([,;\t\r\n\v\f\u0085\u2028\u2029])/;

function cell(value: CsvCell): string {
  if (value === null || value === "") return "";
  return typeof value === "number" ? String(value) : `"${guarded(value).replaceAll('"', '""')}"`;
}

function guarded(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  const parts = text.split(CELL_END).map((part) => (FORMULA.test(part) ? `'${part}` : part));
  return `${BLANK_START.test(text) ? "'" : ""}${parts.join("")}`;
}

/** A text that our own files hold, as it was before it was made safe. */
export function asWritten(text: string): string {
  const inner = text.startsWith("'") && BLANK_START.test(text.slice(1)) ? text.slice(1) : text;
  return inner
    .split(CELL_END)
    .map((part) => (part.startsWith("'") && FORMULA.test(part.slice(1)) ? part.slice(1) : part))
    .join("");
}

/** A CSV file to download, sent while it is read. */
export function csvResponse(name: string, lines: AsyncIterator<string>): Response {
  const encoder = new TextEncoder();
  let started = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!started) controller.enqueue(encoder.encode(CSV_START));
      started = true;
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return?.();
    },
  });
  return new Response(body, {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}.csv"` },
  });
}
