import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listChoices } from "@/app/(vendor)/onboarding/choices";
import { ClientMessages } from "@/components/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { getProfile } from "@/lib/sellers/profile/queries";
import { getSettings } from "@/lib/sellers/queries";
import { pageScope } from "@/lib/server/page";
import { AddressGroup } from "./address-group";
import { BusinessGroup } from "./business-group";
import { DiscoveryGroup } from "./discovery-group";
import { LanguagesGroup } from "./languages-group";
import { LookGroup } from "./look-group";
import { NoticesGroup } from "./notices-group";
import { RemindersGroup } from "./reminders-group";
import { TradingGroup } from "./trading-group";
import { VisitsGroup } from "./visits-group";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "settings.read");
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "settings.read");
  const [profile, settings, choices, t] = await Promise.all([
    getProfile(scope),
    getSettings(scope),
    listChoices(),
    getTranslations("settings"),
  ]);
  const group = { slug: scope.seller.slug, mayWrite: scope.can("settings.write") && scope.seller.status !== "pending" };
  return (
    <ClientMessages namespaces={["settings", "sellers", "brand", "notices"]}>
      <div className="flex max-w-3xl flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        <BusinessGroup {...group} profile={profile} />
        <LookGroup {...group} profile={profile} />
        <AddressGroup {...group} profile={profile} countries={choices.countries} />
        <TradingGroup {...group} profile={profile} choices={choices} />
        <LanguagesGroup {...group} profile={profile} />
        <DiscoveryGroup {...group} discoverable={profile.discoverable} />
        <VisitsGroup {...group} profile={profile} />
        <NoticesGroup {...group} notices={settings.notices} />
        <RemindersGroup {...group} invites={settings.invites} sending={settings.sending} />
      </div>
    </ClientMessages>
  );
}
