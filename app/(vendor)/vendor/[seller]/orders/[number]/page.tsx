import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ClientMessages } from "@/components/client-messages";
import { CustomerName } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { OrderDetails } from "@/components/order-details";
import { OrderLines } from "@/components/order-lines";
import { OrderRefunds } from "@/components/order-refunds";
import { OrderTimeline } from "@/components/order-timeline";
import { StatusBadge } from "@/components/status-badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { StoreScope } from "@/lib/access/scope";
import { getOrder } from "@/lib/orders/queries";
import { stepsOpenTo } from "@/lib/orders/rules";
import { orderInput } from "@/lib/orders/schema";
import { listRefunds } from "@/lib/refunds/queries";
import { refundedOf } from "@/lib/refunds/rules";
import { orNotFound, pageScope } from "@/lib/server/page";
import { OrderSteps } from "./order-steps";
import { RefundOrder } from "./refund-order";

type Props = { params: Promise<{ seller: string; number: string }> };

/** Title and page share one read. */
const orderOf = cache((scope: StoreScope, number: string) => {
  const input = orderInput.safeParse({ number });
  if (!input.success) notFound();
  return orNotFound(getOrder(scope, input.data.number));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await load(params);
  const t = await getTranslations("orders");
  return { title: t("orderNumber", { number: String(order.number) }) };
}

export default async function OrderPage({ params }: Props) {
  const { scope, order } = await load(params);
  const [t, refunds] = await Promise.all([getTranslations("orders"), listRefunds(scope, order.id)]);
  const left = order.status === "delivered" ? order.total - refundedOf(refunds) : 0;
  const { slug, timeZone } = scope.seller;
  const number = String(order.number);
  const { name, company } = order.customer;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: t("title"), href: `/vendor/${slug}/orders` }, { label: number }]} />}
        title={t("orderNumber", { number })}
        meta={<StatusBadge kind="order" status={order.status} />}
        description={t.rich("detail.placed", { time: () => <DateTime value={order.placedAt} timeZone={timeZone} /> })}
        actions={
          scope.can("orders.answer") ? (
            <ClientMessages namespaces={["orders", "refunds"]}>
              {left > 0 && scope.can("orders.refund") ? (
                <RefundOrder slug={slug} number={order.number} left={left} currency={order.currency} />
              ) : null}
              <OrderSteps
                slug={slug}
                number={order.number}
                lineCount={order.lineCount}
                steps={stepsOpenTo(order.status)}
              />
            </ClientMessages>
          ) : null
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <OrderLines lines={order.lines} total={order.total} currency={order.currency} />
        <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-1">
          <Card>
            <CardHeader title={t("detail.customer")} />
            <CardBody>
              <p className="break-words font-medium">
                {scope.can("customers.read") ? (
                  <Link href={`/vendor/${slug}/customers/${order.customer.id}`} className="hover:underline">
                    <CustomerName customer={order.customer} />
                  </Link>
                ) : (
                  <CustomerName customer={order.customer} />
                )}
              </p>
              {company && name ? (
                <p className="break-words text-muted-foreground">
                  <bdi>{name}</bdi>
                </p>
              ) : null}
            </CardBody>
          </Card>
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
  const scope = await pageScope("store", seller, "orders.read");
  return { scope, order: await orderOf(scope, number) };
}
