"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ContactText } from "@/components/contact-text";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import type { ClientItem } from "@/lib/clients/schema";
import { ClientActions } from "./client-actions";

interface ClientColumnsOptions {
  store: { slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  mayWrite: boolean;
  onChanged: () => void;
}

export function useClientColumns({
  store,
  priceLists,
  mayWrite,
  onChanged,
}: ClientColumnsOptions): DataColumn<ClientItem>[] {
  const t = useTranslations("clients");
  const { slug, timeZone } = store;
  return useMemo(() => {
    const columns: DataColumn<ClientItem>[] = [
      { id: "client", header: t("columns.client"), phone: "title", cell: (row) => <Who client={row} /> },
      { id: "contact", header: t("columns.contact"), cell: (row) => <Contacts client={row} /> },
      { id: "status", header: t("columns.status"), cell: (row) => <Standing client={row} slug={slug} /> },
      {
        id: "priceList",
        header: t("columns.priceList"),
        cell: ({ priceList }) => priceList?.name ?? <span className="text-muted-foreground">{t("listPrices")}</span>,
      },
      {
        id: "added",
        header: t("columns.added"),
        sortable: true,
        cell: ({ createdAt, createdBy }) => (
          <span className="flex flex-col text-muted-foreground max-sm:items-end">
            <DateTime value={createdAt} timeZone={timeZone} style="date" className="whitespace-nowrap" />
            {createdBy ? <span className="text-xs">{createdBy}</span> : null}
          </span>
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
        cell: (row) => <ClientActions slug={slug} client={row} priceLists={priceLists} onChanged={onChanged} />,
      },
    ];
  }, [slug, timeZone, priceLists, mayWrite, onChanged, t]);
}

function Who({ client: { name, company } }: { client: ClientItem }) {
  const t = useTranslations("clients");
  const first = company ?? name;
  return (
    <span className="flex min-w-0 flex-col">
      <span className={first ? "break-words font-medium" : "text-muted-foreground"}>{first ?? t("unnamed")}</span>
      {company && name ? <span className="break-words font-normal text-muted-foreground text-xs">{name}</span> : null}
    </span>
  );
}

function Contacts({ client: { phone, email } }: { client: ClientItem }) {
  return (
    <span className="flex min-w-0 flex-col gap-0.5 max-sm:items-end">
      {phone ? <ContactText value={phone} /> : null}
      {email ? <ContactText value={email} /> : null}
    </span>
  );
}

/** What the entry says, and whom it let in. */
function Standing({ client: { status, customer }, slug }: { client: ClientItem; slug: string }) {
  const t = useTranslations("clients.standing");
  const tStatus = useTranslations("status.customer");
  return (
    <span className="flex flex-col items-start gap-0.5 max-sm:items-end">
      <StatusBadge kind="client" status={status} />
      <span className="text-muted-foreground text-xs">
        {customer ? (
          <Link
            href={`/vendor/${slug}/customers/${customer.id}`}
            className="underline decoration-border underline-offset-4 hover:decoration-current"
          >
            {customer.status === "approved"
              ? customer.name
                ? t("gave", { name: customer.name })
                : t("gaveNobody")
              : t("customer", { status: tStatus(customer.status) })}
          </Link>
        ) : (
          t(status)
        )}
      </span>
    </span>
  );
}
