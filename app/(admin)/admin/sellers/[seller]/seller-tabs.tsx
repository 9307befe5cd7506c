import { getTranslations } from "next-intl/server";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { OperatorScope } from "@/lib/access/scope";
import { PART_RIGHTS, SELLER_PARTS, type SellerPart } from "@/lib/sellers/rules";
import { partHref } from "./address";

interface SellerTabsProps {
  scope: OperatorScope;
  slug: string;
  current: SellerPart;
}

/** What this operator may see of the seller. */
export async function SellerTabs({ scope, slug, current }: SellerTabsProps) {
  const t = await getTranslations("admin.seller.tabs");
  const parts = SELLER_PARTS.filter((part) => scope.can(PART_RIGHTS[part])).map((part) => ({
    href: partHref(slug, { tab: part }),
    label: t(part),
    current: part === current,
  }));
  const payouts = {
    href: `/admin/payouts?${new URLSearchParams({ seller: slug })}`,
    label: t("payouts"),
    current: false,
  };
  return (
    <LinkTabs label={t("label")} tabs={scope.can("payouts.read") ? [...parts, payouts] : parts} prefetch={false} />
  );
}
