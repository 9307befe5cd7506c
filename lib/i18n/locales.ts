interface Language {
  /** Its own name, in itself. */
  label: string;
  direction: "ltr" | "rtl";
  /** The tag for figures and dates, where it says more than the language. */
  formats?: string;
}

/** Every language the interface speaks. A new one is a line here and a folder in locales/. */
export const locales = {
  en: { label: "English", direction: "ltr" },
  de: { label: "Deutsch", direction: "ltr" },
  // Browsers disagree on the digits of plain Arabic; prices and order numbers are traded in 0–9.
  ar: { label: "العربية", direction: "rtl", formats: "ar-u-nu-latn" },
} as const satisfies Record<string, Language>;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = "en";
export const localeCookie = "locale";

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && Object.hasOwn(locales, value);
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return isLocale(locale) ? locales[locale].direction : "ltr";
}

/** What Intl is asked for when it formats money, numbers and dates. */
export function formatTag(locale: string): string {
  const language: Language | undefined = isLocale(locale) ? locales[locale] : undefined;
  return language?.formats ?? locale;
}
