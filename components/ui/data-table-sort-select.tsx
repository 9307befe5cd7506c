"use client";

import { useTranslations } from "next-intl";
import type { DataColumn, Sort } from "./data-table-columns";
import { Select } from "./select";

interface SortSelectProps<Row> {
  columns: DataColumn<Row>[];
  sort: Sort | null;
  onSortChange: (sort: Sort | null) => void;
}

/** Sorting on phones, where the header row is out of sight. */
export function DataTableSortSelect<Row>({ columns, sort, onSortChange }: SortSelectProps<Row>) {
  const t = useTranslations("ui.table");
  const sortable = columns.filter((column) => column.sortable);
  if (sortable.length === 0) return null;
  const change = (value: string) => {
    const [by, direction] = value.split(" ");
    onSortChange(by ? { by, direction: direction === "desc" ? "desc" : "asc" } : null);
  };
  return (
    <Select
      className="sm:hidden"
      aria-label={t("sort")}
      value={sort ? `${sort.by} ${sort.direction}` : ""}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{t("unsorted")}</option>
      {sortable.map((column) => (
        <optgroup key={column.id} label={column.header}>
          <option value={`${column.id} asc`}>{t("ascending", { name: column.header })}</option>
          <option value={`${column.id} desc`}>{t("descending", { name: column.header })}</option>
        </optgroup>
      ))}
    </Select>
  );
}
