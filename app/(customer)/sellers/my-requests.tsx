import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Card, CardHeader } from "@/components/ui/card";
import type { MyRequest } from "@/lib/customers/requests/schema";
import { SellerStanding } from "./seller-standing";

/** Where the user's requests stand. */
export function MyRequests({ requests, company }: { requests: MyRequest[]; company: string | null }) {
  const t = useTranslations("sellers.requests");
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <ul className="divide-y divide-border">
        {requests.map(({ sellerId, slug, name, logo, ...standing }) => (
          <li key={sellerId} aria-labelledby={`request-${slug}`} className="flex items-start gap-3 px-4 py-3">
            <Avatar name={name} src={logo} square />
            <div className="flex min-w-0 flex-1 flex-col gap-1.5">
              <span className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
                <span id={`request-${slug}`} tabIndex={-1} className="break-words outline-none font-medium text-sm">
                  {name}
                </span>
                <StatusBadge kind="customer" status={standing.state} />
              </span>
              <SellerStanding
                seller={{ slug, name }}
                standing={standing}
                company={company}
                headingId={`request-${slug}`}
              />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
