"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { IMPORT_FIELDS, type ImportField } from "@/lib/imports/rules";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { Table, TableBody, TableCell, TableRow } from "../ui/table";
import type { ImportTable } from "./use-import-file";

const SHOWN = 4;

interface MappedTableProps {
  table: ImportTable;
  onHeaded: (headed: boolean) => void;
  onField: (column: number, field: ImportField | null) => void;
}

/** The first rows of the file, and over each column what it holds. */
export function MappedTable({ table, onHeaded, onField }: MappedTableProps) {
  const t = useTranslations("imports");
  const headedId = useId();
  const { rows, headed, mapping } = table;
  const columns = mapping.map((field, n) => ({
    id: `column ${n}`,
    field,
    name: (headed && rows[0]?.[n]) || t("column", { number: n + 1 }),
  }));
  const first = headed ? 1 : 0;
  const shown = rows.slice(first, first + SHOWN).map((cells, n) => ({ id: `row ${n}`, cells }));
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={headedId} className="flex items-center gap-2 text-sm">
        <Checkbox id={headedId} checked={headed} onChange={(event) => onHeaded(event.target.checked)} />
        {t("dialog.header")}
      </label>
      <Table label={t("dialog.preview")}>
        <thead className="border-border border-b bg-muted/60">
          <tr>
            {columns.map(({ id, field, name }, column) => (
              <th key={id} scope="col" className="min-w-40 p-2 text-start align-bottom font-medium text-xs">
                <span className="mb-1 block truncate text-muted-foreground" title={name}>
                  <bdi>{name}</bdi>
                </span>
                <FieldSelect name={name} value={field} onChange={(next) => onField(column, next)} />
              </th>
            ))}
          </tr>
        </thead>
        <TableBody>
          {shown.map(({ id: row, cells }) => (
            <TableRow key={row}>
              {columns.map(({ id, field }, column) => (
                <TableCell
                  key={id}
                  className={field ? "max-w-48 truncate" : "max-w-48 truncate text-muted-foreground line-through"}
                >
                  <bdi>{cells[column]}</bdi>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface FieldSelectProps {
  name: string;
  value: ImportField | null;
  onChange: (field: ImportField | null) => void;
}

function FieldSelect({ name, value, onChange }: FieldSelectProps) {
  const t = useTranslations("imports");
  return (
    <Select
      aria-label={t("dialog.columnOf", { column: name })}
      value={value ?? ""}
      onChange={(event) => onChange(IMPORT_FIELDS.find((field) => field === event.target.value) ?? null)}
    >
      <option value="">{t("dialog.skip")}</option>
      {IMPORT_FIELDS.map((field) => (
        <option key={field} value={field}>
          {t(`fields.${field}`)}
        </option>
      ))}
    </Select>
  );
}
