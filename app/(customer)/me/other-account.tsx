"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/status-badge";

export interface OtherUser {
  name: string | null;
  company: string | null;
  contacts: string[];
  shops: { name: string; status: "invited" | "requested" | "approved" | "rejected" | "revoked" }[];
  stores: { name: string; role: "admin" | "manager" | "support" }[];
  operator: "admin" | "support" | "finance" | null;
}

/** What would be merged, for somebody who proved that it is theirs. */
export function OtherAccount({ user }: { user: OtherUser }) {
  const t = useTranslations("me.contacts.taken");
  const { name, company, contacts, shops, stores, operator } = user;
  return (
    <dl className="grid gap-x-4 gap-y-3 rounded-lg border border-border bg-muted/50 p-4 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Row label={t("name")}>{[name ?? t("unnamed"), company].filter(Boolean).join(" · ")}</Row>
      <Row label={t("contacts")}>
        <List items={contacts.map((contact) => [contact, <bdi key={contact}>{contact}</bdi>])} />
      </Row>
      {shops.length > 0 ? (
        <Row label={t("shops")}>
          <List
            items={shops.map((shop) => [
              shop.name,
              <span key={shop.name} className="flex flex-wrap items-center justify-between gap-2">
                {shop.name}
                <StatusBadge kind="customer" status={shop.status} />
              </span>,
            ])}
          />
        </Row>
      ) : null}
      {stores.length > 0 ? (
        <Row label={t("stores")}>
          <List items={stores.map((store) => [store.name, `${store.name} · ${t(`roles.${store.role}`)}`])} />
        </Row>
      ) : null}
      {operator ? <Row label={t("platform")}>{t("operator")}</Row> : null}
      {shops.length + stores.length === 0 && !operator ? <Row label={t("shops")}>{t("nothing")}</Row> : null}
    </dl>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 max-sm:-mt-2">{children}</dd>
    </div>
  );
}

const SHOWN = 8;

/** Somebody may have hundreds of sellers: enough to know oneself by. */
function List({ items }: { items: [key: string, ReactNode][] }) {
  const t = useTranslations("me.contacts.taken");
  return (
    <ul className="flex flex-col gap-1.5">
      {items.slice(0, SHOWN).map(([key, node]) => (
        <li key={key} className="break-words">
          {node}
        </li>
      ))}
      {items.length > SHOWN ? (
        <li className="text-muted-foreground">{t("more", { count: items.length - SHOWN })}</li>
      ) : null}
    </ul>
  );
}
