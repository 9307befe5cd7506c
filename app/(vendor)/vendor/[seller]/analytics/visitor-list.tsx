"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CustomerName, CustomerPerson } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { Card, CardHeader } from "@/components/ui/card";
import type { ComboboxOption } from "@/components/ui/combobox";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { customerLabel } from "@/lib/customers/rules";
import { ApiError } from "@/lib/get-json";
import { visitorListOptions } from "@/lib/visits/query-options";
import type { VisitorRow } from "@/lib/visits/rules";
import type { PartProps, Store } from "./analytics-screen";

interface VisitorListProps extends PartProps {
  onCustomer: (customer: ComboboxOption) => void;
}

/** Customers by when they came last, or those whom one may miss. */
export function VisitorList({ store, view, initial, onChange, onCustomer }: VisitorListProps) {
  const t = useTranslations("visits.visitors");
  const query = useVisitors(store, view, initial);
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <div className="px-2 pt-1">
        <Tabs
          label={t("tabs")}
          tabs={[
            { value: "last", label: t("last") },
            { value: "late", label: t("late") },
          ]}
          value={view.show}
          onValueChange={(show) => onChange({ show })}
        >
          <Visitors query={query} store={store} late={view.show === "late"} onCustomer={onCustomer} />
        </Tabs>
      </div>
    </Card>
  );
}

function useVisitors(store: Store, { show }: PartProps["view"], initial: PartProps["initial"]) {
  const isInitial = initial.everCame && show === initial.view.show;
  return useInfiniteQuery({
    ...visitorListOptions(store, { show }),
    ...(isInitial && { initialData: { pages: [initial.visitors], pageParams: [""] } }),
    // The other tab's customers are none of this one.
    placeholderData: undefined,
  });
}

interface VisitorsProps {
  query: ReturnType<typeof useVisitors>;
  store: Store;
  late: boolean;
  onCustomer: (customer: ComboboxOption) => void;
}

function Visitors({ query, store, late, onCustomer }: VisitorsProps) {
  const t = useTranslations("visits.visitors");
  const { data, error } = query;
  if (error) {
    return (
      <ErrorState
        description={error.message || undefined}
        errorId={error instanceof ApiError ? error.id : undefined}
        onRetry={() => void query.refetch()}
        pending={query.isFetching}
      />
    );
  }
  if (!data) {
    return (
      <Loading className="flex flex-col gap-3 p-2 py-3">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </Loading>
    );
  }
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) {
    return (
      <p className="text-pretty px-2 py-8 text-center text-muted-foreground text-sm">
        {t(late ? "emptyLate" : "emptyLast")}
      </p>
    );
  }
  return (
    <div className="max-h-96 overflow-y-auto">
      <ul className="divide-y divide-border">
        {rows.map((row) => (
          <Visitor key={row.customer.id} row={row} store={store} late={late} onCustomer={onCustomer} />
        ))}
      </ul>
      <div className="py-2">
        <LoadMore
          shown={rows.length}
          hasMore={query.hasNextPage}
          pending={query.isFetchingNextPage}
          onLoadMore={() => void query.fetchNextPage()}
        />
      </div>
    </div>
  );
}

interface VisitorProps {
  row: VisitorRow;
  store: Store;
  late: boolean;
  onCustomer: (customer: ComboboxOption) => void;
}

function Visitor({ row, store, late, onCustomer }: VisitorProps) {
  const t = useTranslations("visits.visitors");
  const tShell = useTranslations("shell");
  const format = useFormatter();
  const { customer, visits, lastAt, overdueAt, usualDays } = row;
  const name = customerLabel(customer) ?? tShell("unnamedCustomer");
  const day = (at: string) => <DateTime value={at} timeZone={store.timeZone} style="date" />;
  return (
    <li className="flex items-center gap-4 px-2 py-2.5 text-sm">
      <div className="min-w-0 flex-1">
        <Link
          href={`/vendor/${store.slug}/customers/${customer.id}`}
          className="block truncate font-medium hover:underline"
        >
          <CustomerName customer={customer} />
        </Link>
        <p className="text-muted-foreground text-xs">
          <CustomerPerson customer={customer} />
          {t("lastVisit")}: {day(lastAt)}
          {usualDays === null ? null : ` · ${t("usual")} ${t("days", { count: usualDays })}`}
          {late && overdueAt ? (
            <>
              {" · "}
              {t("overdue")} {day(overdueAt)}
            </>
          ) : null}
        </p>
      </div>
      <button
        type="button"
        aria-label={t("visitsOf", { name })}
        onClick={() => onCustomer({ value: customer.id, label: name })}
        className="min-h-9 shrink-0 rounded-sm text-end hover:underline max-sm:min-h-11"
      >
        <span className="block font-medium tabular-nums">{format.number(visits)}</span>
        <span className="block text-muted-foreground text-xs">{t("visits")}</span>
      </button>
    </li>
  );
}
