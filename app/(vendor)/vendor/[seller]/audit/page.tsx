import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { PageHeader } from "@/components/ui/page-header";
import { listActivity } from "@/lib/audit/activity/queries";
import { listActors } from "@/lib/audit/people/queries";
import { ACTIVITY_PAGE, activityFilter, listActivityInput } from "@/lib/audit/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { ActivityTable } from "./activity-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "audit.read");
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "audit.read");
  const { input: filter, ignored } = await readAddress(activityFilter, searchParams);
  const [page, actors, t] = await Promise.all([
    listActivity(scope, listActivityInput.parse({ ...filter, limit: ACTIVITY_PAGE, count: "1" })),
    listActors(scope, filter.who),
    getTranslations("audit"),
  ]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  return (
    <ClientMessages namespaces={["audit"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        {ignored ? <FilterIgnored /> : null}
        <ActivityTable store={{ sellerId, slug, timeZone }} actors={actors} initial={{ filter, page }} />
      </div>
    </ClientMessages>
  );
}
