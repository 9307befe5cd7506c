import { useLocale, useTranslations } from "next-intl";
import { AskSeller } from "@/app/(customer)/sellers/ask-seller";
import { WithdrawRequest } from "@/app/(customer)/sellers/withdraw-request";
import type { Standing } from "@/lib/customers/requests/schema";
import { formatDate } from "@/lib/i18n/format";

interface SellerStandingProps {
  seller: { slug: string; name: string };
  standing: Standing;
  company: string | null;
  headingId: string;
}

/** Where a request stands, in a sentence, and what can be done about it now. */
export function SellerStanding({ seller, standing, company, headingId }: SellerStandingProps) {
  const t = useTranslations("sellers.requests");
  const tSellers = useTranslations("sellers");
  const locale = useLocale();
  const { state, askedAt, askAgainFrom, mayAsk, reason } = standing;
  const day = (time: string) => formatDate(time, "date", locale, "UTC");
  if (state === "requested")
    return (
      <div className="mt-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="text-pretty text-muted-foreground text-sm">
          {t("requested")} {askedAt ? t("asked", { date: day(askedAt) }) : null}
        </p>
        <WithdrawRequest {...seller} standing={standing} headingId={headingId} />
      </div>
    );
  if (state === "revoked")
    return (
      <p className="mt-auto text-pretty text-muted-foreground text-sm">
        {tSellers("endedText", { seller: seller.name })}
      </p>
    );
  if (state !== "rejected") return null;
  return (
    <div className="mt-auto flex flex-col gap-2 text-sm">
      <p className="text-pretty">
        {t("rejected")}{" "}
        {reason ? (
          <span dir="auto" className="whitespace-pre-line break-words">
            {t("reason", { reason })}
          </span>
        ) : null}
      </p>
      {mayAsk ? (
        <AskSeller {...seller} company={standing.requestCompany ?? company} headingId={headingId} again />
      ) : (
        <p className="text-pretty text-muted-foreground">
          {askAgainFrom ? t("againFrom", { date: day(askAgainFrom) }) : t("noMore")}
        </p>
      )}
    </div>
  );
}
