import { type CountryCode, isSupportedCountry, parsePhoneNumberWithError } from "libphonenumber-js/max";
import { z } from "zod";
import { asciiDigits } from "@/lib/digits";

export type ContactKind = "phone" | "email";
/** Normalised: a mobile number in E.164, or an e-mail in lower case. */
export type Contact = { readonly kind: ContactKind; readonly value: string };

export type ContactProblem = "empty" | "phone" | "email" | "extension" | "notMobile" | "needsCountry" | "blocked";
type Parsed = { contact: Contact } | { problem: ContactProblem };

const email = z.email().max(254);
// Types that cannot be a person's mobile, or cost the sender money.
const REFUSED_TYPES = new Set([
  "PREMIUM_RATE",
  "SHARED_COST",
  "TOLL_FREE",
  "UAN",
  "PAGER",
  "VOICEMAIL",
  "FIXED_LINE",
  "VOIP",
  "PERSONAL_NUMBER",
]);

/** Calling codes that are never sent to. By default those of no country: satellite and international premium networks. */
const BLOCKED_CALLING_CODES: readonly string[] = ["870", "878", "881", "882", "883", "888", "979"];

/** The longest e-mail, with room for "mailto:" and a domain that gets shorter in ASCII; no number is near it. */
const LONGEST = 320;

/** One outcome for each spelling of a mobile number or e-mail. `country` (ISO 3166-1) reads national numbers. */
export function parseContact(raw: string, country?: string, blocked = BLOCKED_CALLING_CODES): Parsed {
  const text = tidy(raw);
  if (text === "") return { problem: "empty" };
  // "nina.example.com" is an e-mail that lacks its @, rather than a number.
  const kind = /@|^(?!tel:)\p{L}/iu.test(text) ? "email" : "phone";
  if (text.length > LONGEST) return { problem: kind };
  return kind === "email" ? parseEmail(text) : parsePhone(text, country, blocked);
}

/** Wide letters, invisible characters, other scripts' digits and typographic dashes become what they stand for. */
function tidy(raw: string): string {
  return asciiDigits(raw.normalize("NFKC"))
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "")
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .trim();
}

function parseEmail(text: string): Parsed {
  const [local = "", domain = "", ...rest] = text.replace(/^mailto:/i, "").split("@");
  const value = `${local}@${asciiDomain(domain)}`.toLowerCase();
  return rest.length === 0 && local.length <= 64 && email.safeParse(value).success
    ? { contact: { kind: "email", value } }
    : { problem: "email" };
}

/** bücher.example → xn--bcher-kva.example, so that both spellings are one contact. */
function asciiDomain(domain: string): string {
  if (/^[\p{ASCII}]*$/u.test(domain) || /[/?#:\\\s]/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}

function parsePhone(text: string, country: string | undefined, blocked: readonly string[]): Parsed {
  const bare = text.replace(/^tel:/i, "").replace(/^00(?=[1-9])/, "+");
  const home: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const main = bare.replace(/\s*(?:;ext=|ext(?:ension)?\.?|x|#)\s*\d+$/i, "");
  if (/[^\d\s+().\-/]/.test(main)) return { problem: "phone" };
  if (main !== bare) return { problem: "extension" };
  try {
    const parsed = parsePhoneNumberWithError(bare, { defaultCountry: home, extract: false });
    if (parsed.ext) return { problem: "extension" };
    if (blocked.includes(parsed.countryCallingCode)) return { problem: "blocked" };
    if (!parsed.isValid()) return { problem: "phone" };
    const type = parsed.getType();
    if (type && REFUSED_TYPES.has(type)) return { problem: "notMobile" };
    return { contact: { kind: "phone", value: parsed.number } };
  } catch {
    return { problem: home || bare.startsWith("+") ? "phone" : "needsCountry" };
  }
}

/** One text per contact: what maps and budgets count by. */
export function contactKey({ kind, value }: Contact): string {
  return `${kind}:${value}`;
}

/** The country calling code of a mobile number; null for an e-mail. */
export function callingCode({ kind, value }: Contact): string | null {
  return kind === "phone" ? parsePhoneNumberWithError(value).countryCallingCode : null;
}

/** For screens that must not show the whole: +1 ••• ••• 0101, n•••@example.com. */
export function maskContact(contact: Contact): string {
  if (contact.kind === "email") return contact.value.replace(/^(.)[^@]*/, "$1•••");
  return `+${callingCode(contact)} ••• ••• ${contact.value.slice(-4)}`;
}

/** For somebody who may be a stranger: which of one's own it is, and nothing to learn. ••• ••• 01, •••@•••. */
export function veilContact({ kind, value }: Contact): string {
  return kind === "phone" ? `••• ••• ${value.slice(-2)}` : "•••@•••";
}

/** For its owner: +1 202 555 0101. */
export function formatContact({ kind, value }: Contact): string {
  return kind === "phone" ? parsePhoneNumberWithError(value).formatInternational() : value;
}
