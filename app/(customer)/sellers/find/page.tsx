import { SearchX, Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listFindable } from "@/lib/customers/requests/queries";
import { findSellersInput } from "@/lib/customers/requests/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { FindSearch } from "./find-search";
import { SellerCard } from "./seller-card";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sellers.findPage");
  return { title: t("title") };
}

export default async function FindSellersPage({ searchParams }: Props) {
  const account = await pageScope("account");
  const { input, ignored } = await readAddress(findSellersInput, searchParams);
  const [t, tSellers, { items, nextCursor }] = await Promise.all([
    getTranslations("sellers.findPage"),
    getTranslations("sellers"),
    listFindable(account, input),
  ]);
  const address = (params: Record<string, string>) =>
    `/sellers/find?${new URLSearchParams({ ...(input.q && { q: input.q }), ...params })}`;
  return (
    <ClientMessages namespaces={["sellers"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          breadcrumbs={<Breadcrumbs items={[{ label: tSellers("title"), href: "/sellers" }, { label: t("title") }]} />}
          title={t("title")}
          description={t("description")}
        />
        {ignored ? <FilterIgnored /> : null}
        <FindSearch q={input.q ?? ""} />
        {items.length > 0 ? (
          <ul aria-label={t("results")} className="grid gap-3 lg:grid-cols-2">
            {items.map((seller) => (
              <SellerCard key={seller.sellerId} seller={seller} company={account.user.company} />
            ))}
          </ul>
        ) : (
          <Nobody searched={Boolean(input.q)} />
        )}
        {items.length > 0 || input.cursor ? (
          <Pager
            shown={items.length}
            firstHref={input.cursor ? address({}) : undefined}
            nextHref={nextCursor ? address({ cursor: nextCursor }) : undefined}
          />
        ) : null}
      </div>
    </ClientMessages>
  );
}

async function Nobody({ searched }: { searched: boolean }) {
  const t = await getTranslations("sellers.findPage");
  if (!searched) return <EmptyState icon={Store} title={t("noneTitle")} description={t("noneDescription")} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t("emptyTitle")}
      description={t("emptyDescription")}
      action={
        <Link href="/sellers/find" className={buttonVariants({ variant: "secondary" })}>
          {t("clear")}
        </Link>
      }
    />
  );
}
