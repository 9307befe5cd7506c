import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import { Stat, StatGroup } from "@/components/ui/stat";
import type { OperatorScope } from "@/lib/access/scope";
import { countryName, zoneName } from "@/lib/i18n/format";
import { isLocale, locales } from "@/lib/i18n/locales";
import { countSellerRows, type SellerDto } from "@/lib/sellers/queries";

export async function SellerNumbers({ scope, seller }: { scope: OperatorScope; seller: SellerDto }) {
  const [t, figures] = await Promise.all([getTranslations("admin.seller"), countSellerRows(scope, seller)]);
  return (
    <section aria-label={t("figures")}>
      <StatGroup>
        <Stat label={t("customers")} figure={figures.customers} hint={t("requests", { count: figures.requests })} />
        <Stat label={t("products")} figure={figures.products} />
        <Stat label={t("orders")} figure={figures.orders} hint={t("orders30", { count: figures.orders30 })} />
        <Stat label={t("sales30")} figure={<Money minor={figures.sales30} currency={seller.currency} />} />
      </StatGroup>
    </section>
  );
}

const WHY = { draft: "whySentBack", suspended: "whySuspended", terminated: "whyTerminated" } as const;

/** What operators said when they decided as they did. */
export async function StatusReason({ seller: { status, statusReason } }: { seller: SellerDto }) {
  if (statusReason === null || !(status === "draft" || status === "suspended" || status === "terminated")) return null;
  const t = await getTranslations("admin.seller");
  return (
    <Alert tone={status === "terminated" ? "danger" : "warning"} title={t(WHY[status])}>
      <span className="whitespace-pre-line">{statusReason}</span>
    </Alert>
  );
}

const TIMES = [
  { word: "submitted", at: "submittedAt" },
  { word: "opened", at: "openedAt" },
  { word: "terminatedAt", at: "terminatedAt" },
] as const;

export async function SellerFacts({ seller }: { seller: SellerDto }) {
  const [t, format, locale] = await Promise.all([getTranslations("admin.seller"), getFormatter(), getLocale()]);
  const facts = [
    [t("slug"), seller.slug],
    [t("legalName"), seller.legalName ?? "–"],
    [t("registrationNumber"), seller.registrationNumber ?? "–"],
    [t("trade"), seller.trade ?? "–"],
    [
      t("postal"),
      [seller.street, [seller.postcode, seller.town].filter(Boolean).join(" "), countryName(seller.country, locale)]
        .filter(Boolean)
        .join(", "),
    ],
    [t("languages"), seller.languages.map((tag) => (isLocale(tag) ? locales[tag].label : tag)).join(", ")],
    [t("currency"), seller.currency],
    [t("timeZone"), zoneName(seller.timeZone)],
    [
      t("orderMinimum"),
      seller.orderMinimum === 0 ? (
        t("none")
      ) : (
        <Money key="minimum" minor={seller.orderMinimum} currency={seller.currency} />
      ),
    ],
    [t("commission"), format.number(seller.commissionBp / 10_000, { style: "percent", maximumFractionDigits: 2 })],
    [t("dailyInvites"), seller.dailyInvites === null ? t("asEverybody") : format.number(seller.dailyInvites)],
    [t("discoverable"), seller.discoverable ? t("yes") : t("no")],
    [t("since"), <DateTime key="since" value={seller.createdAt} timeZone={seller.timeZone} style="date" />],
    ...TIMES.flatMap(({ word, at }) => {
      const time = seller[at];
      return time ? [[t(word), <DateTime key={word} value={time} timeZone="UTC" />] as const] : [];
    }),
  ] as const;
  return (
    <Card>
      <CardHeader title={t("facts")} />
      <dl className="divide-y divide-border">
        {facts.map(([label, value]) => (
          <div key={label} className="grid grid-cols-[9rem_minmax(0,1fr)] gap-4 px-4 py-2 text-sm">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="break-words tabular-nums">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
