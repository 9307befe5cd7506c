"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ContactRound, FileSpreadsheet, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { ExportLink } from "@/components/export-link";
import { ListTable } from "@/components/list-table";
import { PausedSearch } from "@/components/paused-search";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { useAddressFilter } from "@/components/use-address-filter";
import { clientListOptions, clientParams } from "@/lib/clients/query-options";
import { CLIENT_STATUSES } from "@/lib/clients/rules";
import { type ClientFilter, type ClientPage, clientFilter } from "@/lib/clients/schema";
import { ClientBulkActions } from "./client-actions";
import { useClientColumns } from "./client-columns";
import { clientName } from "./client-name";

interface ClientsTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  initialFilter: ClientFilter;
  initialPage: ClientPage;
  mayWrite: boolean;
}

const noIds: string[] = [];

export function ClientsTable({ store, priceLists, initialFilter, initialPage, mayWrite }: ClientsTableProps) {
  const t = useTranslations("clients");
  const { filter, setFilter } = useAddressFilter(clientFilter, clientParams);
  const [selected, setSelected] = useState(noIds);
  const client = useQueryClient();
  const isInitial = clientParams(filter).toString() === clientParams(initialFilter).toString();
  const query = useInfiniteQuery({
    ...clientListOptions(store, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [""] } }),
  });
  const onChanged = useCallback(() => {
    setSelected(noIds);
    void client.invalidateQueries({ queryKey: [store.sellerId, "clients"] });
  }, [client, store.sellerId]);
  const columns = useClientColumns({ store, priceLists, mayWrite, onChanged });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Partial<ClientFilter>) => {
    setSelected(noIds);
    setFilter({ ...filter, ...next });
  };
  return (
    <div className="flex flex-col gap-3">
      <ClientFilters filter={filter} onChange={change} pending={query.isFetching} slug={store.slug} />
      <ListTable
        query={query}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        rowLabel={clientName}
        sort={{ by: "added", direction: filter.sort.startsWith("-") ? "desc" : "asc" }}
        onSortChange={(next) => change({ sort: next?.direction === "asc" ? "added" : "-added" })}
        empty={<NoClients filter={filter} mayWrite={mayWrite} onClear={() => setFilter(null)} />}
        {...(mayWrite && {
          selected,
          onSelectedChange: setSelected,
          bulkActions: (
            <ClientBulkActions
              slug={store.slug}
              rows={rows.filter(({ id }) => selected.includes(id))}
              onDone={onChanged}
            />
          ),
        })}
      />
    </div>
  );
}

interface ClientFiltersProps {
  filter: ClientFilter;
  onChange: (next: Partial<ClientFilter>) => void;
  pending: boolean;
  slug: string;
}

function ClientFilters({ filter, onChange, pending, slug }: ClientFiltersProps) {
  const t = useTranslations("clients");
  const tStatus = useTranslations("status.client");
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
        onChange={(event) => onChange({ status: CLIENT_STATUSES.find((status) => status === event.target.value) })}
        className="max-sm:w-full"
      >
        <option value="">{t("filters.all")}</option>
        {CLIENT_STATUSES.map((status) => (
          <option key={status} value={status}>
            {tStatus(status)}
          </option>
        ))}
      </Select>
      <a
        href={`/api/vendor/${slug}/clients/template`}
        download
        className={buttonVariants({ variant: "ghost", className: "max-sm:flex-1 sm:ms-auto" })}
      >
        <FileSpreadsheet aria-hidden="true" />
        {t("template")}
      </a>
      <ExportLink
        href={`/api/vendor/${slug}/clients/export?${clientParams(filter)}`}
        label={t("export")}
        className="max-sm:flex-1"
      />
    </div>
  );
}

interface NoClientsProps {
  filter: ClientFilter;
  mayWrite: boolean;
  onClear: () => void;
}

/** The next step stands above, where the page's buttons are. */
function NoClients({ filter, mayWrite, onClear }: NoClientsProps) {
  const t = useTranslations("clients");
  if (filter.q === "" && !filter.status) {
    return (
      <EmptyState
        icon={ContactRound}
        title={t("empty.title")}
        description={mayWrite ? t("empty.description") : t("empty.readDescription")}
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
