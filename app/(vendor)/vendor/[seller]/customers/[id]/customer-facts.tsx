import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ContactText } from "@/components/contact-text";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Stat, StatGroup } from "@/components/ui/stat";
import type { StoreScope } from "@/lib/access/scope";
import type { CustomerDetails } from "@/lib/customers/schema";
import { customerVisitsPath } from "@/lib/visits/rules";

interface NumbersProps {
  scope: StoreScope;
  customer: CustomerDetails;
}

export function CustomerNumbers({ scope, customer: { id, orders, lastVisitAt, joinDate } }: NumbersProps) {
  const t = useTranslations("customers");
  const { currency, timeZone } = scope.seller;
  const day = (at: string | null) => (at ? <DateTime value={at} timeZone={timeZone} style="date" /> : t("never"));
  return (
    <StatGroup>
      <Stat
        label={t("detail.ordersCount")}
        figure={orders.count}
        hint={orders.cancelled > 0 ? t("detail.cancelled", { count: orders.cancelled }) : null}
      />
      <Stat label={t("detail.ordersTotal")} figure={<Money minor={orders.total} currency={currency} />} />
      <Stat label={t("detail.lastOrder")} figure={day(orders.lastAt)} />
      <Stat
        label={t("columns.lastVisit")}
        figure={day(lastVisitAt)}
        hint={
          lastVisitAt && scope.can("visits.read") ? (
            <Link
              href={customerVisitsPath(scope.seller, id)}
              className="underline underline-offset-2 hover:text-foreground"
            >
              {t("detail.visits")}
            </Link>
          ) : null
        }
      />
      <Stat label={t("columns.since")} figure={day(joinDate)} />
    </StatGroup>
  );
}

interface FactsProps {
  scope: StoreScope;
  customer: CustomerDetails;
}

/** How they stand, and how they came to it. */
export function CustomerFacts({ scope, customer }: FactsProps) {
  const t = useTranslations("customers");
  const { timeZone } = scope.seller;
  const { contact, grantedHow, grantedAt, grantedBy, requestedAt } = customer;
  const time = (at: string) => <DateTime value={at} timeZone={timeZone} />;
  return (
    <Card>
      <CardHeader title={t("detail.access")} />
      <CardBody>
        <dl className="flex flex-col gap-3 text-sm">
          <Fact label={t("columns.contact")}>{contact ? <ContactText value={contact} /> : t("detail.noContact")}</Fact>
          {grantedHow ? <Fact label={t("detail.granted")}>{t(`how.${grantedHow}`)}</Fact> : null}
          {grantedAt ? <Fact label={t("detail.grantedAt")}>{time(grantedAt)}</Fact> : null}
          {grantedBy ? (
            <Fact label={t("detail.grantedBy")}>
              {grantedBy.name ?? t(grantedBy.former ? "detail.former" : "unnamed")}
            </Fact>
          ) : null}
          <Source scope={scope} customer={customer} />
          {requestedAt ? <Fact label={t("detail.asked")}>{time(requestedAt)}</Fact> : null}
          {customer.requestCompany ? <Fact label={t("detail.askedAs")}>{customer.requestCompany}</Fact> : null}
          {customer.requestNote ? <Fact label={t("detail.requestNote")}>{customer.requestNote}</Fact> : null}
          {customer.shareLink ? <Fact label={t("detail.shareLink")}>{customer.shareLink}</Fact> : null}
          {customer.decidedAt && (customer.status === "revoked" || customer.status === "rejected") ? (
            <Fact label={t("detail.decided")}>{time(customer.decidedAt)}</Fact>
          ) : null}
          {customer.decisionNote ? <Fact label={t("detail.decisionNote")}>{customer.decisionNote}</Fact> : null}
        </dl>
      </CardBody>
    </Card>
  );
}

/** The entry or the invite that let them in, with the way to it. */
function Source({ scope, customer: { source } }: FactsProps) {
  const t = useTranslations("customers.detail");
  if (!source) return null;
  const base = `/vendor/${scope.seller.slug}`;
  if (source.kind === "invite") {
    const href = `${base}/invites?q=${encodeURIComponent(source.contact)}`;
    return (
      <Fact label={t("invite")}>
        {t.rich("inviteTo", {
          contact: () => (
            <Go href={scope.can("invites.read") ? href : null}>
              <bdi>{source.contact}</bdi>
            </Go>
          ),
          date: () => <DateTime value={source.at} timeZone={scope.seller.timeZone} style="date" />,
        })}
      </Fact>
    );
  }
  const href = `${base}/clients?q=${encodeURIComponent(source.contact ?? source.label)}`;
  return (
    <Fact label={t("entry")}>
      <span className="flex flex-wrap items-center gap-2">
        <Go href={scope.can("clients.read") ? href : null}>
          <bdi>{source.label}</bdi>
        </Go>
        <StatusBadge kind="client" status={source.status} />
      </span>
    </Fact>
  );
}

function Go({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} className="font-medium underline underline-offset-2 hover:text-brand">
      {children}
    </Link>
  );
}

/** For members who may only read. */
export function OwnWords({ customer: { own, priceList } }: { customer: CustomerDetails }) {
  const t = useTranslations("customers");
  return (
    <dl className="flex flex-col gap-3 text-sm">
      <Fact label={t("edit.company")}>{own.company ?? "–"}</Fact>
      <Fact label={t("edit.name")}>{own.name ?? "–"}</Fact>
      <Fact label={t("edit.priceList")}>{priceList?.name ?? t("listPrices")}</Fact>
      <Fact label={t("edit.note")}>{own.note ?? "–"}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="whitespace-pre-line break-words">{children}</dd>
    </div>
  );
}
