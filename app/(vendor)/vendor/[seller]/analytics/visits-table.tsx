"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { ListTable } from "@/components/list-table";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Label } from "@/components/ui/label";
import { splitView, visitListOptions, visitParams } from "@/lib/visits/query-options";
import type { VisitRow } from "@/lib/visits/rules";
import type { PartProps } from "./analytics-screen";
import { useVisitColumns } from "./visit-columns";

interface VisitsTableProps extends PartProps {
  onOpen: (visit: VisitRow) => void;
  onClear: () => void;
}

/** Every visit with every detail, newest first. */
export function VisitsTable({ store, view, initial, onChange, onOpen, onClear }: VisitsTableProps) {
  const t = useTranslations("visits");
  const checkboxId = useId();
  const { list } = splitView(view);
  const isInitial = visitParams(list).toString() === visitParams(splitView(initial.view).list).toString();
  const query = useInfiniteQuery({
    ...visitListOptions(store, list),
    ...(initial.everCame && isInitial && { initialData: { pages: [initial.visits], pageParams: [""] } }),
  });
  const columns = useVisitColumns(store, view.visit, onOpen);
  return (
    <section aria-labelledby="visits-list" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="visits-list" className="font-semibold text-base">
          {t("list.title")}
        </h2>
        <span className="flex h-9 items-center gap-2 max-sm:h-11">
          <Checkbox
            id={checkboxId}
            checked={view.ordered === "no"}
            onChange={(event) => onChange({ ordered: event.target.checked ? "no" : undefined })}
          />
          <Label htmlFor={checkboxId}>{t("list.onlyUnordered")}</Label>
        </span>
      </div>
      <ListTable
        query={query}
        failed={{ title: t("failed.title"), description: t("failed.description") }}
        label={t("list.title")}
        columns={columns}
        rowId={({ id }) => id}
        empty={
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
        }
      />
    </section>
  );
}
