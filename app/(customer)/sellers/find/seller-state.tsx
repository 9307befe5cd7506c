import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { CustomerStatus } from "@/lib/customers/rules";

/** Where the user stands with a seller, in their own words. */
export function SellerState({ state }: { state: CustomerStatus }) {
  const t = useTranslations("sellers.state");
  if (state === "revoked") return <Badge tone="neutral">{t("revoked")}</Badge>;
  return <StatusBadge kind="customer" status={state} />;
}
