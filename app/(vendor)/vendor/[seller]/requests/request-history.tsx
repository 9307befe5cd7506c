"use client";

import { useLocale, useTranslations } from "next-intl";
import type { RequestItem } from "@/lib/customers/requests/schema";
import { formatDate } from "@/lib/i18n/format";

/** What was between this person and the seller before. */
export function RequestHistory({ request, timeZone }: { request: RequestItem; timeZone: string }) {
  const t = useTranslations("customers.requests");
  const locale = useLocale();
  const { state, times, reason, decidedAt } = request;
  const parts = [
    ...(state === "rejected" && decidedAt
      ? [t("rejectedOn", { date: formatDate(decidedAt, "date", locale, timeZone) })]
      : []),
    ...(times > 1 ? [t("times", { times })] : []),
    ...(state === "requested" && times > 1 ? [reason ? t("before", { reason }) : t("beforeNoReason")] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <span dir="auto" className="line-clamp-3 break-words text-muted-foreground text-xs">
      {parts.join(" · ")}
    </span>
  );
}
