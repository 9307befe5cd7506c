"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { CustomerName } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import type { OrderRow } from "@/lib/orders/rules";

export function useOrderColumns(store: { slug: string; timeZone: string }): DataColumn<OrderRow>[] {
  const t = useTranslations("orders");
  const format = useFormatter();
  return useMemo(
    () => [
      {
        id: "number",
        header: t("columns.number"),
        phone: "title",
        cell: ({ number }) => (
          <Link href={`/vendor/${store.slug}/orders/${number}`} className="font-medium tabular-nums hover:underline">
            {number}
          </Link>
        ),
      },
      {
        id: "customer",
        header: t("columns.customer"),
        cell: ({ customer, poNumber }) => (
          <span className="block min-w-0 max-w-64 max-sm:text-end">
            <span className="block truncate">
              <CustomerName customer={customer} />
            </span>
            <span className="block truncate text-muted-foreground text-xs empty:hidden">
              {[customer.company && customer.name, poNumber].filter(Boolean).join(" · ")}
            </span>
          </span>
        ),
      },
      {
        id: "placed",
        header: t("columns.placed"),
        cell: ({ placedAt }) => (
          <DateTime value={placedAt} timeZone={store.timeZone} className="whitespace-nowrap text-muted-foreground" />
        ),
      },
      {
        id: "lines",
        header: t("columns.lines"),
        numeric: true,
        phone: "hidden",
        cell: ({ lineCount }) => format.number(lineCount),
      },
      {
        id: "total",
        header: t("columns.total"),
        numeric: true,
        cell: ({ total, currency }) => <Money minor={total} currency={currency} />,
      },
      { id: "status", header: t("columns.status"), cell: ({ status }) => <StatusBadge kind="order" status={status} /> },
    ],
    [store.slug, store.timeZone, t, format],
  );
}
