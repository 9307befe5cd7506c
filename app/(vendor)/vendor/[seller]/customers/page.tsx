import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteButton } from "@/app/(vendor)/vendor/[seller]/invites/invite-button";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { PageHeader } from "@/components/ui/page-header";
import { listCustomers, listPriceListChoices } from "@/lib/customers/queries";
import { CUSTOMER_PAGE, customerFilter, listCustomersInput } from "@/lib/customers/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { CustomersTable } from "./customers-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "customers.read");
  const t = await getTranslations("customers");
  return { title: t("title") };
}

export default async function CustomersPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "customers.read");
  const { input: filter, ignored } = await readAddress(customerFilter, searchParams);
  const input = listCustomersInput.parse({ ...filter, limit: CUSTOMER_PAGE, count: "1" });
  const [first, priceLists, t] = await Promise.all([
    listCustomers(scope, input),
    listPriceListChoices(scope),
    getTranslations("customers"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const invite = scope.can("invites.write") ? <InviteButton scope={scope} priceLists={priceLists} /> : null;
  return (
    <ClientMessages namespaces={["customers", "invites", "contacts"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={invite} />
        {ignored ? <FilterIgnored /> : null}
        <CustomersTable
          store={{ sellerId, slug, timeZone }}
          priceLists={priceLists}
          initialFilter={filter}
          initialPage={first}
          mayWrite={scope.can("customers.write")}
          invite={invite}
        />
      </div>
    </ClientMessages>
  );
}
