import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { ImportButton } from "@/components/import/import-button";
import { RecentImports } from "@/components/import/recent-imports";
import { InviteOptions } from "@/components/invite/invite-options";
import { PageHeader } from "@/components/ui/page-header";
import { listPriceListChoices } from "@/lib/customers/queries";
import { listRecentImports } from "@/lib/imports/queries";
import { previewInvite } from "@/lib/invites/preview/queries";
import { listInvites } from "@/lib/invites/queries";
import { INVITE_PAGE, inviteFilter, listInvitesInput } from "@/lib/invites/schema";
import { getSettings } from "@/lib/sellers/queries";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { InviteButton } from "./invite-button";
import { InviteTabs } from "./invite-tabs";
import { InvitesTable } from "./invites-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "invites.read");
  const t = await getTranslations("invites");
  return { title: t("title") };
}

export default async function InvitesPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "invites.read");
  const { input: filter, ignored } = await readAddress(inviteFilter, searchParams);
  const input = listInvitesInput.parse({ ...filter, limit: INVITE_PAGE, count: "1" });
  const [first, priceLists, imports, t] = await Promise.all([
    listInvites(scope, input),
    listPriceListChoices(scope),
    listRecentImports(scope, "invites"),
    getTranslations("invites"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const mayWrite = scope.can("invites.write");
  const invite = mayWrite ? (
    <>
      <ImportButton
        kind="invites"
        seller={scope.seller}
        priceLists={priceLists}
        extra={
          <InviteOptions preview={previewInvite(scope.seller)} lastWords={(await getSettings(scope)).invites.message} />
        }
      />
      <InviteButton scope={scope} priceLists={priceLists} />
    </>
  ) : null;
  return (
    <ClientMessages namespaces={["invites", "contacts", "imports", "delivery"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={invite} />
        <InviteTabs slug={slug} current="invites" />
        {ignored ? <FilterIgnored /> : null}
        <RecentImports part="underWay" store={{ slug, timeZone }} imports={imports} />
        <InvitesTable
          store={{ sellerId, slug, timeZone }}
          initialFilter={filter}
          initialPage={first}
          mayWrite={mayWrite}
          invite={invite}
        />
        <RecentImports part="ended" store={{ slug, timeZone }} imports={imports} />
      </div>
    </ClientMessages>
  );
}
