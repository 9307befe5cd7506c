import { ReceiptText } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { PayoutLineDto } from "@/lib/payouts/rules";

export interface StatementLinesProps {
  payout: { currency: string; timeZone: string };
  lines: PayoutLineDto[];
  orderHref?: (number: number) => string;
  payoutHref: (number: number) => string;
}

/** One line per order, refund, counter-entry and balance. */
export function StatementLines({ payout, lines, orderHref, payoutHref }: StatementLinesProps) {
  const t = useTranslations("payouts");
  if (lines.length === 0) return <EmptyState icon={ReceiptText} title={t("noLines")} description={t("noLinesHint")} />;
  const hrefOf = ({ kind, number }: PayoutLineDto) =>
    kind === "order" || kind === "refund" ? orderHref?.(number) : payoutHref(number);
  return (
    <Table label={t("lines")}>
      <TableHead>
        <TableHeaderCell>{t("columns.kind")}</TableHeaderCell>
        <TableHeaderCell className="max-sm:hidden">{t("columns.at")}</TableHeaderCell>
        <TableHeaderCell numeric className="max-sm:hidden">
          {t("columns.amount")}
        </TableHeaderCell>
        <TableHeaderCell numeric>{t("columns.commission")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("columns.net")}</TableHeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.position}>
            <TableCell>
              <LineName line={line} href={hrefOf(line)} />
              {line.reason ? (
                <span className="block max-w-80 truncate text-muted-foreground text-xs" title={line.reason}>
                  <bdi>{line.reason}</bdi>
                </span>
              ) : null}
              <span className="block whitespace-nowrap text-muted-foreground text-xs sm:hidden">
                <DateTime value={line.at} timeZone={payout.timeZone} />
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
              <DateTime value={line.at} timeZone={payout.timeZone} />
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              <Money minor={line.amount} currency={payout.currency} />
            </TableCell>
            <TableCell numeric>
              <Share line={line} currency={payout.currency} />
            </TableCell>
            <TableCell numeric className="font-medium">
              <Money minor={line.net} currency={payout.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function LineName({ line: { kind, number }, href }: { line: PayoutLineDto; href?: string }) {
  const t = useTranslations("payouts.lineKinds");
  const name = t(kind, { number: String(number) });
  if (!href) return <span className="font-medium">{name}</span>;
  return (
    <Link href={href} prefetch={false} className="font-medium hover:underline">
      {name}
    </Link>
  );
}

/** What the platform keeps, and at what rate. */
function Share({ line: { commission, commissionBp }, currency }: { line: PayoutLineDto; currency: string }) {
  const format = useFormatter();
  if (commissionBp === null) return "–";
  const rate = format.number(commissionBp / 10_000, { style: "percent", maximumFractionDigits: 2 });
  return (
    <>
      <Money minor={commission} currency={currency} />
      <span className="block text-muted-foreground text-xs">{rate}</span>
    </>
  );
}
