import { Banknote, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SearchForm } from "@/app/(admin)/admin/search-form";
import { ClientMessages } from "@/components/client-messages";
import { ExportLink } from "@/components/export-link";
import { FilterIgnored } from "@/components/filter-ignored";
import { PayoutTable } from "@/components/payouts/payout-table";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { dayIn } from "@/lib/days";
import { countPayouts, listAllPayouts } from "@/lib/payouts/queries";
import { monthBefore, PAYOUT_STATES, type PayoutState } from "@/lib/payouts/rules";
import { findPayoutRun } from "@/lib/payouts/running/queries";
import { type AdminPayoutListInput, adminPayoutListInput } from "@/lib/payouts/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { payoutsHref } from "./address";
import { ComputePayouts } from "./compute-payouts";
import { PayoutRun } from "./payout-run";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "payouts.read");
  const t = await getTranslations("payouts");
  return { title: t("title") };
}

export default async function AdminPayoutsPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "payouts.read");
  const { input, ignored } = await readAddress(adminPayoutListInput, searchParams);
  const [t, { items, nextCursor }, counts, run] = await Promise.all([
    getTranslations("payouts"),
    listAllPayouts(scope, input),
    countPayouts(scope),
    findPayoutRun(scope),
  ]);
  const all = counts.draft + counts.approved + counts.paid;
  const suggested = monthBefore(dayIn("UTC", new Date()));
  const total = input.state ? counts[input.state] : all;
  return (
    <ClientMessages namespaces={["payouts"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={t("title")}
          description={t("admin.description")}
          actions={
            <>
              <ExportLink href={payoutsHref(input, {}, "/api/admin/payouts/export")} label={t("export")} />
              {scope.can("payouts.write") ? <ComputePayouts period={suggested} /> : null}
            </>
          }
        />
        {run ? <PayoutRun key={run.id} initial={run} /> : null}
        {ignored ? <FilterIgnored /> : null}
        <SellerSearch input={input} />
        <StateTabs input={input} counts={counts} all={all} />
        {items.length > 0 ? (
          <>
            <PayoutTable
              items={items}
              href={({ seller, number }) => `/admin/payouts/${seller?.slug ?? ""}/${number}`}
            />
            <Pager
              shown={items.length}
              total={input.seller ? undefined : total}
              firstHref={input.cursor ? payoutsHref(input) : undefined}
              nextHref={nextCursor ? payoutsHref(input, { cursor: nextCursor }) : undefined}
            />
          </>
        ) : (
          <NoPayouts narrowed={input.seller !== "" || input.state !== undefined} />
        )}
      </div>
    </ClientMessages>
  );
}

async function SellerSearch({ input }: { input: AdminPayoutListInput }) {
  const t = await getTranslations("payouts.admin");
  return (
    <SearchForm
      action="/admin/payouts"
      name="seller"
      label={t("search")}
      submitLabel={t("searchAction")}
      value={input.seller}
      keep={{ state: input.state }}
    />
  );
}

type TabsProps = { input: AdminPayoutListInput; counts: Record<PayoutState, number>; all: number };

async function StateTabs({ input, counts, all }: TabsProps) {
  const t = await getTranslations("payouts");
  const tabs = [
    { href: payoutsHref({ ...input, state: undefined }), label: t("all"), count: all, current: !input.state },
    ...PAYOUT_STATES.map((state) => ({
      href: payoutsHref({ ...input, state }),
      label: t(`states.${state}`),
      count: counts[state],
      current: input.state === state,
    })),
  ];
  return <LinkTabs label={t("state")} tabs={tabs} />;
}

async function NoPayouts({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations("payouts.admin");
  if (!narrowed) return <EmptyState icon={Banknote} title={t("emptyTitle")} description={t("emptyDescription")} />;
  const all = (
    <Link href="/admin/payouts" className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  return <EmptyState icon={SearchX} title={t("noneTitle")} description={t("noneDescription")} action={all} />;
}
