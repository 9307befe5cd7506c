import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { formatDate } from "@/lib/i18n/format";
import type { JoinStanding as Standing } from "@/lib/share-links/schema";

interface JoinStandingProps {
  seller: { name: string };
  standing: Standing;
}

/** Where somebody stands with a seller whose poster or invite they opened. */
export async function JoinStanding({ seller, standing }: JoinStandingProps) {
  const [t, locale] = await Promise.all([getTranslations("share-links.join"), getLocale()]);
  const { state, reason, askAgainFrom, mayAsk } = standing;
  const values = { seller: seller.name };
  if (state === "approved")
    return (
      <Alert tone="success" title={t("approvedTitle")}>
        {t("approved", values)}
      </Alert>
    );
  if (state === "requested")
    return (
      <Alert tone="info" title={t("requestedTitle", values)}>
        {t("requested", values)}
      </Alert>
    );
  if (state === "invited")
    return (
      <Alert tone="info" title={t("invitedTitle")}>
        {t("invited", values)}
      </Alert>
    );
  if (state === "revoked")
    return (
      <Alert tone="warning" title={t("revokedTitle")}>
        {t("revokedText", values)}
      </Alert>
    );
  return (
    <Alert tone="warning" title={t("rejectedTitle", values)}>
      {reason ? (
        <p dir="auto" className="whitespace-pre-line break-words">
          {t("reason", { reason })}
        </p>
      ) : null}
      {mayAsk ? null : (
        <p>
          {askAgainFrom
            ? t("againFrom", { date: formatDate(askAgainFrom, "date", locale, "UTC") })
            : t("rejected", values)}
        </p>
      )}
    </Alert>
  );
}
