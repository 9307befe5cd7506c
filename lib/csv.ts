export type CsvCell = string | number | null;

/** One line of CSV as spreadsheets read it. Text that a spreadsheet would run as a formula is kept as text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Tells Excel that the file is UTF-8. */
const CSV_START = "\uFEFF";

// Some spreadsheets read the wide forms, too, and skip what cannot be seen.
const FORMULA = /^\s*[\t\r]|^[\s\p{C}]*[=+\-@＝＋－＠]/u;

function cell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
