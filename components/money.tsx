import { useLocale } from "next-intl";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/i18n/format";

export interface MoneyProps {
  /** Integer minor units: cents, fils, or yen themselves. */
  minor: number;
  currency: string;
  className?: string;
}

/** From so many characters on a narrow place writes it smaller: it stays in one piece with its currency. */
const LONG = 12;

export function Money({ minor, currency, className }: MoneyProps) {
  const locale = useLocale();
  const text = formatMoney(minor, currency, locale);
  return (
    <span
      data-long={text.replace(/\p{Cf}/gu, "").length > LONG || undefined}
      className={cn("whitespace-nowrap tabular-nums", className)}
    >
      {text}
    </span>
  );
}
