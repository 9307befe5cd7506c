import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { listPriceListChoices } from "@/lib/customers/queries";
import { listInvites } from "@/lib/invites/queries";
import { INVITE_PAGE, inviteFilter, listInvitesInput } from "@/lib/invites/schema";
import { pageScope } from "@/lib/server/page";
import { InviteButton } from "./invite-button";
import { InvitesTable } from "./invites-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "invites.read");
  const t = await getTranslations("invites");
  return { title: t("title") };
}

export default async function InvitesPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "invites.read");
  // An address that makes no sense shows the whole list.
  const asked = inviteFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : inviteFilter.parse({});
  const input = listInvitesInput.parse({ ...filter, limit: INVITE_PAGE, count: "1" });
  const [first, priceLists, t] = await Promise.all([
    listInvites(scope, input),
    listPriceListChoices(scope),
    getTranslations("invites"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  const invite = scope.can("invites.write") ? <InviteButton seller={scope.seller} priceLists={priceLists} /> : null;
  return (
    <ClientMessages namespaces={["invites", "contacts"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={invite} />
        <InvitesTable
          store={{ sellerId, slug, timeZone }}
          initialFilter={filter}
          initialPage={first}
          mayWrite={scope.can("invites.write")}
          invite={invite}
        />
      </div>
    </ClientMessages>
  );
}
