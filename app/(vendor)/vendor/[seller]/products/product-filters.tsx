"use client";

import { useTranslations } from "next-intl";
import { ExportLink } from "@/components/export-link";
import { PausedSearch } from "@/components/paused-search";
import { Select } from "@/components/ui/select";
import { type CategoryDto, type ProductFilter, STOCK_FILTERS } from "@/lib/products/schema";

export interface ProductFiltersProps {
  filter: ProductFilter;
  categories: CategoryDto[];
  onChange: (next: Partial<ProductFilter>) => void;
  pending: boolean;
  exportHref: string;
}

export function ProductFilters({ filter, categories, onChange, pending, exportHref }: ProductFiltersProps) {
  const t = useTranslations("products");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <PausedSearch
        label={t("search")}
        value={filter.search}
        pending={pending}
        onChange={(search) => onChange({ search })}
        className="max-sm:flex-auto max-sm:basis-[calc(100%-3.25rem)] sm:w-64"
      />
      <Select
        aria-label={t("filters.status")}
        value={filter.status}
        onChange={(event) => onChange({ status: event.target.value as ProductFilter["status"] })}
        className="max-sm:order-1 max-sm:flex-auto"
      >
        {(["active", "archived", "all"] as const).map((status) => (
          <option key={status} value={status}>
            {t(`filters.${status}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("filters.category")}
        value={filter.category ?? ""}
        onChange={(event) => onChange({ category: event.target.value || undefined })}
        className="max-w-56 max-sm:order-1 max-sm:max-w-none max-sm:flex-auto"
      >
        <option value="">{t("filters.anyCategory")}</option>
        {categories.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="none">{t("filters.noCategory")}</option>
      </Select>
      <Select
        aria-label={t("filters.stock")}
        value={filter.stock ?? ""}
        onChange={(event) => onChange({ stock: STOCK_FILTERS.find((stock) => stock === event.target.value) })}
        className="max-sm:order-1 max-sm:flex-auto"
      >
        <option value="">{t("filters.anyStock")}</option>
        {STOCK_FILTERS.map((stock) => (
          <option key={stock} value={stock}>
            {t(`filters.${stock}`)}
          </option>
        ))}
      </Select>
      <ExportLink href={exportHref} label={t("export")} compact className="sm:ms-auto" />
    </div>
  );
}
