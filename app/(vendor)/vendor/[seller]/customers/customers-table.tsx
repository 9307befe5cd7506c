"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { ListTable } from "@/components/list-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useAddressFilter } from "@/components/use-address-filter";
import { customerListOptions, customerParams } from "@/lib/customers/query-options";
import { customerLabel } from "@/lib/customers/rules";
import { type CustomerFilter, type CustomerPage, customerFilter } from "@/lib/customers/schema";
import { CustomerBulkActions } from "./customer-bulk-actions";
import { useCustomerColumns } from "./customer-columns";
import { CustomerFilters } from "./customer-filters";

export interface CustomersTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  initialFilter: CustomerFilter;
  initialPage: CustomerPage;
  mayWrite: boolean;
  /** The button for a list that is still empty. */
  invite: ReactNode;
}

const noIds: string[] = [];

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
  const [selected, setSelected] = useState(noIds);
  const onChanged = useCallback(() => {
    void client.invalidateQueries({ queryKey: [store.sellerId, "customers"] });
  }, [client, store.sellerId]);
  const columns = useCustomerColumns({ store, priceLists, mayWrite, onChanged });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Partial<CustomerFilter>) => {
    setSelected(noIds);
    setFilter({ ...filter, ...next });
  };
  const done = () => {
    setSelected(noIds);
    onChanged();
  };
  return (
    <div className="flex flex-col gap-3">
      <CustomerFilters
        filter={filter}
        onChange={change}
        pending={query.isFetching}
        slug={store.slug}
        priceLists={priceLists}
      />
      <ListTable
        query={query}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        sort={{ by: filter.sort.replace(/^-/, ""), direction: filter.sort.startsWith("-") ? "desc" : "asc" }}
        onSortChange={(next) => change({ sort: toSort(next) })}
        rowLabel={(row) => customerLabel(row) ?? row.id}
        empty={
          <NoCustomers filtered={customerParams(filter).size > 0} invite={invite} onClear={() => setFilter(null)} />
        }
        {...(mayWrite && {
          selected,
          onSelectedChange: setSelected,
          bulkActions: (
            <CustomerBulkActions
              slug={store.slug}
              rows={rows.filter(({ id }) => selected.includes(id))}
              onDone={done}
            />
          ),
        })}
      />
    </div>
  );
}

function toSort(next: { by: string; direction: "asc" | "desc" } | null): CustomerFilter["sort"] {
  const by = next?.by === "lastVisit" ? "lastVisit" : "added";
  return next?.direction === "asc" ? by : `-${by}`;
}

function NoCustomers({ filtered, invite, onClear }: { filtered: boolean; invite: ReactNode; onClear: () => void }) {
  const t = useTranslations("customers");
  if (!filtered) {
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
