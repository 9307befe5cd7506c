/** How a table's rows become cards below `sm`: the same for lists of the server and of the browser. */

/** Spelled out because the cards change `display`, and with it Safari drops a table's own roles. */
export const roles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

/** title: heads the card; line: a label and what it says; hidden: left out there; actions: no label. */
export type PhoneLook = "title" | "line" | "hidden" | "actions";

export const phoneCell: Record<PhoneLook, string> = {
  title: "max-sm:order-first max-sm:pe-10 max-sm:font-medium",
  line: "max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:text-end",
  hidden: "max-sm:hidden",
  actions: "max-sm:mt-1 max-sm:flex max-sm:flex-wrap max-sm:gap-2",
};

export const cardTable = "w-full text-sm max-sm:block";
export const cardHead = "border-border border-b bg-muted/60 max-sm:sr-only";
export const cardHeaderCell = "h-9 whitespace-nowrap px-3 text-start font-medium text-muted-foreground text-xs";
export const cardBody = "divide-border max-sm:flex max-sm:flex-col max-sm:gap-2 sm:divide-y";
export const cardRow =
  "transition-colors hover:bg-muted/50 max-sm:relative max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:rounded-lg max-sm:border max-sm:border-border max-sm:bg-card max-sm:p-3";
export const cardCell = "px-3 py-2.5 max-sm:p-0";
export const numericCell = "whitespace-nowrap text-end tabular-nums";
export const selectCell = "w-10 ps-3 max-sm:absolute max-sm:end-2 max-sm:top-2 max-sm:w-auto max-sm:p-0";
/** The column's name beside what it says. */
export const lineLabel = "shrink-0 text-muted-foreground text-xs sm:hidden";
