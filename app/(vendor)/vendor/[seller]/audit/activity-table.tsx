"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { ListTable } from "@/components/list-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useAddressFilter } from "@/components/use-address-filter";
import { activityListOptions, activityParams } from "@/lib/audit/query-options";
import { type Actor, type WhoChoice, withChosen } from "@/lib/audit/rules";
import { type ActivityFilter, type ActivityPage, activityFilter } from "@/lib/audit/schema";
import { useActivityColumns } from "./activity-columns";
import { ActivityFilters } from "./activity-filters";

export interface ActivityTableProps {
  store: { sellerId: string; slug: string; timeZone: string };
  actors: WhoChoice[];
  /** What the server found for the address that was opened. */
  initial: { filter: ActivityFilter; page: ActivityPage };
}

export function ActivityTable({ store, actors, initial }: ActivityTableProps) {
  const t = useTranslations("audit");
  const { filter, setFilter } = useAddressFilter(activityFilter, activityParams);
  // A customer is only among the choices once somebody asked for them.
  const [chosen, setChosen] = useState<WhoChoice[]>([]);
  const params = activityParams(filter).toString();
  const query = useInfiniteQuery({
    ...activityListOptions(store, filter),
    ...(params === activityParams(initial.filter).toString() && {
      initialData: { pages: [initial.page], pageParams: [""] },
    }),
  });
  const narrow = useCallback(
    (actor: Actor) => {
      if (!actor.who) return;
      setChosen([{ who: actor.who, name: actor.name }]);
      setFilter({ ...filter, who: actor.who });
    },
    [filter, setFilter],
  );
  const columns = useActivityColumns(store, narrow);
  return (
    <div className="flex flex-col gap-3">
      <ActivityFilters
        filter={filter}
        onChange={(next) => setFilter({ ...filter, ...next })}
        actors={withChosen(actors, chosen)}
        slug={store.slug}
      />
      <ListTable
        query={query}
        failed={{ title: t("failed.title"), description: t("failed.description") }}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        empty={<NoActivity filtered={params !== ""} onClear={() => setFilter(null)} />}
      />
    </div>
  );
}

function NoActivity({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTranslations("audit");
  if (!filtered) return <EmptyState icon={History} title={t("empty.title")} description={t("empty.description")} />;
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
