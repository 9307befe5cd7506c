import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ClientMessages } from "@/components/client-messages";
import { CustomerName } from "@/components/customer-name";
import { StatusBadge } from "@/components/status-badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { StoreScope } from "@/lib/access/scope";
import { findMark } from "@/lib/alerts/queries";
import { getCustomerDetails, listCustomerOrders } from "@/lib/customers/details/queries";
import { listPriceListChoices } from "@/lib/customers/queries";
import { customerLabel } from "@/lib/customers/rules";
import {
  CUSTOMER_ORDERS_PAGE,
  customerIdInput,
  customerOrdersInput,
  TIMELINE_PAGE,
  timelineInput,
} from "@/lib/customers/schema";
import { listTimeline } from "@/lib/customers/timeline/queries";
import { orNotFound, pageScope } from "@/lib/server/page";
import { wholeRange } from "@/lib/visits/rules";
import { CustomerFacts, CustomerNumbers, OwnWords } from "./customer-facts";
import { CustomerOrders } from "./customer-orders";
import { CustomerTimeline } from "./customer-timeline";
import { CustomerVisits } from "./customer-visits";
import { AccessButton, OwnWordsForm } from "./customer-writing";
import { MarkButtons } from "./mark-buttons";

type Props = { params: Promise<{ seller: string; id: string }> };

/** Title and page share one read. */
const customerOf = cache((scope: StoreScope, customerId: string) => {
  if (!customerIdInput.safeParse({ customerId }).success) notFound();
  return orNotFound(getCustomerDetails(scope, customerId));
});

async function load(params: Props["params"]) {
  const { seller, id } = await params;
  const scope = await pageScope("store", seller, "customers.read");
  const [customer, tShell] = await Promise.all([customerOf(scope, id), getTranslations("shell")]);
  return { scope, customer, label: customerLabel(customer) ?? tShell("unnamedCustomer") };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(params)).label };
}

export default async function CustomerPage({ params }: Props) {
  const { scope, customer, label } = await load(params);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const { id } = customer;
  const [t, priceLists, orders, timeline, mark] = await Promise.all([
    getTranslations("customers"),
    listPriceListChoices(scope),
    listCustomerOrders(scope, customerOrdersInput.parse({ id, limit: CUSTOMER_ORDERS_PAGE, count: "1" })),
    listTimeline(scope, timelineInput.parse({ id, limit: TIMELINE_PAGE })),
    findMark(scope, id),
  ]);
  const store = { sellerId, slug, timeZone };
  const mayWrite = scope.can("customers.write");
  return (
    <ClientMessages namespaces={["customers", "orders", "audit", "delivery", "alerts", "visits"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={<CustomerName customer={customer} />}
          meta={<StatusBadge kind="customer" status={customer.status} />}
          description={customer.company ? customer.name : null}
          breadcrumbs={<Breadcrumbs items={[{ label: t("title"), href: `/vendor/${slug}/customers` }, { label }]} />}
          actions={
            <>
              {scope.can("visits.read") && !scope.look && (mark || customer.status === "approved") ? (
                <MarkButtons slug={slug} customer={{ id, label }} mark={mark} />
              ) : null}
              {customer.status === "requested" && scope.can("requests.read") ? (
                <Link href={`/vendor/${slug}/requests`} className={buttonVariants({ variant: "secondary" })}>
                  {t("detail.decide")}
                </Link>
              ) : mayWrite ? (
                <AccessButton store={store} customer={customer} />
              ) : null}
            </>
          }
        />
        <CustomerNumbers scope={scope} customer={customer} />
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex flex-col gap-5 xl:order-last">
            <CustomerFacts scope={scope} customer={customer} />
            <Card>
              <CardHeader title={t("detail.own")} description={t("edit.description")} />
              <CardBody>
                {mayWrite ? (
                  <OwnWordsForm store={store} customer={customer} priceLists={priceLists} />
                ) : (
                  <OwnWords customer={customer} />
                )}
              </CardBody>
            </Card>
            {scope.can("visits.read") ? (
              <CustomerVisits
                sellerId={scope.seller.id}
                slug={slug}
                customerId={id}
                range={wholeRange(timeZone)}
                mayWrite={mayWrite}
              />
            ) : null}
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <CustomerOrders store={store} customerId={id} initial={orders} />
            <CustomerTimeline store={store} customerId={id} initial={timeline} />
          </div>
        </div>
      </div>
    </ClientMessages>
  );
}
