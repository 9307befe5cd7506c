import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { ImportButton } from "@/components/import/import-button";
import { RecentImports } from "@/components/import/recent-imports";
import { NoticesLink } from "@/components/notices-link";
import { PageHeader } from "@/components/ui/page-header";
import { listClientPage } from "@/lib/clients/queries";
import { CLIENT_PAGE, clientFilter, listClientsInput } from "@/lib/clients/schema";
import { listPriceListChoices } from "@/lib/customers/queries";
import { listRecentImports } from "@/lib/imports/queries";
import { previewInvite } from "@/lib/invites/preview/queries";
import { getSettings } from "@/lib/sellers/queries";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { AddClient } from "./add-client";
import { ClientsTable } from "./clients-table";
import { InviteWaiting } from "./invite-waiting";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "clients.read");
  const t = await getTranslations("clients");
  return { title: t("title") };
}

export default async function ClientsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "clients.read");
  const { input: filter, ignored } = await readAddress(clientFilter, searchParams);
  const input = listClientsInput.parse({ ...filter, limit: CLIENT_PAGE, count: "1" });
  const [first, priceLists, imports, t] = await Promise.all([
    listClientPage(scope, input),
    listPriceListChoices(scope),
    listRecentImports(scope, "clients"),
    getTranslations("clients"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const mayWrite = scope.can("clients.write");
  const settings = await getSettings(scope);
  return (
    <ClientMessages namespaces={["clients", "contacts", "imports", "invites"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={t("title")}
          description={t("description")}
          actions={
            <>
              {scope.can("settings.write") ? <NoticesLink slug={slug} /> : null}
              {mayWrite && scope.can("invites.write") && first.items.length > 0 ? (
                <InviteWaiting slug={slug} preview={previewInvite(scope.seller)} lastWords={settings.invites.message} />
              ) : null}
              {mayWrite ? (
                <>
                  <ImportButton kind="clients" seller={scope.seller} priceLists={priceLists} />
                  <AddClient store={{ sellerId, slug }} priceLists={priceLists} />
                </>
              ) : null}
            </>
          }
        />
        {ignored ? <FilterIgnored /> : null}
        <RecentImports part="underWay" store={{ slug, timeZone }} imports={imports} />
        <ClientsTable
          store={{ sellerId, slug, timeZone }}
          priceLists={priceLists}
          initialFilter={filter}
          initialPage={first}
          mayWrite={mayWrite}
        />
        <RecentImports part="ended" store={{ slug, timeZone }} imports={imports} />
      </div>
    </ClientMessages>
  );
}
