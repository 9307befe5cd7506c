import type { ParseResult } from "papaparse";
import { asWritten } from "@/lib/csv";

/** Not text at all: a workbook rather than what a spreadsheet exports. */
export type FileProblem = "workbook" | "empty" | "unreadable" | "openQuote";

const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

export function isWorkbook(bytes: Uint8Array): boolean {
  return WORKBOOKS.some((start) => start.every((byte, n) => bytes[n] === byte));
}

/**
 * The text of a file as Excel writes it: UTF-8 and UTF-16 with or without their mark, else the code page of Windows, which in Arabic
 * countries is another one.
 */
export function decodeFile(bytes: Uint8Array, language: string): string {
  return new TextDecoder(encodingOf(bytes, language)).decode(bytes);
}

function encodingOf(bytes: Uint8Array, language: string): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const wide = wideEncoding(bytes.subarray(0, 2000));
  if (wide) return wide;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return language === "ar" ? "windows-1256" : "windows-1252";
  }
}

/** Separators, digits and line ends have an empty byte in UTF-16, and in nothing else. */
function wideEncoding(bytes: Uint8Array): string | null {
  const empty = [0, 0];
  bytes.forEach((byte, n) => {
    if (byte === 0) empty[n % 2] = (empty[n % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = empty;
  if (Math.max(even, odd) < bytes.length / 20) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

export type ParsedFile = { rows: string[][] } | { problem: FileProblem; row?: number };

/** The cells of a text whose lines part them by comma, semicolon or tab; quoted cells may hold line breaks. */
export async function parseRows(text: string): Promise<ParsedFile> {
  const { default: Papa } = await import("papaparse");
  // Excel's own first line about the separator.
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const result: ParseResult<string[]> = Papa.parse<string[]>(text.slice(said?.[0].length ?? 0).replace(/^\uFEFF/, ""), {
    ...(said?.[1] && { delimiter: said[1] }),
    delimitersToGuess: [",", ";", "\t", "|"],
  });
  const open = result.errors.find(({ code }) => code === "MissingQuotes");
  if (open) return { problem: "openQuote", row: (open.row ?? 0) + 1 };
  const rows = result.data.map((cells) => cells.map(plainCell));
  while (rows.at(-1)?.every((cell) => cell.trim() === "")) rows.pop();
  return rows.length > 0 ? { rows } : { problem: "empty" };
}

/** A table without the columns that nothing stands in, all lines equally long. */
export function evenRows(rows: string[][]): string[][] {
  const used: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (!used.includes(column) && cell.trim() !== "") used.push(column);
    });
  }
  used.sort((a, b) => a - b);
  return rows.map((row) => used.map((column) => row[column] ?? ""));
}

/** Our own exports put an apostrophe before what a spreadsheet would run (lib/csv.ts); NUL cannot be stored. */
function plainCell(cell: string): string {
  return asWritten(cell.replaceAll("\0", ""));
}
