"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Download, SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { ListTable } from "@/components/list-table";
import { PausedSearch } from "@/components/paused-search";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { useAddressFilter } from "@/components/use-address-filter";
import { customerListOptions, customerParams } from "@/lib/customers/query-options";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import { type CustomerFilter, type CustomerPage, customerFilter } from "@/lib/customers/schema";
import { useCustomerColumns } from "./customer-columns";

export interface CustomersTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  initialFilter: CustomerFilter;
  initialPage: CustomerPage;
  mayWrite: boolean;
  /** The button for a list that is still empty. */
  invite: ReactNode;
}

export function CustomersTable({
  store,
  priceLists,
  initialFilter,
  initialPage,
  mayWrite,
  invite,
}: CustomersTableProps) {
  const t = useTranslations("customers");
  const { filter, setFilter } = useAddressFilter(customerFilter, customerParams);
  const client = useQueryClient();
  const isInitial = customerParams(filter).toString() === customerParams(initialFilter).toString();
  const query = useInfiniteQuery({
    ...customerListOptions(store, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [""] } }),
  });
  const onChanged = useCallback(() => {
    void client.invalidateQueries({ queryKey: [store.sellerId, "customers"] });
  }, [client, store.sellerId]);
  const columns = useCustomerColumns({ store, priceLists, mayWrite, onChanged });
  const change = (next: Partial<CustomerFilter>) => setFilter({ ...filter, ...next });
  return (
    <div className="flex flex-col gap-3">
      <CustomerFilters filter={filter} onChange={change} pending={query.isFetching} slug={store.slug} />
      <ListTable
        query={query}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        sort={{ by: filter.sort.replace(/^-/, ""), direction: filter.sort.startsWith("-") ? "desc" : "asc" }}
        onSortChange={(next) => change({ sort: toSort(next) })}
        empty={<NoCustomers filter={filter} invite={invite} onClear={() => setFilter(null)} />}
      />
    </div>
  );
}

function toSort(next: { by: string; direction: "asc" | "desc" } | null): CustomerFilter["sort"] {
  const by = next?.by === "lastVisit" ? "lastVisit" : "added";
  return next?.direction === "asc" ? by : `-${by}`;
}

interface CustomerFiltersProps {
  filter: CustomerFilter;
  onChange: (next: Partial<CustomerFilter>) => void;
  pending: boolean;
  slug: string;
}

function CustomerFilters({ filter, onChange, pending, slug }: CustomerFiltersProps) {
  const t = useTranslations("customers");
  const tStatus = useTranslations("status.customer");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <PausedSearch
        label={t("search")}
        value={filter.q}
        pending={pending}
        onChange={(q) => onChange({ q })}
        className="w-full sm:w-72"
      />
      <Select
        aria-label={t("filters.status")}
        value={filter.status ?? ""}
        onChange={(event) => onChange({ status: CUSTOMER_STATUSES.find((status) => status === event.target.value) })}
        className="max-sm:flex-1"
      >
        <option value="">{t("filters.all")}</option>
        {CUSTOMER_STATUSES.map((status) => (
          <option key={status} value={status}>
            {tStatus(status)}
          </option>
        ))}
      </Select>
      <a
        href={`/api/vendor/${slug}/customers/export?${customerParams(filter)}`}
        download
        className={buttonVariants({ variant: "secondary", className: "sm:ms-auto" })}
      >
        <Download aria-hidden="true" />
        {t("export")}
      </a>
    </div>
  );
}

function NoCustomers({ filter, invite, onClear }: { filter: CustomerFilter; invite: ReactNode; onClear: () => void }) {
  const t = useTranslations("customers");
  if (filter.q === "" && !filter.status) {
    return (
      <EmptyState
        icon={Users}
        title={t("empty.title")}
        description={invite ? t("empty.description") : t("empty.readDescription")}
        action={invite}
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t("empty.filteredTitle")}
      description={t("empty.filteredDescription")}
      action={
        <Button variant="secondary" onClick={onClear}>
          {t("filters.clear")}
        </Button>
      }
    />
  );
}
