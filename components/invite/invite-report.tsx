import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "../ui/alert";
import type { Report } from "./use-invites";

const SHOWN = 30;

/** Why lines stayed in the box; of very many the first ones. */
export function RefusedLines({ lines }: { lines: string[] }) {
  const t = useTranslations("invites.form");
  return (
    <>
      {t("refused", { count: lines.length })}
      <span className="mt-1 flex flex-col gap-0.5">
        {lines.slice(0, SHOWN).map((line) => (
          <span key={line} className="break-words">
            {line}
          </span>
        ))}
        {lines.length > SHOWN ? <span>…</span> : null}
      </span>
    </>
  );
}

export function InviteReport({ report: { sent, alreadyIn } }: { report: Report }) {
  const t = useTranslations("invites.form");
  const format = useFormatter();
  const named = alreadyIn.slice(0, SHOWN);
  const list = format.list(alreadyIn.length > SHOWN ? [...named, "…"] : named);
  return (
    <Alert tone={sent > 0 ? "success" : "info"} title={t("report")} live>
      {sent > 0 ? <p>{t("reportSent", { count: sent })}</p> : null}
      {alreadyIn.length > 0 ? <p className="break-words">{t("reportIn", { count: alreadyIn.length, list })}</p> : null}
    </Alert>
  );
}
