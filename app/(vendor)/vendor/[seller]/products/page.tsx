import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { PageHeader } from "@/components/ui/page-header";
import { listCategories, listProducts } from "@/lib/products/queries";
import { PRODUCT_PAGE, productFilter, productListInput } from "@/lib/products/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { AddProductButton } from "./add-product-button";
import { ProductsTable } from "./products-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "products.read");
  const t = await getTranslations("products");
  return { title: t("title") };
}

export default async function ProductsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "products.read");
  const { input: filter, ignored } = await readAddress(productFilter, searchParams);
  const input = productListInput.parse({ ...filter, limit: PRODUCT_PAGE, count: "1" });
  const [first, categories, t] = await Promise.all([
    listProducts(scope, input),
    listCategories(scope),
    getTranslations("products"),
  ]);
  const { id: sellerId, slug, currency, timeZone } = scope.seller;
  const mayWrite = scope.can("products.write");
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={mayWrite ? <AddProductButton href={`/vendor/${slug}/products/new`} label={t("add")} /> : null}
      />
      {ignored ? <FilterIgnored /> : null}
      <ClientMessages namespaces={["products"]}>
        <ProductsTable
          store={{ sellerId, slug, currency, timeZone }}
          categories={categories}
          initialFilter={filter}
          initialPage={first}
          mayWrite={mayWrite}
        />
      </ClientMessages>
    </div>
  );
}
