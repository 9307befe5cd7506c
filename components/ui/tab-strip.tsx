"use client";

import type { ReactNode } from "react";
import { useTabStrip } from "./use-tab-strip";

/** The line of tabs that are links. */
export function TabStrip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} {...useTabStrip<HTMLElement>()}>
      {children}
    </nav>
  );
}
