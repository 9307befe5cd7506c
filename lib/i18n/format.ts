/** Formats that the screens, e-mails and exports share. Browser-safe. */
import { directionOf, formatTag } from "./locales";

/** Decimal digits of a currency's minor unit: USD 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return remember(digits, currency, () => moneyFormat(currency, "en").resolvedOptions().maximumFractionDigits ?? 2);
}

/** Goes through a decimal text, not a division, so that large amounts keep every digit. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return inOnePiece(moneyFormat(currency, locale).format(minorToDecimal(minor, minorDigits(currency))), locale);
}

/** For axes: "$12K". */
export function formatMoneyShort(minor: number, currency: string, locale: string): string {
  const amount = minorToDecimal(Math.round(minor), minorDigits(currency));
  return inOnePiece(moneyFormat(currency, locale, "compact").format(amount), locale);
}

/** Isolated from left to right: what stands around it from right to left would tear "US$" apart. */
function inOnePiece(text: string, locale: string): string {
  return directionOf(locale) === "rtl" ? `\u2066${text}\u2069` : text;
}

/** 123456 with 2 digits is "1234.56": for inputs and exports. */
export function minorToDecimal(minor: number, digits: number): `${number}` {
  if (!Number.isSafeInteger(minor)) throw new RangeError("An amount of money must be a whole number of minor units.");
  const sign = minor < 0 ? "-" : "";
  const all = String(Math.abs(minor)).padStart(digits + 1, "0");
  const text = digits === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
  return text as `${number}`;
}

export type DateStyle = "date" | "time" | "dateTime" | "long";

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
  dateTime: { dateStyle: "medium", timeStyle: "short" },
  long: { dateStyle: "full", timeStyle: "short" },
};

export function formatDate(value: Date | string, style: DateStyle, locale: string, timeZone: string): string {
  return dateFormat(style, locale, timeZone).format(new Date(value));
}

/** A calendar day (YYYY-MM-DD), which is the same everywhere. */
export function formatDay(day: string, locale: string, style: "short" | "long" = "short"): string {
  return dayFormat(style, locale).format(new Date(`${day}T00:00:00Z`));
}

/** Days from one to another (YYYY-MM-DD), with their year: "Jan 1 – 31, 2026". */
export function formatPeriod(from: string, to: string, locale: string): string {
  const format = dateFormat("date", locale, "UTC");
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** Of a two-letter code; an unknown one stays what it is. */
export function countryName(code: string, locale: string): string {
  return remember(regionNames, locale, () => new Intl.DisplayNames([locale], { type: "region" })).of(code) ?? code;
}

/** A time zone as one reads it: America/New York. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

// Making a formatter costs far more than using it, and there are few: currencies × locales, styles × zones.
const digits = new Map<string, number>();
const moneyFormats = new Map<string, Intl.NumberFormat>();
const regionNames = new Map<string, Intl.DisplayNames>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function moneyFormat(
  currency: string,
  locale: string,
  notation: "standard" | "compact" = "standard",
): Intl.NumberFormat {
  const digits = notation === "compact" ? { maximumFractionDigits: 1 } : {};
  return remember(
    moneyFormats,
    `${locale} ${currency} ${notation}`,
    () => new Intl.NumberFormat(formatTag(locale), { style: "currency", currency, notation, ...digits }),
  );
}

function dayFormat(style: "short" | "long", locale: string): Intl.DateTimeFormat {
  const parts: Intl.DateTimeFormatOptions =
    style === "short" ? { day: "numeric", month: "short" } : { weekday: "short", day: "numeric", month: "long" };
  return remember(
    dateFormats,
    `${locale} day ${style}`,
    () => new Intl.DateTimeFormat(formatTag(locale), { ...parts, timeZone: "UTC" }),
  );
}

function dateFormat(style: DateStyle, locale: string, timeZone: string): Intl.DateTimeFormat {
  return remember(
    dateFormats,
    `${locale} ${timeZone} ${style}`,
    () => new Intl.DateTimeFormat(formatTag(locale), { ...dateStyles[style], timeZone }),
  );
}

function remember<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key);
  if (known) return known;
  const made = make();
  store.set(key, made);
  return made;
}
