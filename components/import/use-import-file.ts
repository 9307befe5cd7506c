"use client";

import { useLocale } from "next-intl";
import { useState } from "react";
import { firstRowIsHeader, guessMapping, isReportHeader } from "@/lib/imports/columns";
import { decodeFile, evenRows, type FileProblem, isWorkbook, parseRows } from "@/lib/imports/decoding";
import { type ImportField, type ImportMapping, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS } from "@/lib/imports/rules";

/** A file, or what was pasted, as rows; `headed`: its first row names the columns. */
export type ImportTable = { name: string | null; rows: string[][]; headed: boolean; mapping: ImportMapping };
export type TableProblem = { key: FileProblem | "tooLarge" | "tooManyColumns"; row?: number };

const SAMPLE = 50;

/** Reads files and pasted text in the browser; nothing of them is sent before the import starts. */
export function useImportFile() {
  const locale = useLocale();
  const [table, setTable] = useState<ImportTable | null>(null);
  const [problem, setProblem] = useState<TableProblem | null>(null);
  const [reading, setReading] = useState(false);

  const take = async (read: () => Promise<{ name: string | null; text: string } | TableProblem>) => {
    setProblem(null);
    setReading(true);
    try {
      const source = await read();
      const result = "key" in source ? source : await tableOf(source.name, source.text);
      if ("key" in result) setProblem(result);
      else setTable(result);
    } catch {
      setProblem({ key: "unreadable" });
    } finally {
      setReading(false);
    }
  };

  return {
    table,
    problem,
    reading,
    takeFile: (file: File) =>
      void take(async () => {
        if (file.size > MAX_FILE_BYTES) return { key: "tooLarge" };
        const bytes = new Uint8Array(await file.arrayBuffer());
        return isWorkbook(bytes) ? { key: "workbook" } : { name: file.name, text: decodeFile(bytes, locale) };
      }),
    takeText: (text: string) => void take(async () => ({ name: null, text })),
    setHeaded: (headed: boolean) => setTable((now) => now && { ...now, headed, mapping: mappingOf(now.rows, headed) }),
    setField: (column: number, field: ImportField | null) =>
      // Two columns cannot hold the same: the one that had it before is left out.
      setTable(
        (now) =>
          now && { ...now, mapping: now.mapping.map((one, n) => (n === column ? field : one === field ? null : one)) },
      ),
    clear: () => {
      setTable(null);
      setProblem(null);
    },
  };
}

async function tableOf(name: string | null, text: string): Promise<ImportTable | TableProblem> {
  const parsed = await parseRows(text);
  if ("problem" in parsed) return { key: parsed.problem, ...(parsed.row && { row: parsed.row }) };
  // Of a file the rows keep their numbers, by which the report names them; of what was pasted nobody counts empty lines.
  const lines = name === null ? parsed.rows.filter((row) => row.some((cell) => cell.trim() !== "")) : parsed.rows;
  const headed = firstRowIsHeader(lines);
  const reasons = headed ? (lines[0] ?? []).map(isReportHeader) : [];
  const rows = evenRows(lines.map((row) => row.filter((_, column) => !reasons[column])));
  if ((rows[0]?.length ?? 0) > MAX_COLUMNS) return { key: "tooManyColumns" };
  if (rows.length > MAX_ROWS + 1) return { key: "tooLarge" };
  if (headed && rows.length === 1) return { key: "empty" };
  return { name, rows, headed, mapping: mappingOf(rows, headed) };
}

function mappingOf(rows: string[][], headed: boolean): ImportMapping {
  return headed ? guessMapping(rows[0] ?? [], rows.slice(1, SAMPLE)) : guessMapping(null, rows.slice(0, SAMPLE));
}
