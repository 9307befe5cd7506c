"use client";

import { FlexRender, type Header, type HeaderGroup, type Row } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "@/lib/cn";
import { Checkbox } from "./checkbox";
import type { Features } from "./data-table-columns";
import { cardCell, cardHeaderCell, cardRow, lineLabel, numericCell, phoneCell, roles, selectCell } from "./row-cards";
import { Skeleton } from "./skeleton";

interface SelectAll {
  label: string;
  checked: boolean;
  some: boolean;
  onChange: (event: unknown) => void;
}

interface HeaderRowProps<Data extends object> {
  group: HeaderGroup<Features, Data>;
  sortLabel: (name: string) => string;
  selectAll: SelectAll | null;
}

export function HeaderRow<Data extends object>({ group, sortLabel, selectAll }: HeaderRowProps<Data>) {
  return (
    <tr {...roles.row}>
      {selectAll ? (
        <th {...roles.columnheader} scope="col" className="w-10 ps-3">
          <Checkbox
            aria-label={selectAll.label}
            checked={selectAll.checked}
            indeterminate={selectAll.some && !selectAll.checked}
            onChange={selectAll.onChange}
          />
        </th>
      ) : null}
      {group.headers.map((header) => (
        <HeaderCell key={header.id} header={header} sortLabel={sortLabel} />
      ))}
    </tr>
  );
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

function HeaderCell<Data extends object>({
  header,
  sortLabel,
}: {
  header: Header<Features, Data, unknown>;
  sortLabel: (name: string) => string;
}) {
  const look = header.column.columnDef.meta;
  const sorted = header.column.getIsSorted();
  const Icon = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      {...roles.columnheader}
      scope="col"
      aria-sort={sorted ? ariaSort[sorted] : undefined}
      className={cn(cardHeaderCell, look?.numeric && "text-end")}
    >
      {header.column.getCanSort() ? (
        <button
          type="button"
          title={sortLabel(look?.header ?? header.id)}
          onClick={header.column.getToggleSortingHandler()}
          className={cn(
            "-mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 hover:text-foreground",
            sorted && "text-foreground",
          )}
        >
          <FlexRender header={header} />
          <Icon aria-hidden="true" className={cn("size-3.5", !sorted && "opacity-50")} />
        </button>
      ) : look?.phone === "actions" ? (
        <span className="sr-only">{look.header}</span>
      ) : (
        <FlexRender header={header} />
      )}
    </th>
  );
}

interface BodyRowProps<Data extends object> {
  row: Row<Features, Data>;
  selectLabel: string | null;
}

export function BodyRow<Data extends object>({ row, selectLabel }: BodyRowProps<Data>) {
  const selected = row.getIsSelected();
  return (
    <tr
      {...roles.row}
      aria-selected={selectLabel ? selected : undefined}
      className={cn(cardRow, selected && "bg-brand-soft/60 hover:bg-brand-soft/60 max-sm:border-brand")}
    >
      {selectLabel ? (
        <td {...roles.cell} className={selectCell}>
          <Checkbox aria-label={selectLabel} checked={selected} onChange={row.getToggleSelectedHandler()} />
        </td>
      ) : null}
      {row.getAllCells().map((cell) => {
        const look = cell.column.columnDef.meta;
        return (
          <td
            key={cell.id}
            {...roles.cell}
            className={cn(cardCell, look?.numeric && numericCell, phoneCell[look?.phone ?? "line"])}
          >
            {look?.phone === "line" ? (
              <span aria-hidden="true" className={lineLabel}>
                {look.header}
              </span>
            ) : null}
            <FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];

export function SkeletonBody({ columns, label }: { columns: number; label: string }) {
  return skeletonRows.map((row) => (
    <tr
      key={row}
      {...roles.row}
      className="max-sm:rounded-lg max-sm:border max-sm:border-border max-sm:bg-card max-sm:p-3"
    >
      {Array.from({ length: columns }, (_, column) => column).map((column) => (
        <td key={column} {...roles.cell} className="px-3 py-3.5 max-sm:block max-sm:px-0 max-sm:py-1.5">
          {row === 0 && column === 0 ? <span className="sr-only">{label}</span> : null}
          <Skeleton className={column % 2 ? "w-2/3" : "w-full max-w-40"} />
        </td>
      ))}
    </tr>
  ));
}
