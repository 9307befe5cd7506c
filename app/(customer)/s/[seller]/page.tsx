import type { Metadata } from "next";
import { FilterIgnored } from "@/components/filter-ignored";
import { PageHeader } from "@/components/ui/page-header";
import { listShopCategories, listShopProducts } from "@/lib/pricing/queries";
import { SHOP_PAGE } from "@/lib/pricing/rules";
import { shopProductFilters } from "@/lib/pricing/schema";
import { pageScope } from "@/lib/server/page";
import { ProductBrowser } from "./product-browser";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller } = await pageScope("shop", (await params).seller);
  return { title: { absolute: `${seller.name} · Tradehall` } };
}

export default async function ShopPage({ params, searchParams }: Props) {
  const scope = await pageScope("shop", (await params).seller);
  // Filters that make no sense, from a mistyped address, filter nothing.
  const { search, category } = await searchParams;
  const parsed = shopProductFilters.safeParse({ search, category });
  const filters = parsed.success ? parsed.data : {};
  const [page, categories] = await Promise.all([
    listShopProducts(scope, { ...filters, limit: SHOP_PAGE, cursor: undefined }),
    listShopCategories(scope),
  ]);
  const { name, trade, town } = scope.seller;
  return (
    <div className="flex flex-col gap-4 sm:gap-5">
      <PageHeader title={name} description={[trade, town].filter(Boolean).join(" · ")} />
      {parsed.success ? null : <FilterIgnored />}
      <ProductBrowser
        sellerName={name}
        initial={{ asked: { search, category }, filters, page }}
        categories={categories}
      />
    </div>
  );
}
