import { type CountryCode, isSupportedCountry, parsePhoneNumberWithError } from "libphonenumber-js/max";
import { z } from "zod";

export const CONTACT_KINDS = ["phone", "email"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];
/** Normalised: a mobile number in E.164, or an e-mail in lower case. */
export type Contact = { readonly kind: ContactKind; readonly value: string };

export type ContactProblem = "empty" | "phone" | "email" | "extension" | "notMobile" | "needsCountry";

const email = z.email().max(254);
// Types that cannot be a person's mobile, or cost the sender money.
const REFUSED_TYPES = new Set(["PREMIUM_RATE", "SHARED_COST", "TOLL_FREE", "UAN", "PAGER", "VOICEMAIL", "FIXED_LINE", "VOIP", "PERSONAL_NUMBER"]);

/** One outcome for each spelling of a mobile number or e-mail. `country` (ISO 3166-1) reads national numbers. */
export function parseContact(raw: string, country?: string): { contact: Contact } | { problem: ContactProblem } {
  const text = raw.normalize("NFKC").replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, "").trim();
  if (text === "") return { problem: "empty" };
  return text.includes("@") ? parseEmail(text) : parsePhone(text, country);
}

function parseEmail(text: string): { contact: Contact } | { problem: ContactProblem } {
  const value = text.replace(/^mailto:/i, "").toLowerCase();
  return email.safeParse(value).success ? { contact: { kind: "email", value } } : { problem: "email" };
}

function parsePhone(text: string, country?: string): { contact: Contact } | { problem: ContactProblem } {
  const bare = text.replace(/^tel:/i, "").replace(/^00(?=[1-9])/, "+");
  const home: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  if (/[^\d\s+().\-/]/.test(bare.replace(/(?:ext\.?|x|#|;ext=)\s*\d+$/i, ""))) return { problem: "phone" };
  try {
    const parsed = parsePhoneNumberWithError(bare, { defaultCountry: home, extract: false });
    if (parsed.ext) return { problem: "extension" };
    if (!parsed.isValid()) return { problem: "phone" };
    const type = parsed.getType();
    if (type && REFUSED_TYPES.has(type)) return { problem: "notMobile" };
    return { contact: { kind: "phone", value: parsed.number } };
  } catch {
    return { problem: home || bare.startsWith("+") ? "phone" : "needsCountry" };
  }
}

/** For screens that must not show the whole: +1 ••• ••• 0101, n•••@example.com. */
export function maskContact({ kind, value }: Contact): string {
  if (kind === "email") return value.replace(/^(.)[^@]*/, "$1•••");
  return `${value.slice(0, 2)} ••• ••• ${value.slice(-4)}`;
}
