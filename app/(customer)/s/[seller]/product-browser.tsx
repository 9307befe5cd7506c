"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageOpen, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { cn } from "@/lib/cn";
import { isRefusal } from "@/lib/get-json";
import { formatMoney } from "@/lib/i18n/format";
import { shopParams, shopProductsOptions } from "@/lib/pricing/query-options";
import type { ShopCategory, ShopProductPage } from "@/lib/pricing/rules";
import type { ShopProductFilters } from "@/lib/pricing/schema";
import { type CardTools, ProductCard } from "./product-card";
import { useAddToBasket, useBasket, useCheckShop, useShop } from "./shop-context";
import { type AskedFilters, ShopFilters, useShopFilters } from "./shop-filters";
import { CardsSkeleton } from "./shop-skeleton";

export interface ProductBrowserProps {
  sellerName: string;
  /** What the server found for the address that was opened. */
  initial: AskedFilters & { page: ShopProductPage };
  categories: ShopCategory[];
}

/** Search, categories and products; each further page is fetched where the last one ended. */
export function ProductBrowser({ sellerName, initial, categories }: ProductBrowserProps) {
  const t = useTranslations("shop");
  const shop = useShop();
  const basket = useBasket();
  const tools = useCardTools();
  const { filters, setFilters } = useShopFilters(initial);
  const isInitial = shopParams(filters).toString() === shopParams(initial.filters).toString();
  const query = useInfiniteQuery({
    ...shopProductsOptions(shop, filters),
    ...(isInitial && { initialData: { pages: [initial.page], pageParams: [""] } }),
  });
  const refused = isRefusal(query.error);
  const checkShop = useCheckShop();
  useEffect(() => {
    if (refused) checkShop("not_found");
  }, [refused, checkShop]);
  const products = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ShopFilters
        filters={filters}
        setFilters={setFilters}
        categories={categories}
        pending={query.isPlaceholderData}
      />
      {query.isError && products.length === 0 ? (
        <ErrorState
          title={t("failed.title")}
          description={query.error.message || t("failed.description")}
          onRetry={() => void query.refetch()}
          pending={query.isFetching}
        />
      ) : query.isPending ? (
        <CardsSkeleton />
      ) : products.length === 0 ? (
        <NoProducts filters={filters} sellerName={sellerName} onReset={() => setFilters({})} />
      ) : (
        <>
          <ul
            aria-label={t("products")}
            aria-busy={query.isPlaceholderData}
            className={cn("product-cards", query.isPlaceholderData && "opacity-60")}
          >
            {products.map((product) => (
              <ProductCard key={product.id} product={product} held={basket.quantities[product.id]} tools={tools} />
            ))}
          </ul>
          <LoadMore
            shown={products.length}
            words={t("shown", { count: products.length })}
            hasMore={query.hasNextPage}
            pending={query.isFetchingNextPage}
            onLoadMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}

function NoProducts({
  filters,
  sellerName,
  onReset,
}: {
  filters: ShopProductFilters;
  sellerName: string;
  onReset: () => void;
}) {
  const t = useTranslations("shop.empty");
  if (!filters.search && !filters.category) {
    return <EmptyState icon={PackageOpen} title={t("title")} description={t("description", { seller: sellerName })} />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t("searchTitle")}
      description={t("searchDescription")}
      action={
        <Button variant="secondary" onClick={onReset}>
          {t("showAll")}
        </Button>
      }
    />
  );
}

function useCardTools(): CardTools {
  const t = useTranslations("shop");
  const locale = useLocale();
  const { slug, currency } = useShop();
  const router = useRouter();
  const add = useAddToBasket();
  return useMemo(() => {
    const labels = { quantity: t("quantity"), less: t("less"), more: t("more"), add: t("add"), sku: t("sku") };
    // A shop has many products and few units.
    const perUnit = new Map<string, string>();
    return {
      t,
      labels: { ...labels, in: t("stock.in"), out: t("stock.out") },
      money: (minor) => formatMoney(minor, currency, locale),
      perUnit: (unit) => {
        const words = perUnit.get(unit) ?? t("perUnit", { unit });
        perUnit.set(unit, words);
        return words;
      },
      add,
      openBasket: () => router.push(`/s/${slug}/basket`),
    };
  }, [t, locale, slug, currency, add, router]);
}
