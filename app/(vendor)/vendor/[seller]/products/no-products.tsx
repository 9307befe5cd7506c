"use client";

import { Package, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { productParams } from "@/lib/products/query-options";
import type { ProductFilter } from "@/lib/products/schema";
import { AddProductButton } from "./add-product-button";

interface NoProductsProps {
  filter: ProductFilter;
  slug: string;
  mayWrite: boolean;
  onClear: () => void;
}

export function NoProducts({ filter, slug, mayWrite, onClear }: NoProductsProps) {
  const t = useTranslations("products");
  const narrowed = [...productParams(filter).keys()].some((name) => name !== "sort");
  if (narrowed) {
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
  return (
    <EmptyState
      icon={Package}
      title={t("empty.title")}
      description={mayWrite ? t("empty.description") : t("empty.readDescription")}
      action={mayWrite ? <AddProductButton href={`/vendor/${slug}/products/new`} label={t("add")} /> : undefined}
    />
  );
}
