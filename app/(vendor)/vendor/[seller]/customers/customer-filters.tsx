"use client";

import { useTranslations } from "next-intl";
import { ExportLink } from "@/components/export-link";
import { PausedSearch } from "@/components/paused-search";
import { Select } from "@/components/ui/select";
import { customerParams } from "@/lib/customers/query-options";
import { CUSTOMER_STATUSES, GRANTS } from "@/lib/customers/rules";
import type { CustomerFilter } from "@/lib/customers/schema";

interface CustomerFiltersProps {
  filter: CustomerFilter;
  onChange: (next: Partial<CustomerFilter>) => void;
  pending: boolean;
  slug: string;
  priceLists: { id: string; name: string }[];
}

export function CustomerFilters({ filter, onChange, pending, slug, priceLists }: CustomerFiltersProps) {
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
        className="max-sm:flex-auto"
      >
        <option value="">{t("filters.all")}</option>
        {CUSTOMER_STATUSES.map((status) => (
          <option key={status} value={status}>
            {tStatus(status)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("filters.how")}
        value={filter.how ?? ""}
        onChange={(event) => onChange({ how: GRANTS.find((how) => how === event.target.value) })}
        className="max-sm:flex-auto"
      >
        <option value="">{t("filters.anyHow")}</option>
        {GRANTS.map((how) => (
          <option key={how} value={how}>
            {t(`how.${how}`)}
          </option>
        ))}
      </Select>
      {priceLists.length > 0 ? (
        <Select
          aria-label={t("filters.prices")}
          value={filter.prices ?? ""}
          onChange={(event) => onChange({ prices: event.target.value || undefined })}
          className="max-sm:flex-auto sm:max-w-48"
        >
          <option value="">{t("filters.anyPrices")}</option>
          <option value="none">{t("listPrices")}</option>
          {priceLists.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : null}
      <ExportLink
        href={`/api/vendor/${slug}/customers/export?${customerParams(filter)}`}
        label={t("export")}
        className="max-sm:flex-1 sm:ms-auto"
      />
    </div>
  );
}
