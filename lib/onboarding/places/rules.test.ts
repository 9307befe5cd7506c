import { describe, expect, it } from "vitest";
import { COUNTRIES, CURRENCIES, timeZones } from "@/lib/sellers/fields";
import { countryGuess, placeAfterMove, placeGuess } from "./rules";

describe("a guess", () => {
  it("takes the country from the browser's language", () => {
    expect(["de-CH", "en-GB", "ar-EG", "de", "nonsense tag"].map(countryGuess)).toEqual(["CH", "GB", "EG", "DE", ""]);
  });

  it("has for each country a currency and a zone that can be chosen", () => {
    const zones = timeZones();
    for (const country of COUNTRIES) {
      const { currency, timeZone } = placeGuess(country);
      expect(CURRENCIES).toContain(currency);
      expect(zones).toContain(timeZone);
    }
    expect(["CH", "DE", "US", "JP", "LK"].map((country) => placeGuess(country).currency)).toEqual([
      "CHF",
      "EUR",
      "USD",
      "JPY",
      "LKR",
    ]);
    expect(["US", "CA", "AU", "BR", "RU", "DE"].map((country) => placeGuess(country).timeZone)).toEqual([
      "America/New_York",
      "America/Toronto",
      "Australia/Sydney",
      "America/Sao_Paulo",
      "Europe/Moscow",
      "Europe/Berlin",
    ]);
  });
});

describe("moving to another country", () => {
  const [us, de] = [placeGuess("US"), placeGuess("DE")];
  const nothing = { currency: false, timeZone: false };
  const move = { from: us, to: de, browserZone: "America/Chicago" };

  it("brings its currency and zone, whether the country before or the browser had proposed the old ones", () => {
    expect(placeAfterMove({ ...us, chosen: nothing }, move)).toEqual(de);
    expect(placeAfterMove({ ...us, timeZone: "America/Chicago", chosen: nothing }, move)).toEqual(de);
    expect(placeAfterMove({ currency: "", timeZone: "", chosen: nothing }, { ...move, from: null })).toEqual(de);
  });

  it("leaves what one has chosen oneself, now or on another day", () => {
    const all = { currency: true, timeZone: true };
    expect(placeAfterMove({ ...us, chosen: all }, move)).toEqual(us);
    const other = { currency: "CAD", timeZone: "Asia/Tokyo" };
    expect(placeAfterMove({ ...other, chosen: nothing }, move)).toEqual(other);
    expect(placeAfterMove({ ...us, timeZone: "Asia/Tokyo", chosen: nothing }, move)).toEqual({
      ...de,
      timeZone: "Asia/Tokyo",
    });
  });
});
