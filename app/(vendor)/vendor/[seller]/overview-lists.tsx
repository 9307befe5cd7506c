import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CustomerName } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import type { StoreScope } from "@/lib/access/scope";
import { listNewestOrders, listTopCustomers, listTopProducts } from "@/lib/overview/queries";

interface ListProps {
  scope: StoreScope;
  className?: string;
}

export async function NewestOrders({ scope, className }: ListProps) {
  const [orders, t] = await Promise.all([listNewestOrders(scope), getTranslations("portal.overview")]);
  const base = `/vendor/${scope.seller.slug}/orders`;
  const all = (
    <Link href={base} className={buttonVariants({ variant: "link", size: "inline" })}>
      {t("allOrders")}
    </Link>
  );
  return (
    <Card className={className}>
      <CardHeader title={t("newestOrders")} actions={orders.length > 0 ? all : null} />
      {orders.length === 0 ? <Nothing>{t("newestOrdersEmpty")}</Nothing> : null}
      <ul className="divide-y divide-border">
        {orders.map((order) => (
          <li
            key={order.id}
            className="relative flex items-center gap-x-4 px-4 py-2.5 text-sm transition-colors hover:bg-hover"
          >
            <div className="min-w-0 flex-1">
              <Link
                href={`${base}/${order.number}`}
                className="block truncate font-medium after:absolute after:inset-0"
              >
                <CustomerName customer={order.customer} />
              </Link>
              <p className="truncate text-muted-foreground text-xs">
                {t("order", { number: String(order.number) })} ·{" "}
                <DateTime value={order.placedAt} timeZone={scope.seller.timeZone} />
              </p>
            </div>
            <div className="flex shrink-0 items-center gap-x-4 gap-y-1 max-sm:flex-col-reverse max-sm:items-end">
              <StatusBadge kind="order" status={order.status as "placed"} />
              <Money minor={order.total} currency={order.currency} className="min-w-24 text-end font-medium" />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export async function TopProducts({ scope, className }: ListProps) {
  const [products, t] = await Promise.all([listTopProducts(scope), getTranslations("portal.overview")]);
  return (
    <TopList
      scope={scope}
      className={className}
      title={t("topProducts")}
      empty={t("topProductsEmpty")}
      rows={products.map(({ id, name, quantity, total }) => ({
        id,
        href: `/vendor/${scope.seller.slug}/products/${id}`,
        name,
        detail: t("sold", { count: quantity }),
        total,
      }))}
    />
  );
}

export async function TopCustomers({ scope, className }: ListProps) {
  const [customers, t] = await Promise.all([listTopCustomers(scope), getTranslations("portal.overview")]);
  return (
    <TopList
      scope={scope}
      className={className}
      title={t("topCustomers")}
      empty={t("topCustomersEmpty")}
      rows={customers.map(({ customer, orders, total }) => ({
        id: customer.id,
        href: `/vendor/${scope.seller.slug}/customers/${customer.id}`,
        name: <CustomerName customer={customer} />,
        detail: t("ordered", { count: orders }),
        total,
      }))}
    />
  );
}

interface TopListProps extends ListProps {
  title: string;
  empty: string;
  rows: { id: string; href: string; name: ReactNode; detail: string; total: number }[];
}

function TopList({ scope, className, title, empty, rows }: TopListProps) {
  return (
    <Card className={className}>
      <CardHeader title={title} />
      {rows.length === 0 ? <Nothing>{empty}</Nothing> : null}
      <ol className="divide-y divide-border">
        {rows.map(({ id, href, name, detail, total }) => (
          <li
            key={id}
            className="relative flex items-center gap-4 px-4 py-2.5 text-sm transition-colors hover:bg-hover"
          >
            <div className="min-w-0 flex-1">
              <Link href={href} className="block truncate font-medium after:absolute after:inset-0">
                {name}
              </Link>
              <p className="truncate text-muted-foreground text-xs tabular-nums">{detail}</p>
            </div>
            <Money minor={total} currency={scope.seller.currency} className="shrink-0 font-medium" />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="px-4 py-8 text-center text-muted-foreground text-sm">{children}</p>;
}
