"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

interface SelectionBarProps {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

export function DataTableSelectionBar({ count, onClear, children }: SelectionBarProps) {
  const t = useTranslations("ui.table");
  return (
    <div className="sticky top-2 z-10 flex flex-wrap max-lg:top-16 items-center gap-2 rounded-lg border border-brand/30 bg-brand-soft px-3 py-2">
      <p role="status" className="font-medium text-sm tabular-nums">
        {t("selected", { count })}
      </p>
      <Button variant="ghost" size="sm" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <div className="ms-auto flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
