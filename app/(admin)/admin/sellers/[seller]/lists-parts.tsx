import { getTranslations } from "next-intl/server";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
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
        <Table label={t("customers")}>
          <TableHead>
            <TableHeaderCell>{t("customer")}</TableHeaderCell>
            <TableHeaderCell>{t("status")}</TableHeaderCell>
            <TableHeaderCell>{t("joinedCustomer")}</TableHeaderCell>
          </TableHead>
          <TableBody>
            {page.items.map((customer) => (
              <TableRow key={customer.id}>
                <CustomerCell customer={customer} unnamed={t("unnamed")} />
                <TableCell>
                  <StatusBadge kind="customer" status={customer.status} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  {customer.joinDate ? (
                    <DateTime value={customer.joinDate} timeZone={seller.timeZone} style="date" />
                  ) : (
                    "–"
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
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
        <Table label={t("tabs.requests")}>
          <TableHead>
            <TableHeaderCell>{t("customer")}</TableHeaderCell>
            <TableHeaderCell>{t("asked")}</TableHeaderCell>
          </TableHead>
          <TableBody>
            {page.items.map((customer) => (
              <TableRow key={customer.id}>
                <CustomerCell customer={customer} unnamed={t("unnamed")} />
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  {customer.requestedAt ? <DateTime value={customer.requestedAt} timeZone={seller.timeZone} /> : "–"}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}

function CustomerCell({ customer, unnamed }: { customer: SellerCustomerRow; unnamed: string }) {
  return (
    <TableCell>
      <span className="block max-w-44 truncate font-medium sm:max-w-72">{customer.name ?? unnamed}</span>
      {customer.company ? (
        <span className="block max-w-44 truncate text-muted-foreground text-xs sm:max-w-72">{customer.company}</span>
      ) : null}
    </TableCell>
  );
}

export async function OrdersPart({ scope, seller, input }: PartProps) {
  const [t, page] = await Promise.all([getTranslations("admin.seller"), listSellerOrders(scope, seller.id, input)]);
  return (
    <div className="flex flex-col gap-4">
      <TableCard title={t("latestOrders")} empty={page.items.length === 0 ? t("noOrders") : null}>
        <Table label={t("latestOrders")}>
          <TableHead>
            <TableHeaderCell>{t("order")}</TableHeaderCell>
            <TableHeaderCell>{t("status")}</TableHeaderCell>
            <TableHeaderCell>{t("placed")}</TableHeaderCell>
            <TableHeaderCell numeric>{t("total")}</TableHeaderCell>
          </TableHead>
          <TableBody>
            {page.items.map((order) => (
              <TableRow key={order.id}>
                <TableCell className="font-medium tabular-nums">{order.number}</TableCell>
                <TableCell>
                  <StatusBadge kind="order" status={order.status} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  <DateTime value={order.placedAt} timeZone={seller.timeZone} />
                </TableCell>
                <TableCell numeric>
                  <Money minor={order.total} currency={order.currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}
