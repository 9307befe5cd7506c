import { describe, expect, it } from "vitest";
import { minorDigits } from "@/lib/i18n/format";
import {
  accent,
  COUNTRIES,
  CURRENCIES,
  country,
  currency,
  description,
  languages,
  registrationNumber,
  sellerName,
  timeZone,
  timeZones,
} from "@/lib/sellers/fields";

describe("the lists", () => {
  it("hold each code once, and every one has a name", () => {
    for (const [codes, type] of [
      [COUNTRIES, "region"],
      [CURRENCIES, "currency"],
    ] as const) {
      const names = new Intl.DisplayNames(["en"], { type, fallback: "none" });
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.filter((code) => !names.of(code) && code !== "ZWG")).toEqual([]);
    }
    expect(COUNTRIES).toHaveLength(249);
    for (const code of CURRENCIES) expect(minorDigits(code)).toBeLessThanOrEqual(3);
  });

  it("every listed time zone is one", () => {
    expect(timeZones().filter((zone) => !timeZone.safeParse(zone).success)).toEqual([]);
  });
});

describe("a field", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["UTC", "UTC"],
    [" America/New_York ", "America/New_York"],
  ])("reads the time zone %j as %s", (text, zone) => expect(timeZone.parse(text)).toBe(zone));
  it.each(["", "Mars/Olympus", "+01:00", "CET", "Europe/Berlin; DROP", "local"])("knows no time zone %j", (text) => {
    expect(timeZone.safeParse(text).error?.issues[0]?.message).toBe("sellers.fields.errors.timeZone");
  });

  it("takes listed codes only", () => {
    expect([country.parse("DE"), currency.parse("JPY")]).toEqual(["DE", "JPY"]);
    for (const code of ["de", "XX", "", "D"]) expect(country.safeParse(code).success).toBe(false);
    for (const code of ["EURO", "ZZZ", ""]) expect(currency.safeParse(code).success).toBe(false);
  });

  it("keeps names on one line and says when they are missing or too long", () => {
    expect(sellerName.parse("  Green \n Grocer  ")).toBe("Green Grocer");
    expect(sellerName.safeParse(" \u200b ").error?.issues[0]?.message).toBe("sellers.fields.errors.name");
    expect(sellerName.safeParse("x".repeat(81)).success).toBe(false);
    expect([registrationNumber.parse("  "), description.parse(" a\r\nb ")]).toEqual([null, "a\nb"]);
  });

  it("reads colours as six digits, and none as the platform's own", () => {
    expect([accent.parse("#1D4ED8"), accent.parse("")]).toEqual(["#1d4ed8", null]);
    for (const text of ["red", "#fff", "#1d4ed8;}", "1d4ed8"]) expect(accent.safeParse(text).success).toBe(false);
  });

  it("wants languages that there are, each once", () => {
    expect(languages.parse(["de", "en", "de"])).toEqual(["de", "en"]);
    for (const tags of [[], ["fr"], ["en", "toString"]]) expect(languages.safeParse(tags).success).toBe(false);
  });
});
