import { Banknote, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/export-link";
import { FilterIgnored } from "@/components/filter-ignored";
import { PayoutTable } from "@/components/payouts/payout-table";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listPayouts } from "@/lib/payouts/queries";
import { PAYOUT_STATES, type PayoutState } from "@/lib/payouts/rules";
import { payoutListInput } from "@/lib/payouts/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "payouts.read");
  const t = await getTranslations("payouts");
  return { title: t("title") };
}

export default async function PayoutsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "payouts.read");
  const { input, ignored } = await readAddress(payoutListInput, searchParams);
  const [t, { items, nextCursor, total }] = await Promise.all([getTranslations("payouts"), listPayouts(scope, input)]);
  const { slug } = scope.seller;
  const href = (more: { state?: PayoutState; cursor?: string }) => {
    const search = new URLSearchParams({ ...more });
    return search.size > 0 ? `/vendor/${slug}/payouts?${search}` : `/vendor/${slug}/payouts`;
  };
  const filter: { state?: PayoutState } = input.state ? { state: input.state } : {};
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <ExportLink
            href={`/api/vendor/${slug}/payouts/export?${new URLSearchParams({ ...filter })}`}
            label={t("export")}
          />
        }
      />
      {ignored ? <FilterIgnored /> : null}
      <LinkTabs
        label={t("state")}
        tabs={[
          { href: href({}), label: t("all"), current: !input.state },
          ...PAYOUT_STATES.map((state) => ({
            href: href({ state }),
            label: t(`states.${state}`),
            current: input.state === state,
          })),
        ]}
      />
      {items.length > 0 ? (
        <>
          <PayoutTable items={items} href={({ number }) => `/vendor/${slug}/payouts/${number}`} />
          <Pager
            shown={items.length}
            total={total}
            firstHref={input.cursor ? href(filter) : undefined}
            nextHref={nextCursor ? href({ ...filter, cursor: nextCursor }) : undefined}
          />
        </>
      ) : (
        <NoPayouts allHref={input.state || input.cursor ? href({}) : null} />
      )}
    </div>
  );
}

async function NoPayouts({ allHref }: { allHref: string | null }) {
  const t = await getTranslations("payouts.empty");
  if (!allHref) return <EmptyState icon={Banknote} title={t("title")} description={t("description")} />;
  const action = (
    <Link href={allHref} className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  return (
    <EmptyState icon={SearchX} title={t("filteredTitle")} description={t("filteredDescription")} action={action} />
  );
}
