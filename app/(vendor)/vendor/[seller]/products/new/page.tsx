import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProductForm } from "@/app/(vendor)/vendor/[seller]/products/product-form";
import { ClientMessages } from "@/components/client-messages";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { listCategories } from "@/lib/products/queries";
import { pageScope } from "@/lib/server/page";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "products.write");
  const t = await getTranslations("products");
  return { title: t("addTitle") };
}

export default async function AddProductPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "products.write");
  const [t, categories] = await Promise.all([getTranslations("products"), listCategories(scope)]);
  const { id: sellerId, slug, currency } = scope.seller;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={t("addTitle")}
        breadcrumbs={
          <Breadcrumbs items={[{ label: t("title"), href: `/vendor/${slug}/products` }, { label: t("addTitle") }]} />
        }
      />
      <ClientMessages namespaces={["products"]}>
        <ProductForm store={{ sellerId, slug, currency }} product={null} categories={categories} />
      </ClientMessages>
    </div>
  );
}
