import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/link-tabs";

interface InviteTabsProps {
  slug: string;
  current: "invites" | "shareLinks";
}

/** The two ways to ask customers in: one by one, or whoever passes by. */
export function InviteTabs({ slug, current }: InviteTabsProps) {
  const t = useTranslations("invites");
  const path = `/vendor/${slug}/invites`;
  const tabs = [
    { href: path, label: t("title"), current: current === "invites" },
    { href: `${path}/share-links`, label: t("shareLinks"), current: current === "shareLinks" },
  ];
  return <LinkTabs label={t("ways")} tabs={tabs} />;
}
