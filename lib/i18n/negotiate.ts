import { defaultLocale, isLocale, type Locale } from "./locales";

/** The cookie wins; then the first language of Accept-Language that we speak; then the default. */
export function pickLocale(
  cookie: string | undefined,
  acceptLanguage: string | null | undefined,
  supported: (tag: string) => tag is Locale = isLocale,
): Locale {
  if (cookie !== undefined && supported(cookie)) return cookie;
  for (const tag of preferredTags(acceptLanguage ?? "")) {
    const base = tag.split("-")[0] ?? tag;
    if (supported(tag)) return tag;
    if (supported(base)) return base;
  }
  return defaultLocale;
}

/** The store whose portal a page's address is in. */
export function portalIn(path: string | null): string | null {
  return /^\/vendor\/([^/?#]+)/.exec(path ?? "")?.[1] ?? null;
}

function preferredTags(header: string): string[] {
  return header
    .split(",", 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      const quality = weight === undefined ? 1 : Number(weight.slice(2));
      return { tag: tag.trim().toLowerCase(), quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
