import { useLocale } from "next-intl";
import { formatPeriod } from "@/lib/i18n/format";

/** The days of a payout. */
export function Period({ from, to }: { from: string; to: string }) {
  return <span className="whitespace-nowrap tabular-nums">{formatPeriod(from, to, useLocale())}</span>;
}
