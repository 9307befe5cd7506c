/** The region that the browser's preferred language names ("de-AT" → AT): how to read a national number. */
export function countryFrom(acceptLanguage: string | null): string | undefined {
  for (const part of (acceptLanguage ?? "").split(",", 10)) {
    const tag = part.split(";")[0]?.trim() ?? "";
    const region = /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})$/i.exec(tag)?.[1];
    if (region) return region.toUpperCase();
  }
  return undefined;
}
