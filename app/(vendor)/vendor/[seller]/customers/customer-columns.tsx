"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import type { CustomerItem } from "@/lib/customers/schema";
import { formatDate } from "@/lib/i18n/format";
import { CustomerActions } from "./customer-actions";

interface CustomerColumnsOptions {
  store: { slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  mayWrite: boolean;
  onChanged: () => void;
}

export function useCustomerColumns({
  store,
  priceLists,
  mayWrite,
  onChanged,
}: CustomerColumnsOptions): DataColumn<CustomerItem>[] {
  const t = useTranslations("customers");
  const { slug, timeZone } = store;
  return useMemo(() => {
    const columns: DataColumn<CustomerItem>[] = [
      { id: "name", header: t("columns.name"), phone: "title", cell: (row) => <Who customer={row} /> },
      {
        id: "contact",
        header: t("columns.contact"),
        cell: ({ contact }) => <bdi className="break-all tabular-nums">{contact ?? "–"}</bdi>,
      },
      {
        id: "status",
        header: t("columns.status"),
        cell: (row) => <Standing customer={row} timeZone={timeZone} />,
      },
      {
        id: "priceList",
        header: t("columns.priceList"),
        cell: ({ priceList }) => priceList?.name ?? <span className="text-muted-foreground">{t("listPrices")}</span>,
      },
      {
        id: "lastVisit",
        header: t("columns.lastVisit"),
        sortable: true,
        cell: ({ lastVisitAt }) =>
          lastVisitAt ? (
            <DateTime value={lastVisitAt} timeZone={timeZone} style="date" className="whitespace-nowrap" />
          ) : (
            <span className="text-muted-foreground">{t("never")}</span>
          ),
      },
      {
        id: "added",
        header: t("columns.added"),
        sortable: true,
        phone: "hidden",
        cell: ({ createdAt }) => (
          <DateTime
            value={createdAt}
            timeZone={timeZone}
            style="date"
            className="whitespace-nowrap text-muted-foreground"
          />
        ),
      },
    ];
    if (!mayWrite) return columns;
    return [
      ...columns,
      {
        id: "actions",
        header: t("columns.actions"),
        phone: "actions",
        cell: (row) => <CustomerActions slug={slug} customer={row} priceLists={priceLists} onChanged={onChanged} />,
      },
    ];
  }, [slug, timeZone, priceLists, mayWrite, onChanged, t]);
}

function Who({ customer: { name, company } }: { customer: CustomerItem }) {
  const t = useTranslations("customers");
  const first = company ?? name;
  return (
    <span className="flex min-w-0 flex-col">
      <span className={first ? "break-words font-medium" : "text-muted-foreground"}>{first ?? t("unnamed")}</span>
      {company && name ? <span className="break-words font-normal text-muted-foreground text-xs">{name}</span> : null}
    </span>
  );
}

/** The status, and how and when it came about. */
function Standing({ customer, timeZone }: { customer: CustomerItem; timeZone: string }) {
  const t = useTranslations("customers");
  const locale = useLocale();
  const { status, grantedHow, grantedAt } = customer;
  const detail =
    status === "approved" && grantedHow && grantedAt
      ? t(`granted.${grantedHow}`, { date: formatDate(grantedAt, "date", locale, timeZone) })
      : status === "invited"
        ? t("waiting")
        : status === "requested"
          ? t("waitingForYou")
          : customer.decisionNote;
  return (
    <span className="flex flex-col items-start gap-0.5 max-sm:items-end">
      <StatusBadge kind="customer" status={status} />
      {detail ? <span className="text-muted-foreground text-xs">{detail}</span> : null}
    </span>
  );
}
