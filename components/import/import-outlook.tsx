import { useTranslations } from "next-intl";
import { MAX_FORETOLD, type RowProblem } from "@/lib/imports/rules";
import { Alert } from "../ui/alert";
import { Stat, StatGroup } from "../ui/stat";
import type { Foretelling } from "./use-foretold";

interface ListOutlookProps {
  foretold: Foretelling;
  /** Of how many rows it is told. */
  rows: number;
}

/** What an import will do to the client list, before it is started. */
export function ListOutlook({ foretold, rows }: ListOutlookProps) {
  const t = useTranslations("imports.dialog.foretold");
  const tPage = useTranslations("imports.page");
  if (!foretold) return null;
  if (foretold === "asking")
    return (
      <p role="status" className="text-muted-foreground text-sm">
        {t("asking")}
      </p>
    );
  return (
    <section aria-label={t("title")} className="flex flex-col gap-2">
      <StatGroup>
        {(["added", "updated", "unchanged"] as const).map((name) => (
          <Stat key={name} label={t(name)} figure={tPage("figure", { count: foretold[name] })} />
        ))}
      </StatGroup>
      {rows > MAX_FORETOLD ? (
        <p className="text-muted-foreground text-xs">{t("first", { count: MAX_FORETOLD })}</p>
      ) : null}
    </section>
  );
}

export function Problems({ problems }: { problems: ReadonlyMap<RowProblem, number> }) {
  const t = useTranslations("imports");
  const count = [...problems.values()].reduce((sum, one) => sum + one, 0);
  if (count === 0) return <Alert tone="success">{t("dialog.noProblems")}</Alert>;
  return (
    <Alert tone="warning" title={t("dialog.problems", { count })}>
      <ul className="my-1 list-disc ps-4">
        {[...problems]
          .sort((a, b) => b[1] - a[1])
          .map(([problem, each]) => (
            <li key={problem}>{t("dialog.problem", { reason: t(`problems.${problem}`, { row: 0 }), count: each })}</li>
          ))}
      </ul>
      <p>{t("dialog.problemsHint")}</p>
    </Alert>
  );
}
