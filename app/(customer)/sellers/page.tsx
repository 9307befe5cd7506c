import { Search, Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listMyShops } from "@/lib/customers/queries";
import { listEnded, listMyRequests } from "@/lib/customers/requests/queries";
import { formatDate } from "@/lib/i18n/format";
import { findParting } from "@/lib/sellers/parting/queries";
import { pageScope } from "@/lib/server/page";
import { MyRequests } from "./my-requests";
import { ShopCard } from "./shop-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sellers");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SellersPage({ searchParams }: Props) {
  const account = await pageScope("account");
  const { closed: closedSlug } = await searchParams;
  const [t, locale, gone, shops, requests, ended] = await Promise.all([
    getTranslations("sellers"),
    getLocale(),
    findParting(account, "shop", closedSlug),
    listMyShops(account),
    listMyRequests(account),
    listEnded(account),
  ]);
  const closed = shops.find(({ slug, status }) => slug === closedSlug && status === "suspended");
  const find = (
    <Link href="/sellers/find" className={buttonVariants({ variant: shops.length > 0 ? "secondary" : "primary" })}>
      <Search aria-hidden="true" />
      {t("find")}
    </Link>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t("title")}
        description={shops.length > 0 ? t("description") : undefined}
        actions={shops.length > 0 ? find : undefined}
      />
      {closed ? (
        <Alert tone="warning" title={t("closedTitle", { seller: closed.name })}>
          {t("closedText")}
        </Alert>
      ) : null}
      {gone?.closed ? (
        <Alert
          tone="warning"
          title={t("goneTitle", {
            seller: gone.seller,
            date: formatDate(gone.closed.at, "date", locale, gone.closed.timeZone),
          })}
        >
          {t("goneText", { seller: gone.seller })}
        </Alert>
      ) : null}
      {shops.length > 0 ? (
        <ul aria-label={t("title")} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {shops.map((shop) => (
            <ShopCard key={shop.sellerId} shop={shop} />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={Store}
          title={t(ended.length > 0 ? "noneTitle" : "emptyTitle")}
          description={t("emptyDescription")}
          action={find}
        />
      )}
      {ended.map(({ sellerId, name }) => (
        <Alert key={sellerId} tone="info" title={t("endedTitle", { seller: name })}>
          {t("endedText", { seller: name })}
        </Alert>
      ))}
      {requests.length > 0 ? (
        <ClientMessages namespaces={["sellers"]}>
          <MyRequests requests={requests} company={account.user.company} />
        </ClientMessages>
      ) : null}
    </div>
  );
}
