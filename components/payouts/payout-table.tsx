import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Money } from "@/components/money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import type { PayoutRow } from "@/lib/payouts/rules";
import { PayoutBadge } from "./payout-badge";
import { Period } from "./period";

export interface PayoutTableProps {
  items: (PayoutRow & { seller?: { slug: string; name: string } })[];
  href: (payout: PayoutTableProps["items"][number]) => string;
}

const SUMS = ["gross", "commission", "refunds", "corrections", "net"] as const;

/** Payouts with what they come to; operators see whose they are. */
export function PayoutTable({ items, href }: PayoutTableProps) {
  const t = useTranslations("payouts");
  const format = useFormatter();
  const ofSellers = items.some(({ seller }) => seller);
  return (
    <Table label={t("title")}>
      <TableHead>
        <TableHeaderCell>{t(ofSellers ? "columns.seller" : "columns.number")}</TableHeaderCell>
        <TableHeaderCell>{t("columns.state")}</TableHeaderCell>
        <TableHeaderCell numeric className="max-sm:hidden">
          {t("columns.orders")}
        </TableHeaderCell>
        {SUMS.map((sum) => (
          <TableHeaderCell key={sum} numeric className={cn("whitespace-normal px-2", sum !== "net" && "max-sm:hidden")}>
            {t(`columns.${sum}`)}
          </TableHeaderCell>
        ))}
      </TableHead>
      <TableBody>
        {items.map((payout) => (
          <TableRow key={payout.id}>
            {/* Whose, which and when in one cell: beside each other they would push the net out of sight. */}
            <TableCell>
              {payout.seller ? <span className="block max-w-48 truncate">{payout.seller.name}</span> : null}
              {/* An operator's look at a statement is an audit event: only a click counts, no prefetch. */}
              <Link
                href={href(payout)}
                prefetch={ofSellers ? false : undefined}
                className="whitespace-nowrap font-medium tabular-nums hover:underline"
              >
                {t("payoutNumber", { number: String(payout.number) })}
              </Link>
              <span className="block text-muted-foreground text-xs">
                <Period from={payout.from} to={payout.to} />
              </span>
            </TableCell>
            <TableCell>
              <PayoutBadge payout={payout} />
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {format.number(payout.orderCount)}
            </TableCell>
            {SUMS.map((sum) => (
              <TableCell key={sum} numeric className={cn("px-2", sum === "net" ? "font-semibold" : "max-sm:hidden")}>
                <Money minor={payout[sum]} currency={payout.currency} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
