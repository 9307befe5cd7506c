import { useTranslations } from "next-intl";
import { ExportLink } from "@/components/export-link";
import { PausedSearch } from "@/components/paused-search";
import { Select } from "@/components/ui/select";
import { requestParams } from "@/lib/customers/requests/query-options";
import { REQUEST_SORTS, REQUEST_STATES, type RequestFilter } from "@/lib/customers/requests/schema";

interface RequestFiltersProps {
  filter: RequestFilter;
  onChange: (next: Partial<RequestFilter>) => void;
  pending: boolean;
  slug: string;
}

export function RequestFilters({ filter, onChange, pending, slug }: RequestFiltersProps) {
  const t = useTranslations("customers");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <PausedSearch
        label={t("requests.search")}
        value={filter.q}
        pending={pending}
        onChange={(q) => onChange({ q })}
        className="w-full sm:w-72"
      />
      <Select
        aria-label={t("requests.states.label")}
        value={filter.state}
        onChange={(event) => onChange({ state: REQUEST_STATES.find((state) => state === event.target.value) })}
        className="max-sm:flex-auto"
      >
        {REQUEST_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`requests.states.${state}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("requests.sort.label")}
        value={filter.sort}
        onChange={(event) => onChange({ sort: REQUEST_SORTS.find((sort) => sort === event.target.value) })}
        className="max-sm:flex-auto"
      >
        {REQUEST_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`requests.sort.${sort}`)}
          </option>
        ))}
      </Select>
      <ExportLink
        href={`/api/vendor/${slug}/requests/export?${requestParams(filter)}`}
        label={t("export")}
        className="max-sm:flex-1 sm:ms-auto"
      />
    </div>
  );
}
