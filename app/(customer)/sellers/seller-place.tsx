import { useTranslations } from "next-intl";

/** What a seller trades in, and where. */
export function SellerPlace({ trade, town }: { trade: string | null; town: string | null }) {
  const t = useTranslations("sellers");
  const text = trade && town ? t("place", { trade, town }) : (trade ?? town);
  return text ? <span className="break-words text-muted-foreground text-sm">{text}</span> : null;
}
