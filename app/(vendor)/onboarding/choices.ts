import "server-only";
import { getLocale } from "next-intl/server";
import { COUNTRIES, CURRENCIES, timeZones } from "@/lib/sellers/fields";

export type Choice = { value: string; label: string };
export type Choices = { countries: Choice[]; currencies: Choice[]; timeZones: Choice[] };

/** Countries, currencies and zones by name, in the reader's language. */
export async function listChoices(): Promise<Choices> {
  const locale = await getLocale();
  const named = (type: "region" | "currency") => {
    const names = new Intl.DisplayNames([locale], { type });
    return (code: string) => names.of(code) ?? code;
  };
  const [country, currency] = [named("region"), named("currency")];
  return {
    countries: COUNTRIES.map((value) => ({ value, label: country(value) })).sort((a, b) =>
      a.label.localeCompare(b.label, locale),
    ),
    currencies: CURRENCIES.map((value) => ({ value, label: `${value} – ${currency(value)}` })),
    timeZones: timeZones().map((value) => ({ value, label: value.replaceAll("_", " ") })),
  };
}
