import "server-only";
import { getLocale } from "next-intl/server";
import { zoneName } from "@/lib/i18n/format";
import { type PlaceGuess, placeGuess } from "@/lib/onboarding/places/rules";
import { COUNTRIES, CURRENCIES, timeZones } from "@/lib/sellers/fields";

export type Choice = { value: string; label: string };
type CountryChoice = Choice & PlaceGuess;
export type Choices = { countries: CountryChoice[]; currencies: Choice[]; timeZones: Choice[] };

/** Countries, currencies and zones by name, in the reader's language. */
export async function listChoices(): Promise<Choices> {
  const locale = await getLocale();
  const named = (type: "region" | "currency") => {
    const names = new Intl.DisplayNames([locale], { type });
    return (code: string) => names.of(code) ?? code;
  };
  const [country, currency] = [named("region"), named("currency")];
  return {
    countries: COUNTRIES.map((value) => ({ value, label: country(value), ...placeGuess(value) })).sort((a, b) =>
      a.label.localeCompare(b.label, locale),
    ),
    currencies: CURRENCIES.map((value) => ({ value, label: `${value} – ${currency(value)}` })),
    timeZones: timeZones().map((value) => ({ value, label: zoneName(value) })),
  };
}
