import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import type { OperatorScope } from "@/lib/access/scope";
import { getSeller, type SellerDto } from "@/lib/sellers/queries";
import { PART_RIGHTS, type SellerPart } from "@/lib/sellers/rules";
import { type SellerPartInput, sellerPartInput } from "@/lib/sellers/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { orNotFound, pageScope } from "@/lib/server/page";
import { ActivityPart } from "./activity-part";
import { CustomersPart, OrdersPart, RequestsPart } from "./lists-parts";
import { MembersPart } from "./members-part";
import { SellerActions } from "./seller-actions";
import { SellerFacts, SellerNumbers, StatusReason } from "./seller-facts";
import { SellerTabs } from "./seller-tabs";
import { SellerTerms } from "./seller-terms";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

/** Title and page share one read, and one audit event. */
const sellerOf = cache((scope: OperatorScope, slug: string, part: SellerPart) =>
  orNotFound(getSeller(scope, slug, part)),
);

async function load({ params, searchParams }: Props) {
  const { input, ignored } = await readAddress(sellerPartInput, searchParams);
  const scope = await pageScope("operator", undefined, PART_RIGHTS[input.tab]);
  const seller = await sellerOf(scope, (await params).seller, input.tab);
  return { scope, seller, input, ignored, lookOver: (await searchParams).look === "over" };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { seller } = await load(props);
  return { title: seller.name };
}

export default async function SellerPage(props: Props) {
  const [{ scope, seller, input, ignored, lookOver }, t] = await Promise.all([load(props), getTranslations("admin")]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={seller.name}
        meta={<StatusBadge kind="seller" status={seller.status} />}
        description={seller.description ? <bdi>{seller.description}</bdi> : null}
        breadcrumbs={
          <Breadcrumbs items={[{ label: t("sellers.title"), href: "/admin/sellers" }, { label: seller.name }]} />
        }
        actions={<SellerActions scope={scope} seller={seller} />}
      />
      {lookOver ? (
        <Alert tone="info" title={t("look.overTitle", { seller: seller.name })}>
          {t("look.overText")}
        </Alert>
      ) : null}
      {ignored ? <FilterIgnored /> : null}
      <StatusReason seller={seller} />
      <SellerTabs scope={scope} slug={seller.slug} current={input.tab} />
      <Suspense key={input.tab} fallback={<SkeletonRows rows={6} />}>
        <Part scope={scope} seller={seller} input={input} />
      </Suspense>
    </div>
  );
}

function Part({ scope, seller, input }: { scope: OperatorScope; seller: SellerDto; input: SellerPartInput }) {
  const part = { scope, seller, input };
  switch (input.tab) {
    case "overview":
      return <Overview scope={scope} seller={seller} />;
    case "members":
      return (
        <ClientMessages namespaces={["members", "contacts"]}>
          <MembersPart {...part} />
        </ClientMessages>
      );
    case "customers":
      return <CustomersPart {...part} />;
    case "requests":
      return <RequestsPart {...part} />;
    case "orders":
      return <OrdersPart {...part} />;
    case "activity":
      return <ActivityPart {...part} />;
  }
}

function Overview({ scope, seller }: { scope: OperatorScope; seller: SellerDto }) {
  return (
    <div className="flex flex-col gap-6">
      <Suspense fallback={<Skeleton className="h-28 rounded-lg" />}>
        <SellerNumbers scope={scope} seller={seller} />
      </Suspense>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SellerFacts seller={seller} />
        {scope.can("sellers.terms") && seller.status !== "terminated" ? (
          <SellerTerms id={seller.id} commissionBp={seller.commissionBp} dailyInvites={seller.dailyInvites} />
        ) : null}
      </div>
    </div>
  );
}
