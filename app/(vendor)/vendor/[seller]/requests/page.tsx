import { UserRoundCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listCustomers, listPriceListChoices } from "@/lib/customers/queries";
import { listCustomersInput } from "@/lib/customers/schema";
import { pageScope } from "@/lib/server/page";
import { RequestCard } from "./request-card";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "requests.read");
  const t = await getTranslations("customers.requests");
  return { title: t("title") };
}

/** Whoever waits longest stands first. */
export default async function RequestsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "requests.read");
  const waiting = { status: "requested", sort: "added", count: "1" };
  const asked = listCustomersInput.safeParse({ ...waiting, cursor: (await searchParams).cursor });
  const input = asked.success ? asked.data : listCustomersInput.parse(waiting);
  const [{ items, total, nextCursor }, priceLists, t] = await Promise.all([
    listCustomers(scope, input),
    listPriceListChoices(scope),
    getTranslations("customers.requests"),
  ]);
  const { slug, timeZone } = scope.seller;
  const mayDecide = scope.can("requests.decide");
  const here = `/vendor/${slug}/requests`;
  return (
    <ClientMessages namespaces={["customers"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        {mayDecide || items.length === 0 ? null : <p className="text-muted-foreground text-sm">{t("readOnly")}</p>}
        {items.length === 0 ? (
          <EmptyState icon={UserRoundCheck} title={t("emptyTitle")} description={t("emptyDescription")} />
        ) : (
          <ul aria-label={t("title")} className="flex flex-col gap-3">
            {items.map((request) => (
              <RequestCard
                key={request.id}
                slug={slug}
                timeZone={timeZone}
                request={request}
                priceLists={priceLists}
                mayDecide={mayDecide}
              />
            ))}
          </ul>
        )}
        {items.length > 0 || input.cursor ? (
          <Pager
            shown={items.length}
            total={total ?? undefined}
            firstHref={input.cursor ? here : undefined}
            nextHref={nextCursor ? `${here}?cursor=${nextCursor}` : undefined}
          />
        ) : null}
      </div>
    </ClientMessages>
  );
}
