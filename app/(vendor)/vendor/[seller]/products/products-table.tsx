"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListTable } from "@/components/list-table";
import { useAddressFilter } from "@/components/use-address-filter";
import { productListOptions, productParams, productsKey } from "@/lib/products/query-options";
import { type CategoryDto, type ProductFilter, type ProductPage, productFilter } from "@/lib/products/schema";
import { NoProducts } from "./no-products";
import { ProductBulkActions } from "./product-bulk-actions";
import { useProductColumns } from "./product-columns";
import { ProductFilters } from "./product-filters";

export interface ProductsTableProps {
  store: { sellerId: string; slug: string; currency: string; timeZone: string };
  categories: CategoryDto[];
  initialFilter: ProductFilter;
  initialPage: ProductPage;
  mayWrite: boolean;
}

const noIds: string[] = [];

export function ProductsTable({ store, categories, initialFilter, initialPage, mayWrite }: ProductsTableProps) {
  const t = useTranslations("products");
  const { filter, setFilter } = useAddressFilter(productFilter, productParams);
  const [selected, setSelected] = useState(noIds);
  const client = useQueryClient();
  const columns = useProductColumns(store, categories);
  const isInitial = productParams(filter).toString() === productParams(initialFilter).toString();
  const query = useInfiniteQuery({
    ...productListOptions(store, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [""] } }),
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Partial<ProductFilter>) => {
    setSelected(noIds);
    setFilter({ ...filter, ...next });
  };
  const sort = {
    by: filter.sort.replace(/^-/, ""),
    direction: filter.sort.startsWith("-") ? ("desc" as const) : ("asc" as const),
  };
  const done = async () => {
    setSelected(noIds);
    await client.invalidateQueries({ queryKey: productsKey(store.sellerId) });
  };
  return (
    <div className="flex flex-col gap-3">
      <ProductFilters
        filter={filter}
        categories={categories}
        onChange={change}
        pending={query.isFetching}
        exportHref={`/api/vendor/${store.slug}/products/export?${productParams(filter)}`}
      />
      <ListTable
        query={query}
        label={t("title")}
        columns={columns}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        sort={sort}
        onSortChange={(next) =>
          change({
            sort: next ? (`${next.direction === "desc" ? "-" : ""}${next.by}` as ProductFilter["sort"]) : "name",
          })
        }
        empty={<NoProducts filter={filter} slug={store.slug} mayWrite={mayWrite} onClear={() => setFilter(null)} />}
        {...(mayWrite && {
          selected,
          onSelectedChange: setSelected,
          bulkActions: (
            <ProductBulkActions slug={store.slug} rows={rows.filter(({ id }) => selected.includes(id))} onDone={done} />
          ),
        })}
      />
    </div>
  );
}
