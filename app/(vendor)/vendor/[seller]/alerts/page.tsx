import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { getAlertSettings, listMarkedCustomers } from "@/lib/alerts/queries";
import { pageScope } from "@/lib/server/page";
import { AlertForm } from "./alert-form";
import { MarkedCustomers } from "./marked-customers";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "visits.read");
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

/** Of every role: how one is told of visits, and of whose. */
export default async function AlertsPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "visits.read");
  const [settings, marked, t] = await Promise.all([
    getAlertSettings(scope),
    listMarkedCustomers(scope),
    getTranslations("alerts"),
  ]);
  const { slug, timeZone } = scope.seller;
  // Whoever looks in is no member, and is told of nothing.
  const mayWrite = scope.look === null;
  return (
    <ClientMessages namespaces={["alerts"]}>
      <div className="flex max-w-3xl flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        <AlertForm
          slug={slug}
          settings={settings}
          timeZone={timeZone}
          isAdmin={scope.member.role === "admin"}
          mayWrite={mayWrite}
        />
        <MarkedCustomers slug={slug} mark="watch" marked={marked} mayWrite={mayWrite} />
        <MarkedCustomers slug={slug} mark="mute" marked={marked} mayWrite={mayWrite} />
      </div>
    </ClientMessages>
  );
}
