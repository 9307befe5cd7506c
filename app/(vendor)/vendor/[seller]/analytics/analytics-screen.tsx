"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ExportLink } from "@/components/export-link";
import type { ComboboxOption } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useAddressFilter } from "@/components/use-address-filter";
import { zoneName } from "@/lib/i18n/format";
import { analyticsOptions, analyticsParams, presentOptions, splitView, visitParams } from "@/lib/visits/query-options";
import {
  type Analytics,
  type PresentPage,
  type VisitorPage,
  type VisitPage,
  type VisitRow,
  wholeRange,
} from "@/lib/visits/rules";
import { type AnalyticsView, analyticsView } from "@/lib/visits/schema";
import { InTheShopNow } from "./in-the-shop-now";
import { useLiveVisits } from "./use-live-visits";
import { VisitCharts } from "./visit-charts";
import { VisitFilters } from "./visit-filters";
import { VisitSheet } from "./visit-sheet";
import { VisitorList } from "./visitor-list";
import { VisitsTable } from "./visits-table";

export interface Store {
  sellerId: string;
  slug: string;
  timeZone: string;
}

/** What the server found for the address that was opened. */
interface Initial {
  view: AnalyticsView;
  analytics: Analytics;
  visits: VisitPage;
  present: PresentPage;
  visitors: VisitorPage;
  opened: VisitRow | null;
  customer: ComboboxOption | null;
  everCame: boolean;
}

/** For what narrows or shows a part of the view. */
export interface PartProps {
  store: Store;
  view: AnalyticsView;
  initial: Initial;
  onChange: (next: Partial<AnalyticsView>) => void;
}

interface AnalyticsScreenProps {
  store: Store;
  /** In the seller's zone. */
  today: string;
  initial: Initial;
  /** The next step where nobody has come yet. */
  invite: ReactNode;
  notice: ReactNode;
  /** For those who may read the activity. */
  refused: ReactNode;
}

export function AnalyticsScreen({ store, today, initial, invite, notice, refused }: AnalyticsScreenProps) {
  const t = useTranslations("visits");
  useLiveVisits(store);
  const { filter: view, setFilter: setView, changeFilter: change } = useAddressFilter(analyticsView, analyticsParams);
  // By its id alone nothing in the address says what a customer is called.
  const [chosen, setChosen] = useState(initial.customer);
  const [opened, setOpened] = useState(initial.opened);
  const opener = useRef<Element>(null);
  const [from, setFrom] = useState(initial);
  if (from !== initial) {
    setFrom(initial);
    setChosen(initial.customer);
    setOpened(initial.opened);
  }
  const { data: present } = useQuery({ ...presentOptions(store), initialData: initial.present });
  const choose = (customer: ComboboxOption | null) => {
    setChosen(customer);
    change({ customer: customer?.value, visit: undefined });
  };
  const showAllOf = (customer: ComboboxOption) => {
    setChosen(customer);
    change({ customer: customer.value, visit: undefined, ...wholeRange(store.timeZone) });
  };
  const clear = () => {
    setChosen(null);
    setView(null);
  };
  const open = (visit: VisitRow | null) => {
    if (visit) {
      setOpened(visit);
      opener.current = document.activeElement;
    }
    change({ visit: visit?.id });
  };
  const { range, list } = splitView(view);
  const isInitial = visitParams(range).toString() === visitParams(splitView(initial.view).range).toString();
  const analytics = useQuery({
    ...analyticsOptions(store, range),
    ...(initial.everCame && isInitial && { initialData: initial.analytics }),
    refetchInterval: 60_000,
  });
  const anybody = initial.everCame || present.total > 0;
  const parts = { store, view, initial, onChange: change };
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description", { timeZone: zoneName(store.timeZone) })}
        actions={
          anybody ? (
            <ExportLink href={`/api/vendor/${store.slug}/visits/export?${visitParams(list)}`} label={t("exportList")} />
          ) : null
        }
      />
      {notice}
      <InTheShopNow store={store} initial={initial.present} onOpen={open} />
      {anybody ? (
        <>
          <VisitFilters
            {...parts}
            today={today}
            shown={analytics.data ?? initial.analytics}
            customer={chosen}
            onCustomer={choose}
            onClear={clear}
          />
          <VisitCharts
            store={store}
            query={analytics}
            country={view.country}
            onCountry={(country) => change({ country })}
          />
        </>
      ) : (
        <NobodyYet invite={invite} />
      )}
      <div className="grid items-start gap-5 xl:grid-cols-2 [&>*:only-child]:col-span-full">
        {anybody ? <VisitorList {...parts} onCustomer={showAllOf} /> : null}
        {refused}
      </div>
      {anybody ? <VisitsTable {...parts} onOpen={open} onClear={clear} /> : null}
      <VisitSheet
        store={store}
        visit={view.visit && opened?.id === view.visit ? opened : null}
        opener={opener}
        onClose={() => open(null)}
        onCustomer={showAllOf}
      />
    </div>
  );
}

function NobodyYet({ invite }: { invite: ReactNode }) {
  const t = useTranslations("visits.empty");
  return (
    <EmptyState
      icon={ChartNoAxesColumn}
      title={t("title")}
      description={invite ? t("description") : t("readDescription")}
      action={invite}
    />
  );
}
