"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { PausedSearch } from "@/components/paused-search";
import { showInAddress } from "@/components/use-address-filter";
import { cn } from "@/lib/cn";
import { shopParams } from "@/lib/pricing/query-options";
import type { ShopCategory } from "@/lib/pricing/rules";
import type { ShopProductFilters } from "@/lib/pricing/schema";

/** What the opened address asked for, and what the server made of it. */
export interface AskedFilters {
  asked: Record<"search" | "category", string | string[] | undefined>;
  filters: ShopProductFilters;
}

/** The filters stand in the address, and nowhere else. Only the server checks them: its schema library is too heavy for a shop's first visit. */
export function useShopFilters({ asked, filters: checked }: AskedFilters): {
  filters: ShopProductFilters;
  setFilters: (filters: ShopProductFilters) => void;
} {
  const params = useSearchParams();
  const search = params.get("search") ?? undefined;
  const category = params.get("category") ?? undefined;
  const isChecked = search === asked.search && category === asked.category;
  const filters = isChecked ? checked : { search, category };
  const setFilters = (next: ShopProductFilters) => showInAddress(shopParams(next));
  return { filters, setFilters };
}

export interface ShopFiltersProps {
  filters: ShopProductFilters;
  setFilters: (filters: ShopProductFilters) => void;
  categories: ShopCategory[];
  pending: boolean;
}

export function ShopFilters({ filters, setFilters, categories, pending }: ShopFiltersProps) {
  const t = useTranslations("shop");
  return (
    <search className="flex flex-col gap-3">
      <PausedSearch
        label={t("search")}
        value={filters.search ?? ""}
        onChange={(search) => setFilters({ ...filters, search: search || undefined })}
        pending={pending}
        className="w-full max-w-md max-sm:max-w-none"
      />
      {categories.length > 1 ? (
        <fieldset className="-mx-4 min-w-0 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0">
          <legend className="sr-only">{t("categories")}</legend>
          <div className="flex gap-2 py-1 sm:flex-wrap">
            <Category current={!filters.category} onPick={() => setFilters({ ...filters, category: undefined })}>
              {t("allProducts")}
            </Category>
            {categories.map(({ id, name }) => (
              <Category
                key={id}
                current={filters.category === id}
                onPick={() => setFilters({ ...filters, category: id })}
              >
                {name}
              </Category>
            ))}
          </div>
        </fieldset>
      ) : null}
    </search>
  );
}

function Category({ current, onPick, children }: { current: boolean; onPick: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={current}
      onClick={onPick}
      className={cn(
        "h-8 shrink-0 whitespace-nowrap rounded-full border px-3 text-sm transition-colors max-sm:h-11 max-sm:px-4",
        current ? "border-foreground bg-foreground text-background" : "border-border bg-card hover:bg-hover",
      )}
    >
      {children}
    </button>
  );
}
