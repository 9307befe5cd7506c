"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardList, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ExportLink } from "@/components/export-link";
import { ListTable } from "@/components/list-table";
import { PausedSearch } from "@/components/paused-search";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { useAddressFilter } from "@/components/use-address-filter";
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
  const { filter: filters, setFilter: setFilters } = useAddressFilter(orderFilters, orderParams);
  const columns = useOrderColumns(store);
  const isInitial = orderParams(filters).toString() === orderParams(initial.filters).toString();
  const query = useInfiniteQuery({
    ...orderListOptions(store, filters),
    ...(isInitial && { initialData: { pages: [initial.page], pageParams: [""] } }),
  });
  return (
    <div className="flex flex-col gap-3">
      <OrderFilterBar filters={filters} onChange={setFilters} pending={query.isPlaceholderData} slug={store.slug} />
      <ListTable
        query={query}
        failed={{ title: t("failed.title"), description: t("failed.description") }}
        label={t("label")}
        columns={columns}
        rowId={({ id }) => id}
        empty={<NoOrders filtered={orderParams(filters).size > 0} onClear={() => setFilters(null)} />}
      />
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
      <ExportLink
        href={`/api/vendor/${slug}/orders/export?${orderParams(filters)}`}
        label={t("export")}
        className="max-sm:flex-1 sm:ms-auto"
      />
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
