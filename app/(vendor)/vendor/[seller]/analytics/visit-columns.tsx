"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { Country } from "@/components/country-flag";
import { CustomerName } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { customerLabel } from "@/lib/customers/rules";
import { formatDate, formatDuration } from "@/lib/i18n/format";
import type { VisitRow } from "@/lib/visits/rules";
import type { Store } from "./analytics-screen";
import { DeviceIcon, useBrowserName, usePageName } from "./visit-words";

export function useVisitColumns(
  store: Store,
  opened: string | undefined,
  onOpen: (visit: VisitRow) => void,
): DataColumn<VisitRow>[] {
  const t = useTranslations("visits.list");
  const locale = useLocale();
  const { slug, timeZone } = store;
  // The columns stay the same ones while what opens a visit is made anew with every change of the address.
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  return useMemo(
    () => [
      {
        id: "time",
        header: t("time"),
        phone: "title",
        cell: (visit) => (
          <OpenButton
            visit={visit}
            timeZone={timeZone}
            isOpen={visit.id === opened}
            onOpen={() => open.current(visit)}
          />
        ),
      },
      { id: "customer", header: t("customer"), cell: ({ customer }) => <Who customer={customer} slug={slug} /> },
      { id: "country", header: t("country"), cell: ({ country }) => <Country code={country} /> },
      { id: "device", header: t("device"), cell: (visit) => <With visit={visit} /> },
      {
        id: "address",
        header: t("address"),
        // There it stands among the details.
        phone: "hidden",
        cell: ({ ip }) => (
          <bdi dir="ltr" className="break-all text-muted-foreground text-xs tabular-nums">
            {ip ?? "–"}
          </bdi>
        ),
      },
      { id: "pages", header: t("pages"), cell: ({ pages }) => <Pages pages={pages} /> },
      { id: "duration", header: t("duration"), numeric: true, cell: ({ seconds }) => formatDuration(seconds, locale) },
      { id: "order", header: t("order"), cell: ({ ordered }) => <Ordered ordered={ordered} /> },
    ],
    [slug, timeZone, opened, t, locale],
  );
}

interface OpenButtonProps {
  visit: VisitRow;
  timeZone: string;
  isOpen: boolean;
  onOpen: () => void;
}

function OpenButton({ visit, timeZone, isOpen, onOpen }: OpenButtonProps) {
  const t = useTranslations("visits.list");
  const tShell = useTranslations("shell");
  const locale = useLocale();
  const name = customerLabel(visit.customer) ?? tShell("unnamedCustomer");
  return (
    <button
      type="button"
      id={`visit-${visit.id}`}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={t("open", { name, time: formatDate(visit.visitedAt, "dateTime", locale, timeZone) })}
      onClick={onOpen}
      className="whitespace-nowrap rounded-sm text-start font-medium underline decoration-border underline-offset-4 hover:decoration-foreground aria-expanded:text-brand"
    >
      <DateTime value={visit.visitedAt} timeZone={timeZone} />
    </button>
  );
}

function Who({ customer, slug }: { customer: VisitRow["customer"]; slug: string }) {
  const { id, company, name } = customer;
  return (
    <span className="block min-w-0 max-w-56 max-sm:text-end">
      <Link href={`/vendor/${slug}/customers/${id}`} className="block truncate hover:underline">
        <CustomerName customer={customer} />
      </Link>
      {company && name ? <span className="block truncate text-muted-foreground text-xs">{name}</span> : null}
    </span>
  );
}

function With({ visit }: { visit: VisitRow }) {
  const browser = useBrowserName()(visit);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <DeviceIcon device={visit.device} />
      <span className="text-muted-foreground text-xs">{browser}</span>
    </span>
  );
}

/** The first ones; all of them stand in the visit's details. */
const SHOWN = 2;

function Pages({ pages }: Pick<VisitRow, "pages">) {
  const t = useTranslations("visits.list");
  const pageName = usePageName();
  const rest = pages.length - SHOWN;
  return (
    <span className="block min-w-0 max-w-60 text-xs max-sm:text-end">
      {pages.slice(0, SHOWN).map((page) => (
        <span key={page.key} className="block truncate">
          {pageName(page)}
        </span>
      ))}
      {rest > 0 ? <span className="text-muted-foreground">{t("morePages", { count: rest })}</span> : null}
    </span>
  );
}

export function Ordered({ ordered }: { ordered: boolean }) {
  const t = useTranslations("visits.list");
  if (!ordered) return <span className="text-muted-foreground">{t("notOrdered")}</span>;
  return (
    <Badge tone="success" icon={Check}>
      {t("ordered")}
    </Badge>
  );
}
