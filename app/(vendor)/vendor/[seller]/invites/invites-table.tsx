"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { SearchX, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { ExportLink } from "@/components/export-link";
import { ListTable } from "@/components/list-table";
import { PausedSearch } from "@/components/paused-search";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { useAddressFilter } from "@/components/use-address-filter";
import { inviteListOptions, inviteParams } from "@/lib/invites/query-options";
import { INVITE_STATUSES } from "@/lib/invites/rules";
import { type InviteFilter, type InvitePage, inviteFilter } from "@/lib/invites/schema";
import { InviteBulkActions } from "./invite-actions";
import { useInviteColumns } from "./invite-columns";

export interface InvitesTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  initialFilter: InviteFilter;
  initialPage: InvitePage;
  mayWrite: boolean;
  /** The button for a list that is still empty. */
  invite: ReactNode;
}

const noIds: string[] = [];

export function InvitesTable({ store, initialFilter, initialPage, mayWrite, invite }: InvitesTableProps) {
  const t = useTranslations("invites");
  const { filter, setFilter } = useAddressFilter(inviteFilter, inviteParams);
  const client = useQueryClient();
  const isInitial = inviteParams(filter).toString() === inviteParams(initialFilter).toString();
  const query = useInfiniteQuery({
    ...inviteListOptions(store, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [""] } }),
  });
  const [selected, setSelected] = useState(noIds);
  const onChanged = useCallback(() => {
    setSelected(noIds);
    for (const list of ["invites", "customers"]) void client.invalidateQueries({ queryKey: [store.sellerId, list] });
  }, [client, store.sellerId]);
  const columns = useInviteColumns({ store, mayWrite, onChanged });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Partial<InviteFilter>) => {
    setSelected(noIds);
    setFilter({ ...filter, ...next });
  };
  return (
    <div className="flex flex-col gap-3">
      <InviteFilters filter={filter} onChange={change} pending={query.isFetching} slug={store.slug} />
      <ListTable
        query={query}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        empty={<NoInvites filter={filter} invite={invite} onClear={() => setFilter(null)} />}
        rowLabel={({ contact }) => contact}
        {...(mayWrite && {
          selected,
          onSelectedChange: setSelected,
          bulkActions: (
            <InviteBulkActions
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

interface InviteFiltersProps {
  filter: InviteFilter;
  onChange: (next: Partial<InviteFilter>) => void;
  pending: boolean;
  slug: string;
}

function InviteFilters({ filter, onChange, pending, slug }: InviteFiltersProps) {
  const t = useTranslations("invites");
  const tStatus = useTranslations("status.invite");
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
        value={filter.asked ? "asked" : (filter.status ?? "")}
        onChange={({ target: { value } }) =>
          onChange({
            status: INVITE_STATUSES.find((status) => status === value),
            asked: value === "asked" ? "1" : undefined,
          })
        }
        className="max-sm:flex-1"
      >
        <option value="">{t("filters.all")}</option>
        {INVITE_STATUSES.map((status) => (
          <option key={status} value={status}>
            {tStatus(status)}
          </option>
        ))}
        <option value="asked">{t("filters.asked")}</option>
      </Select>
      <ExportLink
        href={`/api/vendor/${slug}/invites/export?${inviteParams(filter)}`}
        label={t("export")}
        className="sm:ms-auto"
      />
    </div>
  );
}

function NoInvites({ filter, invite, onClear }: { filter: InviteFilter; invite: ReactNode; onClear: () => void }) {
  const t = useTranslations("invites");
  if (filter.q === "" && !filter.status && !filter.asked) {
    return (
      <EmptyState
        icon={Send}
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
