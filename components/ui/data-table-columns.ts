import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { PhoneLook } from "./row-cards";

/** Sorting and paging belong to the server: no row models beyond the core one. */
export const features = tableFeatures({ rowSelectionFeature, rowSortingFeature, columnMeta: {} as ColumnLook });
export type Features = typeof features;

export interface ColumnLook {
  header: string;
  numeric: boolean;
  phone: PhoneLook;
}

export interface DataColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Money and counts. */
  numeric?: boolean;
  phone?: PhoneLook;
}

export interface Sort {
  by: string;
  direction: "asc" | "desc";
}

export function toColumnDefs<Row extends object>(columns: DataColumn<Row>[]): ColumnDef<Features, Row>[] {
  return columns.map((column) => ({
    id: column.id,
    header: column.header,
    enableSorting: column.sortable ?? false,
    // Sortable columns need an accessor to be sortable at all; the order itself comes from the server.
    accessorFn: () => null,
    cell: ({ row }) => column.cell(row.original),
    meta: { header: column.header, numeric: column.numeric ?? false, phone: column.phone ?? "line" },
  }));
}

export function toSortingState(sort: Sort | null | undefined): SortingState {
  return sort ? [{ id: sort.by, desc: sort.direction === "desc" }] : [];
}

export function toSelectionState(ids: string[]): RowSelectionState {
  return Object.fromEntries(ids.map((id) => [id, true as const]));
}
