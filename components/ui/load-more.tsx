"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";

export interface LoadMoreProps {
  /** Rows on screen. */
  shown: number;
  /** Rows in all, where that is known. */
  total?: number;
  /** The count in the list's own words, instead of rows. */
  words?: string;
  hasMore: boolean;
  pending?: boolean;
  onLoadMore: () => void;
}

/** Row count and the next page of a list that grows in place. */
export function LoadMore({ shown, total, words, hasMore, pending, onLoadMore }: LoadMoreProps) {
  const t = useTranslations("ui.list");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-muted-foreground text-xs tabular-nums">
        {words ?? (total === undefined ? t("shown", { shown }) : t("shownOf", { shown, total }))}
      </p>
      {hasMore ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={onLoadMore}>
          {t("loadMore")}
        </Button>
      ) : null}
    </div>
  );
}
