import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { ScrollFrame } from "./scroll-frame";

export interface TableProps extends ComponentProps<"table"> {
  /** What the table shows, for screen readers. */
  label: string;
  children: ReactNode;
}

/** A plain table for server components; it scrolls inside its own frame, never the page. */
export function Table({ label, className, children, ...props }: TableProps) {
  return (
    <ScrollFrame label={label}>
      <table {...props} className={cn("w-full border-collapse text-sm", className)}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </ScrollFrame>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="border-border border-b bg-muted/60">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="divide-y divide-border">{children}</tbody>;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("transition-colors hover:bg-muted/50", className)} />;
}

interface CellProps {
  /** Money and counts: right-aligned with figures of one width. */
  numeric?: boolean;
}

export function TableHeaderCell({ numeric, className, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        "h-9 whitespace-nowrap px-3 text-start font-medium text-muted-foreground text-xs",
        numeric && "text-end",
        className,
      )}
    />
  );
}

export function TableCell({ numeric, className, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...props}
      className={cn("px-3 py-2.5 align-middle", numeric && "whitespace-nowrap text-end tabular-nums", className)}
    />
  );
}
