"use client";

import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ContactText } from "@/components/contact-text";
import { CustomerName } from "@/components/customer-name";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import type { CustomerItem, CustomerRowItem } from "@/lib/customers/schema";
import { formatDate } from "@/lib/i18n/format";
import { customerVisitsPath } from "@/lib/visits/rules";
import { CustomerActions } from "./customer-actions";
import { EditCustomer } from "./edit-customer";

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
}: CustomerColumnsOptions): DataColumn<CustomerRowItem>[] {
  const t = useTranslations("customers");
  const { slug, timeZone } = store;
  return useMemo(() => {
    const columns: DataColumn<CustomerRowItem>[] = [
      { id: "name", header: t("columns.name"), phone: "title", cell: (row) => <Who customer={row} slug={slug} /> },
      {
        id: "contact",
        header: t("columns.contact"),
        cell: ({ contact }) => (contact ? <ContactText value={contact} /> : "–"),
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
        id: "orders",
        header: t("columns.orders"),
        numeric: true,
        cell: ({ orders }) => <Orders {...orders} timeZone={timeZone} />,
      },
      {
        id: "lastVisit",
        header: t("columns.lastVisit"),
        sortable: true,
        cell: (row) =>
          row.lastVisitAt ? (
            <Link
              href={customerVisitsPath({ slug, timeZone }, row.id)}
              title={t("detail.visits")}
              className="hover:underline"
            >
              <DateTime value={row.lastVisitAt} timeZone={timeZone} style="date" className="whitespace-nowrap" />
            </Link>
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
        cell: (row) => (
          <span className="flex justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
            <EditCustomer slug={slug} customer={row} priceLists={priceLists} onSaved={onChanged} />
            <CustomerActions slug={slug} customer={row} onChanged={onChanged} />
          </span>
        ),
      },
    ];
  }, [slug, timeZone, priceLists, mayWrite, onChanged, t]);
}

function Who({ customer, slug }: { customer: CustomerItem; slug: string }) {
  const { name, company } = customer;
  return (
    <span className="flex min-w-0 flex-col">
      <Link href={`/vendor/${slug}/customers/${customer.id}`} className="break-words font-medium hover:underline">
        <CustomerName customer={customer} />
      </Link>
      {company && name ? <span className="break-words font-normal text-muted-foreground text-xs">{name}</span> : null}
    </span>
  );
}

function Orders({ count, lastAt, timeZone }: CustomerRowItem["orders"] & { timeZone: string }) {
  const t = useTranslations("customers");
  const format = useFormatter();
  if (!lastAt) return <span className="text-muted-foreground">{t("noOrders")}</span>;
  return (
    <span className="flex flex-col items-end">
      <span>{format.number(count)}</span>
      <span className="text-muted-foreground text-xs">
        {t.rich("lastOrder", { date: () => <DateTime value={lastAt} timeZone={timeZone} style="date" /> })}
      </span>
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
