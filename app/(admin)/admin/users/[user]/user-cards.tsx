import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageTable } from "@/components/ui/page-table";
import type { OperatorScope } from "@/lib/access/scope";
import { isLocale, locales } from "@/lib/i18n/locales";
import { listUserSessions, listUserShops, listUserStores, type UserFacts } from "@/lib/users/facts/queries";
import { EndSessions } from "./user-actions";

interface UserCardProps {
  scope: OperatorScope;
  user: UserFacts;
}

export async function FactsCard({ user }: { user: UserFacts }) {
  const [t, tAdmin] = await Promise.all([getTranslations("users"), getTranslations("admin.roles")]);
  const facts = [
    ["company", user.company ?? t("none")],
    ["language", isLocale(user.locale) ? locales[user.locale].label : user.locale],
    ["operator", user.operator ? tAdmin(user.operator) : t("none")],
    ["since", <DateTime key="since" value={user.createdAt} timeZone="UTC" />],
    ["seen", user.lastSeenAt ? <DateTime key="seen" value={user.lastSeenAt} timeZone="UTC" /> : t("never")],
  ] as const;
  return (
    <Card>
      <CardHeader title={t("facts")} />
      <dl className="divide-y divide-border text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-4 py-2">
            <dt className="text-muted-foreground">{t(name)}</dt>
            <dd className="min-w-0 break-words text-end">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export async function ContactsCard({ user: { contacts } }: { user: UserFacts }) {
  const t = await getTranslations("users");
  return (
    <Card>
      <CardHeader title={t("contacts")} description={t("contactsHint")} />
      {contacts.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted-foreground text-sm">{t("noContacts")}</p>
      ) : (
        <ul className="divide-y divide-border text-sm">
          {contacts.map(({ id, kind, masked, verified }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
              <span>
                <bdi className="block tabular-nums">{masked}</bdi>
                <span className="text-muted-foreground text-xs">{t(kind)}</span>
              </span>
              <Badge tone={verified ? "success" : "neutral"}>{t(verified ? "verified" : "unverified")}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export async function SessionsCard({ scope, user }: UserCardProps) {
  const [t, sessions] = await Promise.all([getTranslations("users"), listUserSessions(scope, user.id)]);
  const may = sessions.length > 0 && scope.can("users.sessions");
  return (
    <Card>
      <CardHeader
        title={t("sessions")}
        description={t("sessionsHint")}
        actions={may ? <EndSessions userId={user.id} who={user.name ?? t("unnamed")} /> : null}
      />
      {sessions.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted-foreground text-sm">{t("noSessions")}</p>
      ) : (
        <ul className="divide-y divide-border text-sm">
          {sessions.map(({ id, browser, system, startedAt, seenAt }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2">
              <span>
                {browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknownDevice"))}
              </span>
              <span className="text-muted-foreground text-xs">
                {t("started")} <DateTime value={startedAt} timeZone="UTC" /> · {t("seen")}{" "}
                <DateTime value={seenAt} timeZone="UTC" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export async function StoresCard({ scope, user }: UserCardProps) {
  const [t, tRoles, stores] = await Promise.all([
    getTranslations("users"),
    getTranslations("members.roles"),
    listUserStores(scope, user.id),
  ]);
  const rows = stores.map(({ role, status, ...row }) => ({
    ...row,
    middle: tRoles(role),
    badge: <StatusBadge kind="member" status={status} />,
  }));
  return <SellerTable title={t("memberships")} empty={t("noMemberships")} middle={t("role")} rows={rows} />;
}

export async function ShopsCard({ scope, user }: UserCardProps) {
  const [t, shops] = await Promise.all([getTranslations("users"), listUserShops(scope, user.id)]);
  const rows = shops.map(({ status, ...row }) => ({ ...row, badge: <StatusBadge kind="customer" status={status} /> }));
  return <SellerTable title={t("customerOf")} empty={t("noCustomers")} rows={rows} />;
}

interface SellerTableRow {
  id: string;
  seller: { name: string; slug: string };
  since: Date | null;
  middle?: string;
  badge: ReactNode;
}

interface SellerTableProps {
  title: string;
  empty: string;
  /** The head of the column between seller and status. */
  middle?: string;
  rows: SellerTableRow[];
}

async function SellerTable({ title, empty, middle, rows }: SellerTableProps) {
  const t = await getTranslations("users");
  return (
    <TableCard title={title} empty={rows.length === 0 ? empty : null}>
      <PageTable
        inCard
        label={title}
        rows={rows}
        rowId={({ id }) => id}
        columns={[
          {
            id: "seller",
            header: t("seller"),
            phone: "title",
            cell: ({ seller }) => (
              <Link
                href={`/admin/sellers/${seller.slug}`}
                prefetch={false}
                className="block max-w-52 truncate hover:underline"
              >
                {seller.name}
              </Link>
            ),
          },
          ...(middle ? [{ id: "middle", header: middle, cell: (row: SellerTableRow) => row.middle }] : []),
          { id: "status", header: t("status"), cell: ({ badge }) => badge },
          {
            id: "since",
            header: t("since"),
            cell: ({ since }) => (
              <span className="whitespace-nowrap text-muted-foreground">
                {since ? <DateTime value={since} timeZone="UTC" style="date" /> : "–"}
              </span>
            ),
          },
        ]}
      />
    </TableCard>
  );
}
