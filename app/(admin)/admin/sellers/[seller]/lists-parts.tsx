import { getTranslations } from "next-intl/server";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageTable } from "@/components/ui/page-table";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import { listSellerCustomers, listSellerOrders, type SellerCustomerRow } from "@/lib/sellers/parts/queries";
import { partHref } from "./address";
import { PartPager, type PartProps } from "./part-pager";

export async function CustomersPart({ scope, seller, input }: PartProps) {
  const [t, tStatus, page] = await Promise.all([
    getTranslations("admin.seller"),
    getTranslations("status.customer"),
    listSellerCustomers(scope, seller.id, input),
  ]);
  const tab = "customers" as const;
  const states = [undefined, ...CUSTOMER_STATUSES].map((status) => ({
    href: partHref(seller.slug, { tab, status }),
    label: status ? tStatus(status) : t("anyStatus"),
    current: input.status === status,
  }));
  return (
    <div className="flex flex-col gap-4">
      <LinkTabs label={t("status")} tabs={states} prefetch={false} />
      <TableCard title={t("customers")} empty={page.items.length === 0 ? t("noCustomers") : null}>
        <PageTable
          inCard
          label={t("customers")}
          rows={page.items}
          rowId={({ id }) => id}
          columns={[
            {
              id: "customer",
              header: t("customer"),
              phone: "title",
              cell: (customer) => <Customer customer={customer} unnamed={t("unnamed")} />,
            },
            {
              id: "status",
              header: t("status"),
              cell: ({ status }) => <StatusBadge kind="customer" status={status} />,
            },
            {
              id: "joined",
              header: t("joinedCustomer"),
              cell: ({ joinDate }) => <Moment at={joinDate} timeZone={seller.timeZone} style="date" />,
            },
          ]}
        />
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}

/** Those who wait; whom the seller decided about stands among its customers. */
export async function RequestsPart({ scope, seller, input }: PartProps) {
  const [t, page] = await Promise.all([
    getTranslations("admin.seller"),
    listSellerCustomers(scope, seller.id, { ...input, status: "requested" }),
  ]);
  return (
    <div className="flex flex-col gap-4">
      <TableCard title={t("tabs.requests")} empty={page.items.length === 0 ? t("noRequests") : null}>
        <PageTable
          inCard
          label={t("tabs.requests")}
          rows={page.items}
          rowId={({ id }) => id}
          columns={[
            {
              id: "customer",
              header: t("customer"),
              phone: "title",
              cell: (customer) => <Customer customer={customer} unnamed={t("unnamed")} />,
            },
            {
              id: "asked",
              header: t("asked"),
              cell: ({ requestedAt }) => <Moment at={requestedAt} timeZone={seller.timeZone} />,
            },
          ]}
        />
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}

function Customer({ customer, unnamed }: { customer: SellerCustomerRow; unnamed: string }) {
  return (
    <>
      <span className="block max-w-72 truncate font-medium">{customer.name ?? unnamed}</span>
      {customer.company ? (
        <span className="block max-w-72 truncate font-normal text-muted-foreground text-xs">{customer.company}</span>
      ) : null}
    </>
  );
}

function Moment({ at, ...props }: { at: Date | null; timeZone: string; style?: "date" }) {
  if (!at) return <span className="text-muted-foreground">–</span>;
  return <DateTime value={at} {...props} className="whitespace-nowrap text-muted-foreground" />;
}

export async function OrdersPart({ scope, seller, input }: PartProps) {
  const [t, page] = await Promise.all([getTranslations("admin.seller"), listSellerOrders(scope, seller.id, input)]);
  return (
    <div className="flex flex-col gap-4">
      <TableCard title={t("latestOrders")} empty={page.items.length === 0 ? t("noOrders") : null}>
        <PageTable
          inCard
          label={t("latestOrders")}
          rows={page.items}
          rowId={({ id }) => id}
          columns={[
            {
              id: "order",
              header: t("order"),
              phone: "title",
              cell: ({ number }) => <span className="font-medium tabular-nums">{number}</span>,
            },
            { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="order" status={status} /> },
            {
              id: "placed",
              header: t("placed"),
              cell: ({ placedAt }) => <Moment at={placedAt} timeZone={seller.timeZone} />,
            },
            {
              id: "total",
              header: t("total"),
              numeric: true,
              cell: ({ total, currency }) => <Money minor={total} currency={currency} />,
            },
          ]}
        />
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}
