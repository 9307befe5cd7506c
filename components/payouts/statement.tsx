import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Stat, StatGroup } from "@/components/ui/stat";
import type { CorrectionRow, PayoutDetail, PayoutLineDto } from "@/lib/payouts/rules";
import { StatementLines } from "./statement-lines";

export interface StatementProps {
  payout: PayoutDetail;
  lines: PayoutLineDto[];
  corrections: CorrectionRow[];
  /** Of a line's order, where it can be opened. */
  orderHref?: (number: number) => string;
  payoutHref: (number: number) => string;
  pager: ReactNode;
}

const SUMS = ["gross", "commission", "refunds", "corrections", "carried", "net"] as const;

/** A payout, as its seller and operators read it. */
export function Statement({ payout, lines, corrections, orderHref, payoutHref, pager }: StatementProps) {
  const t = useTranslations("payouts");
  const shown = SUMS.filter((sum) => payout[sum] !== 0 || !["corrections", "carried"].includes(sum));
  return (
    <>
      <StateNote payout={payout} />
      <StatGroup>
        {shown.map((sum) => (
          <Stat
            key={sum}
            label={t(`columns.${sum}`)}
            figure={<Money minor={payout[sum]} currency={payout.currency} />}
          />
        ))}
      </StatGroup>
      <Corrections payout={payout} corrections={corrections} />
      <StatementLines payout={payout} lines={lines} orderHref={orderHref} payoutHref={payoutHref} />
      {pager}
    </>
  );
}

function StateNote({ payout }: { payout: PayoutDetail }) {
  const t = useTranslations("payouts.notes");
  const { state, net, currency, timeZone, reference } = payout;
  const time = (value: string | null) => () => (value ? <DateTime value={value} timeZone={timeZone} /> : null);
  if (state === "draft") return <Alert>{t("draft")}</Alert>;
  if (state === "paid")
    return <Alert tone="success">{t.rich("paid", { time: time(payout.paidAt), reference: reference ?? "" })}</Alert>;
  if (net > 0) return <Alert>{t.rich("approved", { time: time(payout.approvedAt) })}</Alert>;
  if (net === 0) return <Alert tone="neutral">{t("zero")}</Alert>;
  return <Alert tone="neutral">{t.rich("carried", { amount: () => <Money minor={net} currency={currency} /> })}</Alert>;
}

function Corrections({ payout, corrections }: Pick<StatementProps, "payout" | "corrections">) {
  const t = useTranslations("payouts.corrections");
  if (corrections.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <CardBody>
        <ul className="flex flex-col gap-3">
          {corrections.map(({ id, amount, reason, at, inPayout }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <span className="min-w-0 break-words">
                <bdi>{reason}</bdi>
                <span className="block text-muted-foreground text-xs">
                  <DateTime value={at} timeZone={payout.timeZone} /> ·{" "}
                  {inPayout === null ? t("waiting") : t("inPayout", { number: String(inPayout) })}
                </span>
              </span>
              <Money minor={amount} currency={payout.currency} className="font-medium" />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
