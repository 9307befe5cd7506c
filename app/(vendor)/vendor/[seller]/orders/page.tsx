import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { PageHeader } from "@/components/ui/page-header";
import { listOrders } from "@/lib/orders/queries";
import { ORDER_PAGE, orderFilters, ordersInput } from "@/lib/orders/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { OrdersTable } from "./orders-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "orders.read");
  const t = await getTranslations("orders");
  return { title: t("title") };
}

export default async function OrdersPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "orders.read");
  const { input: filters, ignored } = await readAddress(orderFilters, searchParams);
  const [t, page] = await Promise.all([
    getTranslations("orders"),
    listOrders(scope, ordersInput.parse({ ...filters, limit: ORDER_PAGE, count: "1" })),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} description={t("description")} />
      {ignored ? <FilterIgnored /> : null}
      <ClientMessages namespaces={["orders"]}>
        <OrdersTable store={{ sellerId, slug, timeZone }} initial={{ filters, page }} />
      </ClientMessages>
    </div>
  );
}
