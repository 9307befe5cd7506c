import { useLocale } from "next-intl";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/i18n/format";

export interface MoneyProps {
  /** Integer minor units: cents, fils, or yen themselves. */
  minor: number;
  currency: string;
  className?: string;
}

export function Money({ minor, currency, className }: MoneyProps) {
  const locale = useLocale();
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>{formatMoney(minor, currency, locale)}</span>
  );
}
