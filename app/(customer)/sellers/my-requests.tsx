import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Card, CardHeader } from "@/components/ui/card";
import type { MyRequest } from "@/lib/customers/schema";
import { formatDate } from "@/lib/i18n/format";

/** Where the user's requests stand. */
export function MyRequests({ requests }: { requests: MyRequest[] }) {
  const t = useTranslations("sellers.requests");
  const locale = useLocale();
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <ul className="divide-y divide-border">
        {requests.map(({ sellerId, name, logo, state, decisionNote, askedAt }) => (
          <li key={sellerId} className="flex items-start gap-3 px-4 py-3">
            <Avatar name={name} src={logo} square />
            <div className="flex min-w-0 flex-1 flex-col gap-0.5">
              <span className="break-words font-medium text-sm">{name}</span>
              <span className="text-pretty text-muted-foreground text-sm">
                {state === "rejected" ? t("rejected") : t("requested")}{" "}
                {state === "rejected" && decisionNote ? t("reason", { reason: decisionNote }) : null}
              </span>
              <span className="text-muted-foreground text-xs">
                {t("asked", { date: formatDate(askedAt, "date", locale, "UTC") })}
              </span>
            </div>
            <StatusBadge kind="customer" status={state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
