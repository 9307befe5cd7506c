import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PriceListForm } from "@/app/(vendor)/vendor/[seller]/products/price-list-form";
import { ProductFacts } from "@/app/(vendor)/vendor/[seller]/products/product-facts";
import { ProductForm } from "@/app/(vendor)/vendor/[seller]/products/product-form";
import { ProductStatusButton } from "@/app/(vendor)/vendor/[seller]/products/product-status-button";
import { ClientMessages } from "@/components/client-messages";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { StoreScope } from "@/lib/access/scope";
import { getProduct, listCategories, listProductPrices } from "@/lib/products/queries";
import { productIdInput } from "@/lib/products/schema";
import { orNotFound, pageScope } from "@/lib/server/page";

type Props = { params: Promise<{ seller: string; id: string }> };

/** Title and page share one read. */
const productOf = cache((scope: StoreScope, id: string) => {
  if (!productIdInput.safeParse({ id }).success) notFound();
  return orNotFound(getProduct(scope, id));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, id } = await params;
  const { name } = await productOf(await pageScope("store", seller, "products.read"), id);
  return { title: name };
}

export default async function ProductPage({ params }: Props) {
  const { seller, id } = await params;
  const scope = await pageScope("store", seller, "products.read");
  const product = await productOf(scope, id);
  const [t, categories, prices] = await Promise.all([
    getTranslations("products"),
    listCategories(scope),
    listProductPrices(scope, id),
  ]);
  const { id: sellerId, slug, currency, timeZone } = scope.seller;
  const store = { sellerId, slug, currency };
  const mayWrite = scope.can("products.write");
  const category = categories.find(({ id: categoryId }) => categoryId === product.categoryId)?.name ?? null;
  return (
    <ClientMessages namespaces={["products"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={product.name}
          meta={<StatusBadge kind="product" status={product.status} />}
          description={t.rich("form.lastChanged", {
            when: () => <DateTime value={product.updatedAt} timeZone={timeZone} />,
          })}
          breadcrumbs={
            <Breadcrumbs items={[{ label: t("title"), href: `/vendor/${slug}/products` }, { label: product.name }]} />
          }
          actions={mayWrite ? <ProductStatusButton store={store} id={product.id} status={product.status} /> : null}
        />
        {product.status === "archived" ? <Alert tone="neutral">{t("form.archivedNote")}</Alert> : null}
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          {mayWrite ? (
            <ProductForm store={store} product={product} categories={categories} />
          ) : (
            <ProductFacts product={product} category={category} currency={currency} />
          )}
          <PriceListForm store={store} product={product} prices={prices} mayWrite={scope.can("prices.write")} />
        </div>
      </div>
    </ClientMessages>
  );
}
