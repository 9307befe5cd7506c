"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/date-time";
import { ListTable } from "@/components/list-table";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { customerOrdersOptions } from "@/lib/customers/query-options";
import type { CustomerOrdersPage } from "@/lib/customers/schema";
import type { OrderSummary } from "@/lib/orders/rules";

interface CustomerOrdersProps {
  store: { sellerId: string; slug: string; timeZone: string };
  customerId: string;
  initial: CustomerOrdersPage;
}

export function CustomerOrders({ store, customerId, initial }: CustomerOrdersProps) {
  const t = useTranslations("customers.detail");
  const columns = useColumns(store);
  const query = useInfiniteQuery({
    ...customerOrdersOptions(store, customerId),
    initialData: { pages: [initial], pageParams: [""] },
  });
  return (
    <section aria-labelledby="customer-orders" className="flex flex-col gap-2">
      <h2 id="customer-orders" className="font-semibold text-base">
        {t("orders")}
      </h2>
      <ListTable
        query={query}
        label={t("orders")}
        columns={columns}
        rowId={({ id }) => id}
        empty={<EmptyState icon={ClipboardList} title={t("noOrders")} description={t("noOrdersHint")} />}
      />
    </section>
  );
}

function useColumns({ slug, timeZone }: CustomerOrdersProps["store"]): DataColumn<OrderSummary>[] {
  const t = useTranslations("orders.columns");
  return [
    {
      id: "number",
      header: t("number"),
      phone: "title",
      cell: ({ number }) => (
        <Link href={`/vendor/${slug}/orders/${number}`} className="font-medium tabular-nums hover:underline">
          {number}
        </Link>
      ),
    },
    {
      id: "placed",
      header: t("placed"),
      cell: ({ placedAt }) => (
        <DateTime value={placedAt} timeZone={timeZone} className="whitespace-nowrap text-muted-foreground" />
      ),
    },
    {
      id: "total",
      header: t("total"),
      numeric: true,
      cell: ({ total, currency }) => <Money minor={total} currency={currency} />,
    },
    { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="order" status={status} /> },
  ];
}
