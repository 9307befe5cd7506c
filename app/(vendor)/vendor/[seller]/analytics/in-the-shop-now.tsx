"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { CountryFlag } from "@/components/country-flag";
import { CustomerName, CustomerPerson } from "@/components/customer-name";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/i18n/format";
import { presentOptions } from "@/lib/visits/query-options";
import type { PresentPage, VisitRow } from "@/lib/visits/rules";
import type { Store } from "./analytics-screen";
import { DeviceIcon, usePageName } from "./visit-words";

interface InTheShopNowProps {
  store: Store;
  initial: PresentPage;
  onOpen: (visit: VisitRow) => void;
}

/** As many as a glance takes in. */
const SHOWN = 8;
const REFETCH_MS = 15_000;

/** Who is in the shop at this moment, whatever the page is narrowed to. */
export function InTheShopNow({ store, initial, onOpen }: InTheShopNowProps) {
  const t = useTranslations("visits.present");
  const { data } = useQuery({ ...presentOptions(store), initialData: initial, refetchInterval: REFETCH_MS });
  const { items, total } = data;
  const rest = total - Math.min(items.length, SHOWN);
  const dot = cn("size-2 shrink-0 rounded-full", total > 0 ? "bg-success" : "border border-input");
  return (
    <Card aria-label={t("title")}>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            <span aria-hidden="true" className={dot} />
            {t("title")}
          </span>
        }
        actions={
          <p aria-live="polite" className="text-muted-foreground text-sm tabular-nums">
            {total > 0 ? t("count", { count: total }) : t("nobody")}
          </p>
        }
      />
      {items.length > 0 ? (
        <ul className="grid gap-1 p-2 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
          {items.slice(0, SHOWN).map((visit) => (
            <Visitor key={visit.id} visit={visit} timeZone={store.timeZone} onOpen={() => onOpen(visit)} />
          ))}
          {rest > 0 ? (
            <li className="self-center px-2 py-2 text-muted-foreground text-sm">{t("more", { count: rest })}</li>
          ) : null}
        </ul>
      ) : null}
    </Card>
  );
}

function Visitor({ visit, timeZone, onOpen }: { visit: VisitRow; timeZone: string; onOpen: () => void }) {
  const t = useTranslations("visits.present");
  const locale = useLocale();
  const pageName = usePageName();
  // Pages stand in the order in which they were opened first.
  const page = visit.pages.at(-1);
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-11 w-full items-center gap-3 rounded-md px-2 py-1.5 text-start transition-colors hover:bg-hover"
      >
        <CountryFlag code={visit.country} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm">
            <CustomerName customer={visit.customer} />
          </span>
          <span className="block truncate text-muted-foreground text-xs">
            <CustomerPerson customer={visit.customer} />
            {t("since", {
              page: page ? pageName(page) : "–",
              time: formatDate(visit.visitedAt, "time", locale, timeZone),
            })}
          </span>
        </span>
        <DeviceIcon device={visit.device} />
      </button>
    </li>
  );
}
