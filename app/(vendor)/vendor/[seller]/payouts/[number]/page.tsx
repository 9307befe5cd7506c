import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ExportLink } from "@/components/export-link";
import { PayoutBadge } from "@/components/payouts/payout-badge";
import { Period } from "@/components/payouts/period";
import { Statement } from "@/components/payouts/statement";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import type { StoreScope } from "@/lib/access/scope";
import { zoneName } from "@/lib/i18n/format";
import { getPayout, listCorrections, listPayoutLines } from "@/lib/payouts/queries";
import { payoutInput, payoutLinesInput } from "@/lib/payouts/schema";
import { orNotFound, pageScope } from "@/lib/server/page";

type Props = {
  params: Promise<{ seller: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Title and page share one read. */
const payoutOf = cache((scope: StoreScope, number: string) => {
  const input = payoutInput.safeParse({ number });
  if (!input.success) notFound();
  return orNotFound(getPayout(scope, input.data.number));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { payout } = await load(params);
  const t = await getTranslations("payouts");
  return { title: t("payoutNumber", { number: String(payout.number) }) };
}

export default async function PayoutPage({ params, searchParams }: Props) {
  const { scope, payout } = await load(params);
  const { id: sellerId, slug } = scope.seller;
  const asked = payoutLinesInput.safeParse({ ...(await searchParams), number: payout.number });
  const after = asked.success ? asked.data.cursor?.[0] : undefined;
  const [t, { items, nextCursor }, corrections] = await Promise.all([
    getTranslations("payouts"),
    listPayoutLines(scope, { sellerId, id: payout.id }, after),
    listCorrections(scope, { sellerId, id: payout.id }),
  ]);
  const list = `/vendor/${slug}/payouts`;
  const own = `${list}/${payout.number}`;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: t("title"), href: list }, { label: String(payout.number) }]} />}
        title={t("payoutNumber", { number: String(payout.number) })}
        meta={<PayoutBadge payout={payout} />}
        description={
          <>
            <Period from={payout.from} to={payout.to} /> · {t("zone", { zone: zoneName(payout.timeZone) })}
          </>
        }
        actions={<ExportLink href={`/api${own}/export`} label={t("exportStatement")} />}
      />
      <Statement
        payout={payout}
        lines={items}
        corrections={corrections}
        orderHref={(number) => `/vendor/${slug}/orders/${number}`}
        payoutHref={(number) => `${list}/${number}`}
        pager={
          items.length > 0 ? (
            <Pager
              shown={items.length}
              firstHref={after ? own : undefined}
              nextHref={nextCursor ? `${own}?${new URLSearchParams({ cursor: nextCursor })}` : undefined}
            />
          ) : null
        }
      />
    </div>
  );
}

async function load(params: Props["params"]) {
  const { seller, number } = await params;
  const scope = await pageScope("store", seller, "payouts.read");
  return { scope, payout: await payoutOf(scope, number) };
}
