import { type Contact, parseContact } from "@/lib/contacts/rules";
import { COUNTRIES, CURRENCIES } from "@/lib/sellers/fields";
import { slugFrom, slugProblem } from "@/lib/sellers/slugs";
import type { Field } from "@/lib/suppliers/columns";
import { hasAddress } from "@/lib/text";

/** What a row becomes. Pure: a dry run says exactly what the move will do. */

export type Values = Partial<Record<Field, string | null>>;
export type Defaults = { country: string; currency: string; timeZone: string };
export type AdoptedSeller = {
  name: string;
  legalName: string | null;
  registrationNumber: string | null;
  /** What its address should be; others may have it already. */
  slug: string;
  trade: string | null;
  description: string | null;
  street: string | null;
  postcode: string | null;
  town: string | null;
  country: string;
  currency: string;
  timeZone: string;
  email: Contact | null;
  /** What a person has to look at, for example "email_bad". */
  problems: string[];
};

/** Nothing is refused: what is missing or wrong gets a default and is reported. */
export function sellerOfRow(key: string, values: Values, defaults: Defaults): AdoptedSeller {
  const problems: string[] = [];
  const text = (field: Field) => clean(values[field]);
  const upTo = (longest: number, field: Field): string | null => {
    const whole = text(field);
    if (whole.length > longest) problems.push(`${field}_cut`);
    return whole.slice(0, longest).trim() || null;
  };
  const name = nameOf(text("name") || text("legalName"), problems) || `Supplier ${key}`.slice(0, 80);
  const country = countryOf(text("country"));
  if (!country) problems.push(text("country") ? "country_bad" : "country_missing");
  const currency = CURRENCIES.find((code) => code === text("currency").toUpperCase());
  if (!currency) problems.push(text("currency") ? "currency_bad" : "currency_missing");
  const wanted = slugFrom(text("slug")) || slugFrom(name);
  return {
    name,
    legalName: upTo(150, "legalName"),
    registrationNumber: upTo(50, "registrationNumber"),
    slug: wanted && slugProblem(wanted) === null ? wanted : "supplier",
    trade: upTo(60, "trade"),
    description: upTo(600, "description"),
    street: upTo(120, "street"),
    postcode: upTo(20, "postcode"),
    town: upTo(80, "town"),
    country: country ?? defaults.country,
    currency: currency ?? defaults.currency,
    timeZone: timeZoneOf(country) ?? defaults.timeZone,
    email: emailOf(text("email"), problems),
    problems: [...problems, ...phoneProblems(text("phone"), country ?? defaults.country)],
  };
}

function clean(text: string | null | undefined): string {
  return (text ?? "").replace(/\p{C}/gu, " ").replace(/\s+/g, " ").trim();
}

/** Names stand in other people's mail, whose programs would make a link of an address in it: "Deli.com" becomes "Deli com". */
function nameOf(given: string, problems: string[]): string {
  if (!given) problems.push("name_missing");
  const isAddress = hasAddress(given);
  if (isAddress) problems.push("name_address");
  const named = isAddress ? clean(given.normalize("NFKC").replace(/[.:\u3002\uFF0E\uFF61]/g, " ")) : given;
  if (named.length > 80) problems.push("name_cut");
  return named.slice(0, 80).trim();
}

function emailOf(text: string, problems: string[]): Contact | null {
  if (!text) problems.push("email_missing");
  const parsed = text ? parseContact(text) : null;
  if (parsed && "contact" in parsed && parsed.contact.kind === "email") return parsed.contact;
  if (text) problems.push("email_bad");
  return null;
}

/** Sellers have no number of their own: it stays in the old table, and a bad one is only said. */
function phoneProblems(text: string, country: string): string[] {
  if (!text) return [];
  const parsed = parseContact(text, country);
  return "contact" in parsed && parsed.contact.kind === "phone" ? [] : ["phone_bad"];
}

const NAMES = new Map(
  ["en", "de", "ar"].flatMap((locale) => {
    const words = new Intl.DisplayNames(locale, { type: "region" });
    return COUNTRIES.map((code) => [(words.of(code) ?? code).toLowerCase(), code] as const);
  }),
);
const OTHER_NAMES: Record<string, string> = {
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  usa: "US",
  "united states of america": "US",
};

function countryOf(text: string): string | null {
  const code = text.toUpperCase();
  if (COUNTRIES.includes(code)) return code;
  const word = text.toLowerCase();
  return NAMES.get(word) ?? OTHER_NAMES[word] ?? null;
}

/** The zone of a country that has one, or little more than one. */
function timeZoneOf(country: string | null): string | null {
  if (!country) return null;
  // TypeScript's library does not know it yet.
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(`und-${country}`);
  const zones = locale.getTimeZones?.() ?? [];
  return zones.length > 0 && zones.length <= 2 ? (zones[0] ?? null) : null;
}

/** By what two rows are one business. */
export function sameBusiness(registrationNumber: string): string {
  return registrationNumber.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The slug with the first number that nobody has; `taken` gets it. */
export function freeSlug(slug: string, taken: Set<string>): string {
  let free = slug;
  for (let number = 2; taken.has(free) || slugProblem(free) !== null; number++) free = `${slug.slice(0, 40)}-${number}`;
  taken.add(free);
  return free;
}
