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

/** A decimal text with the reader's own separator, as a field shows it: "1234,56". */
export function localDecimal(decimal: string, locale: string): string {
  return decimal.replace(".", decimalSign(locale));
}

function decimalSign(locale: string): string {
  const parts = () => new Intl.NumberFormat(formatTag(locale)).formatToParts(0.5);
  return remember(decimalSigns, locale, () => parts().find(({ type }) => type === "decimal")?.value ?? ".");
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
  return plainSpaces(format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)));
}

/** Node writes ranges with thin spaces, browsers with plain ones: what the server wrote would not be what React finds. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f]/g, " ");
}

/** Browsers have the short names of these only, Node both. */
const BRIEFLY = new Set(["HK", "MO", "PS"]);

/** Of a two-letter code; an unknown one stays what it is. */
export function countryName(code: string, locale: string): string {
  const style = BRIEFLY.has(code) ? "short" : "long";
  const make = () => new Intl.DisplayNames([locale], { type: "region", style });
  return remember(regionNames, `${locale} ${style}`, make).of(code) ?? code;
}

/** A time zone as one reads it: America/New York. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

/** For axes and small cells: "1.2K". */
export function formatCountShort(count: number, locale: string): string {
  return numberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count);
}

/** How long something took, as precise as one wants to know it: "45 sec", "3 min", "1 hr 5 min". */
export function formatDuration(seconds: number, locale: string): string {
  const unit = (value: number, name: "second" | "minute" | "hour") =>
    numberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (seconds < 60) return unit(seconds, "second");
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, "minute");
  const hours = unit(Math.floor(minutes / 60), "hour");
  return minutes % 60 === 0 ? hours : `${hours} ${unit(minutes % 60, "minute")}`;
}

/** A day of the week from 0, Monday. */
export function weekdayName(weekday: number, locale: string, style: "short" | "long"): string {
  const format = remember(
    dateFormats,
    `${locale} weekday ${style}`,
    () => new Intl.DateTimeFormat(formatTag(locale), { weekday: style, timeZone: "UTC" }),
  );
  return format.format(Date.UTC(2024, 0, 1 + weekday));
}

/** An hour of the day from its first minute to the next hour: "9 – 10 AM". */
export function formatHour(hour: number, locale: string): string {
  const format = remember(
    dateFormats,
    `${locale} hour`,
    () => new Intl.DateTimeFormat(formatTag(locale), { hour: "numeric", minute: "2-digit", timeZone: "UTC" }),
  );
  return plainSpaces(format.formatRange(Date.UTC(2024, 0, 1, hour), Date.UTC(2024, 0, 1, hour + 1) - 1));
}

// Making a formatter costs far more than using it, and there are few: currencies × locales, styles × zones.
const digits = new Map<string, number>();
const decimalSigns = new Map<string, string>();
const moneyFormats = new Map<string, Intl.NumberFormat>();
const regionNames = new Map<string, Intl.DisplayNames>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${Object.values(options).join(" ")}`;
  return remember(numberFormats, key, () => new Intl.NumberFormat(formatTag(locale), options));
}

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
