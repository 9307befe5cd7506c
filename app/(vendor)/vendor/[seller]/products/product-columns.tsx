"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { LOW_STOCK } from "@/lib/products/rules";
import type { CategoryDto, ProductRow } from "@/lib/products/schema";

export function useProductColumns(
  store: { slug: string; currency: string; timeZone: string },
  categories: CategoryDto[],
): DataColumn<ProductRow>[] {
  const t = useTranslations("products");
  return useMemo(() => {
    const names = new Map(categories.map(({ id, name }) => [id, name]));
    return [
      {
        id: "name",
        header: t("columns.name"),
        sortable: true,
        phone: "title",
        cell: ({ id, name, status }) => (
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <Link
              href={`/vendor/${store.slug}/products/${id}`}
              className="line-clamp-2 min-w-0 break-words font-medium hover:underline"
            >
              {name}
            </Link>
            {status === "archived" ? <StatusBadge kind="product" status="archived" /> : null}
          </span>
        ),
      },
      {
        id: "sku",
        header: t("columns.sku"),
        sortable: true,
        cell: ({ sku }) => <span className="break-all text-muted-foreground">{sku}</span>,
      },
      {
        id: "category",
        header: t("columns.category"),
        cell: ({ categoryId }) => (categoryId && names.get(categoryId)) ?? "–",
      },
      {
        id: "price",
        header: t("columns.price"),
        sortable: true,
        numeric: true,
        cell: ({ price }) => <Money minor={price} currency={store.currency} />,
      },
      {
        id: "unit",
        header: t("columns.unit"),
        phone: "hidden",
        cell: ({ unit }) => <span className="block max-w-40 truncate text-muted-foreground">{unit ?? "–"}</span>,
      },
      { id: "stock", header: t("columns.stock"), sortable: true, numeric: true, cell: (row) => <Stock row={row} /> },
      {
        id: "updated",
        header: t("columns.updated"),
        sortable: true,
        phone: "hidden",
        cell: ({ updatedAt }) => (
          <DateTime
            value={updatedAt}
            timeZone={store.timeZone}
            style="date"
            className="whitespace-nowrap text-muted-foreground"
          />
        ),
      },
    ];
  }, [store.slug, store.currency, store.timeZone, categories, t]);
}

function Stock({ row }: { row: ProductRow }) {
  const t = useTranslations("products");
  const format = useFormatter();
  if (row.status === "active" && row.stock === 0) return <Badge tone="danger">{t("outOfStock")}</Badge>;
  if (row.status === "active" && row.stock <= LOW_STOCK)
    return <Badge tone="warning">{t("lowStock", { stock: row.stock })}</Badge>;
  return format.number(row.stock);
}
