import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { StatusBadge } from "@/components/status-badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import type { OperatorScope } from "@/lib/access/scope";
import { getSeller } from "@/lib/sellers/queries";
import { decisionsFor } from "@/lib/sellers/rules";
import { orNotFound, pageScope } from "@/lib/server/page";
import { SellerDecisions } from "./seller-decisions";
import { SellerFacts, SellerNumbers } from "./seller-facts";
import { SellerActivity, SellerMembers, SellerOrders } from "./seller-lists";

type Props = { params: Promise<{ seller: string }> };

/** Title and page share one read, and one audit event. */
const sellerOf = cache((scope: OperatorScope, slug: string) => orNotFound(getSeller(scope, slug)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scope = await pageScope("operator", undefined, "sellers.read");
  const { name } = await sellerOf(scope, (await params).seller);
  return { title: name };
}

export default async function SellerPage({ params }: Props) {
  const scope = await pageScope("operator", undefined, "sellers.read");
  const seller = await sellerOf(scope, (await params).seller);
  const t = await getTranslations("admin");
  const decisions = scope.can("sellers.decide") ? decisionsFor(seller.status) : [];
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={seller.name}
        meta={<StatusBadge kind="seller" status={seller.status} />}
        description={seller.description}
        breadcrumbs={
          <Breadcrumbs items={[{ label: t("sellers.title"), href: "/admin/sellers" }, { label: seller.name }]} />
        }
        actions={
          decisions.length > 0 ? <SellerDecisions id={seller.id} name={seller.name} decisions={decisions} /> : null
        }
      />
      <Suspense fallback={<Skeleton className="h-28 rounded-lg" />}>
        <SellerNumbers scope={scope} seller={seller} />
      </Suspense>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SellerFacts seller={seller} />
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <SellerMembers scope={scope} seller={seller} />
        </Suspense>
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <SellerOrders scope={scope} seller={seller} />
        </Suspense>
        {scope.can("audit.read") ? (
          <Suspense fallback={<SkeletonRows rows={4} />}>
            <SellerActivity scope={scope} seller={seller} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
