import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ClientMessages } from "@/components/client-messages";
import { ExportLink } from "@/components/export-link";
import { PayoutBadge } from "@/components/payouts/payout-badge";
import { Period } from "@/components/payouts/period";
import { Statement } from "@/components/payouts/statement";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import type { OperatorScope } from "@/lib/access/scope";
import { zoneName } from "@/lib/i18n/format";
import { getSellerPayout, listCorrections, listPayoutLines } from "@/lib/payouts/queries";
import { sellerPayoutInput, sellerPayoutLinesInput } from "@/lib/payouts/schema";
import { orNotFound, pageScope } from "@/lib/server/page";
import { PayoutSteps } from "./payout-steps";

type Props = {
  params: Promise<{ seller: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Title and page share one read, and one audit event. */
const payoutOf = cache((scope: OperatorScope, seller: string, number: string) => {
  const input = sellerPayoutInput.safeParse({ seller, number });
  if (!input.success) notFound();
  return orNotFound(getSellerPayout(scope, input.data));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { payout } = await load(params);
  const t = await getTranslations("payouts");
  return { title: `${t("payoutNumber", { number: String(payout.number) })} · ${payout.seller.name}` };
}

export default async function AdminPayoutPage({ params, searchParams }: Props) {
  const { scope, payout } = await load(params);
  const { seller, number } = payout;
  const asked = sellerPayoutLinesInput.safeParse({ ...(await searchParams), seller: seller.slug, number });
  const after = asked.success ? asked.data.cursor?.[0] : undefined;
  const [t, { items, nextCursor }, corrections] = await Promise.all([
    getTranslations("payouts"),
    listPayoutLines(scope, { sellerId: seller.id, id: payout.id }, after),
    listCorrections(scope, { sellerId: seller.id, id: payout.id }),
  ]);
  const list = `/admin/payouts/${seller.slug}`;
  const own = `${list}/${number}`;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { label: t("title"), href: "/admin/payouts" },
              { label: seller.name, href: `/admin/payouts?${new URLSearchParams({ seller: seller.slug })}` },
              { label: String(number) },
            ]}
          />
        }
        title={`${t("payoutNumber", { number: String(number) })} · ${seller.name}`}
        meta={<PayoutBadge payout={payout} />}
        description={
          <>
            <Period from={payout.from} to={payout.to} /> · {t("zone", { zone: zoneName(payout.timeZone) })}
          </>
        }
        actions={
          <>
            <ExportLink href={`/api${own}/export`} label={t("exportStatement")} />
            {scope.can("payouts.write") ? (
              <ClientMessages namespaces={["payouts"]}>
                <PayoutSteps payout={payout} />
              </ClientMessages>
            ) : null}
          </>
        }
      />
      <Statement
        payout={payout}
        lines={items}
        corrections={corrections}
        payoutHref={(other) => `${list}/${other}`}
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
  const scope = await pageScope("operator", undefined, "payouts.read");
  return { scope, payout: await payoutOf(scope, seller, number) };
}
