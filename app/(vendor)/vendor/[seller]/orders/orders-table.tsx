"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardList, Download, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PausedSearch } from "@/components/paused-search";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { ApiError } from "@/lib/get-json";
import { orderListOptions, orderParams } from "@/lib/orders/query-options";
import { ORDER_STATUSES, type OrderPage } from "@/lib/orders/rules";
import { type OrderFilters, orderFilters } from "@/lib/orders/schema";
import { useOrderColumns } from "./order-columns";

export interface OrdersTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  /** What the server found for the address that was opened. */
  initial: { filters: OrderFilters; page: OrderPage };
}

export function OrdersTable({ store, initial }: OrdersTableProps) {
  const t = useTranslations("orders");
  const { filters, setFilters } = useOrderFilters();
  const columns = useOrderColumns(store);
  const isInitial = orderParams(filters).toString() === orderParams(initial.filters).toString();
  const query = useInfiniteQuery({
    ...orderListOptions(store, filters),
    ...(isInitial && { initialData: { pages: [initial.page], pageParams: [""] } }),
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { error } = query;
  return (
    <div className="flex flex-col gap-3">
      <OrderFilterBar filters={filters} onChange={setFilters} pending={query.isPlaceholderData} slug={store.slug} />
      {error ? (
        <ErrorState
          title={t("failed.title")}
          description={error.message || t("failed.description")}
          errorId={error instanceof ApiError ? error.id : undefined}
          onRetry={() => void query.refetch()}
          pending={query.isFetching}
        />
      ) : (
        <>
          <DataTable
            label={t("label")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            loading={query.isPending}
            refreshing={query.isPlaceholderData}
            empty={<NoOrders filtered={orderParams(filters).size > 0} onClear={() => setFilters({})} />}
          />
          {rows.length > 0 ? (
            <LoadMore
              shown={rows.length}
              total={query.data?.pages[0]?.total ?? undefined}
              hasMore={query.hasNextPage}
              pending={query.isFetchingNextPage}
              onLoadMore={() => void query.fetchNextPage()}
            />
          ) : null}
        </>
      )}
    </div>
  );
}

type BarProps = { filters: OrderFilters; onChange: (filters: OrderFilters) => void; pending: boolean; slug: string };

function OrderFilterBar({ filters, onChange, pending, slug }: BarProps) {
  const t = useTranslations("orders");
  const tStatus = useTranslations("status.order");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <PausedSearch
        label={t("search")}
        value={filters.search ?? ""}
        pending={pending}
        onChange={(search) => onChange({ ...filters, search: search || undefined })}
        className="w-full sm:w-72"
      />
      <Select
        aria-label={t("statusFilter")}
        value={filters.status ?? ""}
        onChange={(event) =>
          onChange({ ...filters, status: ORDER_STATUSES.find((status) => status === event.target.value) })
        }
        className="max-sm:flex-1"
      >
        <option value="">{t("anyStatus")}</option>
        {ORDER_STATUSES.map((status) => (
          <option key={status} value={status}>
            {tStatus(status)}
          </option>
        ))}
      </Select>
      <a
        href={`/api/vendor/${slug}/orders/export?${orderParams(filters)}`}
        download
        className={buttonVariants({ variant: "secondary", className: "max-sm:flex-1 sm:ms-auto" })}
      >
        <Download aria-hidden="true" />
        {t("export")}
      </a>
    </div>
  );
}

function NoOrders({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTranslations("orders.empty");
  if (!filtered) return <EmptyState icon={ClipboardList} title={t("title")} description={t("description")} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t("filteredTitle")}
      description={t("filteredDescription")}
      action={
        <Button variant="secondary" onClick={onClear}>
          {t("showAll")}
        </Button>
      }
    />
  );
}

/** The filters live in the address: reload, back and a shared link show the same rows. */
function useOrderFilters() {
  const params = useSearchParams();
  const filters = useMemo(() => {
    const asked = orderFilters.safeParse(Object.fromEntries(params));
    return asked.success ? asked.data : {};
  }, [params]);
  const setFilters = (next: OrderFilters) => {
    const query = orderParams(next).toString();
    // Next follows along without asking the server for the page again.
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  };
  return { filters, setFilters };
}
