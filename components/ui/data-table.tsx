"use client";

import { functionalUpdate, useTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { cn } from "@/lib/cn";
import {
  type DataColumn,
  features,
  type Sort,
  toColumnDefs,
  toSelectionState,
  toSortingState,
} from "./data-table-columns";
import { BodyRow, HeaderRow, SkeletonBody } from "./data-table-rows";
import { DataTableSelectionBar } from "./data-table-selection-bar";
import { DataTableSortSelect } from "./data-table-sort-select";
import { cardBody, cardHead, cardTable, roles } from "./row-cards";

export interface DataTableProps<Row extends object> {
  /** What the table shows: its accessible name. */
  label: string;
  /** Keep the reference stable: module scope or useMemo. */
  columns: DataColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** First load: skeleton rows. */
  loading?: boolean;
  /** Newer rows are on their way: the old ones fade a little. */
  refreshing?: boolean;
  /** Shown instead of the table when there are no rows: an EmptyState. */
  empty: ReactNode;
  sort?: Sort | null;
  onSortChange?: (sort: Sort | null) => void;
  /** Ids of the marked rows; giving onSelectedChange shows the checkboxes. */
  selected?: string[];
  onSelectedChange?: (ids: string[]) => void;
  /** How a row is called in "Select NAME". */
  rowLabel?: (row: Row) => string;
  /** Buttons for what is marked. */
  bulkActions?: ReactNode;
  className?: string;
}

const noIds: string[] = [];

/** Rows in a table; below `sm` each row is a card with its labels. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, loading, refreshing, empty, sort, onSortChange, rowLabel, className } = props;
  const { selected = noIds, onSelectedChange, bulkActions } = props;
  const t = useTranslations("ui.table");
  const definitions = useMemo(() => toColumnDefs(columns), [columns]);
  const sorting = useMemo(() => toSortingState(sort), [sort]);
  const rowSelection = useMemo(() => toSelectionState(selected), [selected]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableMultiSort: false,
    enableRowSelection: onSelectedChange !== undefined,
    state: { sorting, rowSelection },
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting);
      onSortChange?.(first ? { by: first.id, direction: first.desc ? "desc" : "asc" } : null);
    },
    onRowSelectionChange: (updater) => onSelectedChange?.(Object.keys(functionalUpdate(updater, rowSelection))),
  });

  if (!loading && rows.length === 0) return <>{empty}</>;
  const selectable = onSelectedChange !== undefined;
  return (
    <div className={cn("flex flex-col gap-2", className)}>
      {onSortChange ? <DataTableSortSelect columns={columns} sort={sort ?? null} onSortChange={onSortChange} /> : null}
      {selectable && selected.length > 0 ? (
        <DataTableSelectionBar count={selected.length} onClear={() => onSelectedChange(noIds)}>
          {bulkActions}
        </DataTableSelectionBar>
      ) : null}
      <div className="rounded-lg sm:overflow-x-auto sm:border sm:border-border sm:bg-card">
        <table {...roles.table} aria-label={label} aria-busy={loading || refreshing || undefined} className={cardTable}>
          <thead {...roles.rowgroup} className={cardHead}>
            {table.getHeaderGroups().map((group) => (
              <HeaderRow
                key={group.id}
                group={group}
                sortLabel={(name) => t("sortBy", { name })}
                selectAll={
                  selectable
                    ? {
                        label: t("selectAll"),
                        checked: table.getIsAllRowsSelected(),
                        some: table.getIsSomeRowsSelected(),
                        onChange: table.getToggleAllRowsSelectedHandler(),
                      }
                    : null
                }
              />
            ))}
          </thead>
          <tbody {...roles.rowgroup} className={cn(cardBody, refreshing && "opacity-60 transition-opacity")}>
            {loading ? (
              <SkeletonBody columns={columns.length + (selectable ? 1 : 0)} label={t("loading")} />
            ) : (
              table
                .getRowModel()
                .rows.map((row) => (
                  <BodyRow
                    key={row.id}
                    row={row}
                    selectLabel={selectable ? t("selectRow", { name: rowLabel?.(row.original) ?? row.id }) : null}
                  />
                ))
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
