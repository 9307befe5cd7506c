"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { ExportLink } from "@/components/export-link";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { activityParams } from "@/lib/audit/query-options";
import { EVENT_GROUP_NAMES, type WhoChoice } from "@/lib/audit/rules";
import type { ActivityFilter } from "@/lib/audit/schema";

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (next: Partial<ActivityFilter>) => void;
  actors: WhoChoice[];
  slug: string;
}

export function ActivityFilters({ filter, onChange, actors, slug }: ActivityFiltersProps) {
  const t = useTranslations("audit");
  const refusedId = useId();
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Field label={t("filters.who")} className="max-sm:w-full sm:w-48">
        <Select value={filter.who ?? ""} onChange={(event) => onChange({ who: event.target.value || undefined })}>
          <option value="">{t("filters.anybody")}</option>
          {actors.map(({ who, name }) => (
            <option key={who} value={who}>
              {name ?? t("actors.unnamed")}
            </option>
          ))}
          <option value="operators">{t("actors.operators")}</option>
          <option value="system">{t("actors.system")}</option>
        </Select>
      </Field>
      <Field label={t("filters.what")} className="max-sm:w-full sm:w-40">
        <Select
          // Refused attempts are of one kind: said here, and what was chosen before comes back.
          value={filter.refused === "1" ? "" : (filter.what ?? "")}
          disabled={filter.refused === "1"}
          onChange={(event) => onChange({ what: EVENT_GROUP_NAMES.find((name) => name === event.target.value) })}
        >
          <option value="">{t(filter.refused === "1" ? "filters.refused" : "filters.anything")}</option>
          {EVENT_GROUP_NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`groups.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("filters.from")} className="max-sm:flex-1">
        <Input
          type="date"
          value={filter.from ?? ""}
          max={filter.to}
          onChange={(event) => onChange({ from: event.target.value || undefined })}
        />
      </Field>
      <Field label={t("filters.to")} className="max-sm:flex-1">
        <Input
          type="date"
          value={filter.to ?? ""}
          min={filter.from}
          onChange={(event) => onChange({ to: event.target.value || undefined })}
        />
      </Field>
      <span className="flex h-9 items-center gap-2 max-sm:h-11 max-sm:w-full">
        <Checkbox
          id={refusedId}
          checked={filter.refused === "1"}
          onChange={(event) => onChange({ refused: event.target.checked ? "1" : undefined })}
        />
        <Label htmlFor={refusedId}>{t("filters.refused")}</Label>
      </span>
      <ExportLink
        href={`/api/vendor/${slug}/audit/export?${activityParams(filter)}`}
        label={t("export")}
        className="max-sm:w-full sm:ms-auto"
      />
    </div>
  );
}
