"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { ListTable } from "@/components/list-table";
import { useAddressFilter } from "@/components/use-address-filter";
import { requestListOptions, requestParams } from "@/lib/customers/requests/query-options";
import { type RequestFilter, type RequestPage, requestFilter } from "@/lib/customers/requests/schema";
import { customerLabel } from "@/lib/customers/rules";
import { NoRequests } from "./no-requests";
import { RequestBulkActions } from "./request-bulk-actions";
import { useRequestColumns } from "./request-columns";
import { RequestFilters } from "./request-filters";

export interface RequestsTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  initialFilter: RequestFilter;
  initialPage: RequestPage;
  mayDecide: boolean;
}

const noIds: string[] = [];

export function RequestsTable({ store, priceLists, initialFilter, initialPage, mayDecide }: RequestsTableProps) {
  const t = useTranslations("customers");
  const { filter, setFilter } = useAddressFilter(requestFilter, requestParams);
  const [selected, setSelected] = useState(noIds);
  const client = useQueryClient();
  const isInitial = requestParams(filter).toString() === requestParams(initialFilter).toString();
  const query = useInfiniteQuery({
    ...requestListOptions(store, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [""] } }),
  });
  const onDecided = useCallback(async () => {
    setSelected(noIds);
    const lists = ["requests", "customers"].map((list) =>
      client.invalidateQueries({ queryKey: [store.sellerId, list] }),
    );
    await Promise.all(lists);
  }, [client, store.sellerId]);
  const columns = useRequestColumns({ store, priceLists, state: filter.state, mayDecide, onDecided });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Partial<RequestFilter>) => {
    setSelected(noIds);
    setFilter({ ...filter, ...next });
  };
  return (
    <div className="flex flex-col gap-3">
      <RequestFilters filter={filter} onChange={change} pending={query.isFetching} slug={store.slug} />
      <ListTable
        query={query}
        label={t("requests.title")}
        columns={columns}
        rowId={({ id }) => id}
        rowLabel={(row) => customerLabel(row) ?? row.id}
        empty={<NoRequests filter={filter} slug={store.slug} onClear={() => change({ q: "" })} />}
        {...(mayDecide && {
          selected,
          onSelectedChange: setSelected,
          bulkActions: (
            <RequestBulkActions
              slug={store.slug}
              state={filter.state}
              rows={rows.filter(({ id }) => selected.includes(id))}
              priceLists={priceLists}
              onDecided={onDecided}
            />
          ),
        })}
      />
    </div>
  );
}
