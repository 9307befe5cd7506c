import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { NoticesLink } from "@/components/notices-link";
import { PageHeader } from "@/components/ui/page-header";
import { listPriceListChoices } from "@/lib/customers/queries";
import { listRequests } from "@/lib/customers/requests/deciding/queries";
import { listRequestsInput, REQUEST_PAGE, requestFilter } from "@/lib/customers/requests/schema";
import { getSettings } from "@/lib/sellers/queries";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { RequestChoices } from "./request-choices";
import { RequestsTable } from "./requests-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "requests.read");
  const t = await getTranslations("customers.requests");
  return { title: t("title") };
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "requests.read");
  const { input: filter, ignored } = await readAddress(requestFilter, searchParams);
  const input = listRequestsInput.parse({ ...filter, limit: REQUEST_PAGE, count: "1" });
  const [first, priceLists, settings, t] = await Promise.all([
    listRequests(scope, input),
    listPriceListChoices(scope),
    getSettings(scope),
    getTranslations("customers.requests"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const mayDecide = scope.can("requests.decide");
  return (
    <ClientMessages namespaces={["customers"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={t("title")}
          description={t("description")}
          actions={scope.can("settings.write") ? <NoticesLink slug={slug} /> : undefined}
        />
        {ignored ? <FilterIgnored /> : null}
        {mayDecide || first.items.length === 0 ? null : (
          <p className="text-muted-foreground text-sm">{t("readOnly")}</p>
        )}
        <RequestChoices told={settings.notices.decided}>
          <RequestsTable
            store={{ sellerId, slug, timeZone }}
            priceLists={priceLists}
            initialFilter={filter}
            initialPage={first}
            mayDecide={mayDecide}
          />
        </RequestChoices>
      </div>
    </ClientMessages>
  );
}
