import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

// What scrolls must be reachable by keyboard, also where nothing inside takes focus.
const focusable = { tabIndex: 0 };

/** Wide content scrolls inside this frame, never the page. */
export function ScrollFrame({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // Relative: what only screen readers see is placed absolutely, and would widen the page from outside the frame.
    <section
      aria-label={label}
      {...focusable}
      className={cn("relative overflow-x-auto rounded-lg border border-border bg-card", className)}
    >
      {children}
    </section>
  );
}
