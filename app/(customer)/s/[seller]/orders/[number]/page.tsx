import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { DateTime } from "@/components/date-time";
import { OrderDetails } from "@/components/order-details";
import { OrderLines } from "@/components/order-lines";
import { OrderRefunds } from "@/components/order-refunds";
import { OrderTimeline } from "@/components/order-timeline";
import { StatusBadge } from "@/components/status-badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { ShopScope } from "@/lib/access/scope";
import { getOwnOrder } from "@/lib/orders/queries";
import { orderInput } from "@/lib/orders/schema";
import { listRefunds } from "@/lib/refunds/queries";
import { orNotFound, pageScope } from "@/lib/server/page";
import { OrderAgain } from "./order-again";

type Props = { params: Promise<{ seller: string; number: string }> };

/** Title and page share one read. */
const orderOf = cache((scope: ShopScope, number: string) => {
  const input = orderInput.safeParse({ number });
  if (!input.success) notFound();
  return orNotFound(getOwnOrder(scope, input.data.number));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await load(params);
  const t = await getTranslations("orders");
  return { title: t("orderNumber", { number: String(order.number) }) };
}

export default async function OrderPage({ params }: Props) {
  const { scope, order } = await load(params);
  const [t, tShop, refunds] = await Promise.all([
    getTranslations("orders"),
    getTranslations("shop.orders"),
    listRefunds(scope, order.id),
  ]);
  const { slug, timeZone } = scope.seller;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ label: tShop("title"), href: `/s/${slug}/orders` }, { label: String(order.number) }]}
          />
        }
        title={t("orderNumber", { number: String(order.number) })}
        meta={<StatusBadge kind="order" status={order.status} />}
        description={t.rich("detail.placed", { time: () => <DateTime value={order.placedAt} timeZone={timeZone} /> })}
      />
      <OrderAgain number={order.number} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <OrderLines lines={order.lines} total={order.total} currency={order.currency} />
        <div className="flex flex-col gap-5">
          <Card>
            <CardHeader title={t("detail.progress")} />
            <CardBody>
              <OrderTimeline
                status={order.status}
                times={order}
                timeZone={timeZone}
                cancelReason={order.cancelReason}
              />
            </CardBody>
          </Card>
          <OrderRefunds refunds={refunds} total={order.total} currency={order.currency} timeZone={timeZone} />
          <OrderDetails poNumber={order.poNumber} note={order.note} />
        </div>
      </div>
    </div>
  );
}

async function load(params: Props["params"]) {
  const { seller, number } = await params;
  const scope = await pageScope("shop", seller);
  return { scope, order: await orderOf(scope, number) };
}
