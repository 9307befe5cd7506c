/** Every language the interface speaks. A new one is a line here and a folder in locales/. */
export const locales = {
  en: { label: "English", direction: "ltr" },
} as const satisfies Record<string, { label: string; direction: "ltr" | "rtl" }>;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = "en";
export const localeCookie = "locale";

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && Object.hasOwn(locales, value);
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return isLocale(locale) ? locales[locale].direction : "ltr";
}
