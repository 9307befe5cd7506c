import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonVariants } from "./button-variants";

export interface PagerProps {
  shown: number;
  total?: number;
  /** The count in the list's own words, instead of rows. */
  words?: string;
  /** Address of the first page, when this is not it. */
  firstHref?: string;
  nextHref?: string;
}

/** Row count and keyset pages as links, for lists that the server renders. */
export function Pager({ shown, total, words, firstHref, nextHref }: PagerProps) {
  const t = useTranslations("ui.list");
  const link = buttonVariants({ variant: "secondary", size: "sm" });
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted-foreground text-xs tabular-nums">
        {words ?? (total === undefined ? t("shown", { shown }) : t("shownOf", { shown, total }))}
      </p>
      <span className="flex gap-2">
        {firstHref ? (
          <Link href={firstHref} className={link}>
            <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
            {t("firstPage")}
          </Link>
        ) : null}
        {nextHref ? (
          <Link href={nextHref} className={link}>
            {t("nextPage")}
            <ChevronRight aria-hidden="true" className="rtl:rotate-180" />
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
