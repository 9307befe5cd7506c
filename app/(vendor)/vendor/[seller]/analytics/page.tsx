import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteButton } from "@/app/(vendor)/vendor/[seller]/invites/invite-button";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { Alert } from "@/components/ui/alert";
import type { StoreScope } from "@/lib/access/scope";
import { getCustomer, listPriceListChoices } from "@/lib/customers/queries";
import { customerLabel } from "@/lib/customers/rules";
import { dayIn } from "@/lib/days";
import { AppError } from "@/lib/errors";
import { pageScope } from "@/lib/server/page";
import { getAnalytics } from "@/lib/visits/analytics/queries";
import { listVisitors } from "@/lib/visits/customers/queries";
import { findVisit, hasVisits, listPresent, listVisits } from "@/lib/visits/queries";
import { splitView } from "@/lib/visits/query-options";
import {
  type AnalyticsView,
  analyticsView,
  listVisitorsInput,
  listVisitsInput,
  VISIT_PAGE,
  VISITOR_PAGE,
} from "@/lib/visits/schema";
import { AnalyticsScreen } from "./analytics-screen";
import { RefusedEntries } from "./refused-entries";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "visits.read");
  const t = await getTranslations("visits");
  return { title: t("title") };
}

export default async function AnalyticsPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "visits.read");
  // An address that makes no sense shows the last days of everybody.
  const asked = analyticsView.safeParse(await searchParams);
  const view = asked.success ? asked.data : analyticsView.parse({});
  const [initial, invite, t] = await Promise.all([read(scope, view), inviteButton(scope), getTranslations("visits")]);
  const { id: sellerId, slug, timeZone } = scope.seller;
  return (
    <ClientMessages namespaces={["visits", "invites", "contacts"]}>
      <AnalyticsScreen
        store={{ sellerId, slug, timeZone }}
        today={dayIn(timeZone, new Date())}
        initial={initial}
        invite={invite}
        notice={
          <>
            {asked.success ? null : <FilterIgnored />}
            {view.visit && !initial.opened ? <Alert tone="warning">{t("detail.gone")}</Alert> : null}
          </>
        }
        refused={scope.can("audit.read") ? <RefusedEntries scope={scope} /> : null}
      />
    </ClientMessages>
  );
}

async function read(scope: StoreScope, view: AnalyticsView) {
  const { range, list } = splitView(view);
  const [analytics, visits, present, visitors, opened, customer, everCame] = await Promise.all([
    getAnalytics(scope, range),
    listVisits(scope, listVisitsInput.parse({ ...list, limit: VISIT_PAGE, count: "1" })),
    listPresent(scope),
    listVisitors(scope, listVisitorsInput.parse({ show: view.show, limit: VISITOR_PAGE })),
    view.visit ? findVisit(scope, view.visit) : null,
    view.customer ? nameOf(scope, view.customer) : null,
    hasVisits(scope),
  ]);
  return { view, analytics, visits, present, visitors, opened, customer, everCame };
}

/** For the field; a customer of another seller is none. */
async function nameOf(scope: StoreScope, customerId: string): Promise<{ value: string; label: string }> {
  const [t, tShell] = await Promise.all([getTranslations("visits.filters"), getTranslations("shell")]);
  try {
    const customer = await getCustomer(scope, { customerId });
    return { value: customerId, label: customerLabel(customer) ?? tShell("unnamedCustomer") };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found")
      return { value: customerId, label: t("unknownCustomer") };
    throw error;
  }
}

async function inviteButton(scope: StoreScope) {
  if (!scope.can("invites.write")) return null;
  return <InviteButton scope={scope} priceLists={await listPriceListChoices(scope)} />;
}
