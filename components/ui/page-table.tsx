import { Fragment, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { DataColumn } from "./data-table-columns";
import {
  cardBody,
  cardCell,
  cardHead,
  cardHeaderCell,
  cardRow,
  cardTable,
  lineLabel,
  numericCell,
  phoneCell,
  roles,
  selectCell,
} from "./row-cards";
import { ScrollFrame } from "./scroll-frame";

export interface PageTableProps<Row> {
  /** What the table shows: its accessible name. */
  label: string;
  /** The server sorts and pages by the address: nothing is sortable here. */
  columns: Omit<DataColumn<Row>, "sortable">[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** Checkboxes: one for all in the head, one for each row. */
  select?: { all: ReactNode; row: (row: Row) => ReactNode } | null;
  /** What stands under an open row, over the whole width. */
  detail?: (row: Row) => ReactNode;
  /** A card stands around it: on phones its rows are parted by lines. */
  inCard?: boolean;
}

const partedRow =
  "max-sm:rounded-none max-sm:border-x-0 max-sm:border-t-0 max-sm:px-4 max-sm:py-3 max-sm:last:border-b-0";

/** One page of a list, for server components: a DataTable without state. Below `sm` each row is a card. */
export function PageTable<Row>(props: PageTableProps<Row>) {
  const { label, columns, rows, rowId, select, detail, inCard } = props;
  return (
    <ScrollFrame
      label={label}
      className="max-sm:overflow-visible max-sm:rounded-none max-sm:border-0 max-sm:bg-transparent"
    >
      <table {...roles.table} aria-label={label} className={cn(cardTable, "border-collapse")}>
        <thead {...roles.rowgroup} className={cardHead}>
          <tr {...roles.row}>
            {select ? (
              <th {...roles.columnheader} scope="col" className="w-10 ps-3">
                {select.all}
              </th>
            ) : null}
            {columns.map(({ id, header, numeric, phone }) => (
              <th key={id} {...roles.columnheader} scope="col" className={cn(cardHeaderCell, numeric && "text-end")}>
                {phone === "actions" ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup} className={cn(cardBody, inCard && "max-sm:gap-0")}>
          {rows.map((row) => (
            <PageRow key={rowId(row)} {...{ columns, row, select, inCard }} detail={detail?.(row)} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

interface PageRowProps<Row> extends Pick<PageTableProps<Row>, "columns" | "select" | "inCard"> {
  row: Row;
  detail: ReactNode;
}

function PageRow<Row>({ columns, row, select, inCard, detail }: PageRowProps<Row>) {
  return (
    <Fragment>
      <tr {...roles.row} className={cn(cardRow, inCard && partedRow)}>
        {select ? (
          <td {...roles.cell} className={selectCell}>
            {select.row(row)}
          </td>
        ) : null}
        {columns.map((column) => (
          <PageCell key={column.id} column={column} row={row} />
        ))}
      </tr>
      {detail ? (
        <tr {...roles.row} className="max-sm:block max-sm:rounded-lg max-sm:border max-sm:border-border">
          <td {...roles.cell} colSpan={columns.length + (select ? 1 : 0)} className="bg-muted/40 p-4 max-sm:block">
            {detail}
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

function PageCell<Row>({ column, row }: { column: PageTableProps<Row>["columns"][number]; row: Row }) {
  const { header, cell, numeric, phone = "line" } = column;
  return (
    <td
      {...roles.cell}
      className={cn(cardCell, numeric && numericCell, phone === "actions" && "sm:text-end", phoneCell[phone])}
    >
      {phone === "line" ? (
        <>
          <span aria-hidden="true" className={lineLabel}>
            {header}
          </span>
          <div className="min-w-0">{cell(row)}</div>
        </>
      ) : (
        cell(row)
      )}
    </td>
  );
}
