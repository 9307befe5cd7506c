"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { Country } from "@/components/country-flag";
import { DateTime } from "@/components/date-time";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { ComboboxOption } from "@/components/ui/combobox";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { customerLabel } from "@/lib/customers/rules";
import { formatDuration } from "@/lib/i18n/format";
import type { SeenPage, VisitRow } from "@/lib/visits/rules";
import type { Store } from "./analytics-screen";
import { Ordered } from "./visit-columns";
import { DeviceIcon, useBrowserName, usePageName } from "./visit-words";

interface VisitSheetProps {
  store: Store;
  /** null: none is opened. */
  visit: VisitRow | null;
  /** Where the focus was before; none when the address opened it. */
  opener: RefObject<Element | null>;
  onClose: () => void;
  onCustomer: (customer: ComboboxOption) => void;
}

/** Everything about one visit, wherever in the list it stands. The address names it, so that a link opens it. */
export function VisitSheet({ store, visit, opener, onClose, onCustomer }: VisitSheetProps) {
  const t = useTranslations("visits.detail");
  const tShell = useTranslations("shell");
  // What is closing is still seen.
  const [last, setLast] = useState(visit);
  if (visit && visit !== last) setLast(visit);
  const shown = visit ?? last;
  const opened = visit?.id;
  useEffect(() => {
    if (opened) rowOf(opened)?.scrollIntoView({ block: "center" });
  }, [opened]);
  if (!shown) return null;
  const name = customerLabel(shown.customer) ?? tShell("unnamedCustomer");
  return (
    <Sheet open={visit !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent
        title={t("title", { name })}
        description={shown.customer.company ? shown.customer.name : null}
        onClosed={() => {
          const back = opener.current?.isConnected ? opener.current : rowOf(shown.id);
          if (back instanceof HTMLElement) back.focus();
        }}
      >
        <Facts visit={shown} timeZone={store.timeZone} />
        <PagesSeen pages={shown.pages} timeZone={store.timeZone} />
        <div className="flex flex-wrap gap-2">
          <Link
            href={`/vendor/${store.slug}/customers/${shown.customer.id}`}
            className={buttonVariants({ variant: "secondary" })}
          >
            {t("customer")}
          </Link>
          <Button variant="secondary" onClick={() => onCustomer({ value: shown.customer.id, label: name })}>
            {t("all")}
          </Button>
        </div>
      </SheetContent>
    </Sheet>
  );
}

/** Its button in the list, where it stands there. */
function rowOf(visitId: string): HTMLElement | null {
  return document.getElementById(`visit-${visitId}`);
}

function Facts({ visit, timeZone }: { visit: VisitRow; timeZone: string }) {
  const t = useTranslations("visits");
  const locale = useLocale();
  const browser = useBrowserName()(visit);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      <Fact label={t("detail.came")}>
        <DateTime value={visit.visitedAt} timeZone={timeZone} style="long" />
      </Fact>
      <Fact label={t("detail.left")}>
        <DateTime value={visit.lastSeenAt} timeZone={timeZone} />
      </Fact>
      <Fact label={t("detail.duration")}>
        {t("detail.looked", { duration: formatDuration(visit.seconds, locale) })}
      </Fact>
      <Fact label={t("detail.order")}>
        <Ordered ordered={visit.ordered} />
      </Fact>
      <Fact label={t("detail.country")}>
        <Country code={visit.country} />
      </Fact>
      <Fact label={t("detail.device")}>
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true">
            <DeviceIcon device={visit.device} />
          </span>
          {t(`devices.${visit.device}`)}
        </span>
      </Fact>
      {browser ? <Fact label={t("detail.browser")}>{browser}</Fact> : null}
      <Fact label={t("detail.address")}>
        {visit.ip ? (
          <bdi dir="ltr" className="break-all tabular-nums">
            {visit.ip}
          </bdi>
        ) : (
          t("detail.noAddress")
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** In the order in which they were opened. */
function PagesSeen({ pages, timeZone }: { pages: SeenPage[]; timeZone: string }) {
  const t = useTranslations("visits.detail");
  const locale = useLocale();
  const pageName = usePageName();
  return (
    <section aria-labelledby="visit-pages" className="flex flex-col gap-2">
      <h3 id="visit-pages" className="font-semibold text-sm">
        {t("pages")}
      </h3>
      <ol className="divide-y divide-border rounded-lg border border-border">
        {pages.map((page) => (
          <li key={page.key} className="flex items-baseline gap-3 px-3 py-2 text-sm">
            <DateTime
              value={page.at}
              timeZone={timeZone}
              style="time"
              className="shrink-0 text-muted-foreground text-xs tabular-nums"
            />
            <span className="min-w-0 flex-1">
              <span className="block break-words">{pageName(page)}</span>
              <span className="block text-muted-foreground text-xs">{t("views", { count: page.views })}</span>
            </span>
            <span className="shrink-0 text-muted-foreground text-xs tabular-nums">
              {formatDuration(page.seconds, locale)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
