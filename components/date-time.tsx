import { useLocale } from "next-intl";
import { type DateStyle, formatDate } from "@/lib/i18n/format";

export interface DateTimeProps {
  value: Date | string;
  /** The seller's zone in shop and portal, the person's elsewhere: never the browser's by accident. */
  timeZone: string;
  style?: DateStyle;
  className?: string;
}

export function DateTime({ value, timeZone, style = "dateTime", className }: DateTimeProps) {
  const locale = useLocale();
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={formatDate(value, "long", locale, timeZone)}
      className={className}
    >
      {formatDate(value, style, locale, timeZone)}
    </time>
  );
}
