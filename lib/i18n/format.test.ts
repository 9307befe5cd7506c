import { describe, expect, it } from "vitest";
import { readMoney } from "@/lib/products/rules";
import {
  countryName,
  formatCountShort,
  formatDate,
  formatDuration,
  formatHour,
  formatMoney,
  formatPeriod,
  localDecimal,
  minorDigits,
  minorToDecimal,
  weekdayName,
  zoneName,
} from "./format";

describe("formatMoney", () => {
  it("uses each currency's own digits", () => {
    expect(formatMoney(123456, "USD", "en")).toBe("$1,234.56");
    expect(formatMoney(1234, "JPY", "en")).toBe("¥1,234");
    expect(formatMoney(1234567, "KWD", "en")).toBe("KWD\u00a01,234.567");
    expect([minorDigits("EUR"), minorDigits("JPY"), minorDigits("BHD")]).toEqual([2, 0, 3]);
  });
  it("follows the locale", () => {
    expect(formatMoney(123456, "EUR", "de")).toBe("1.234,56\u00a0€");
    expect(formatMoney(123456, "EUR", "ar")).toMatch(/^\u2066.*1,234\.56.*\u2069$/);
  });
  it("keeps every digit of large amounts, zero and negatives", () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, "USD", "en")).toBe("$90,071,992,547,409.91");
    expect(formatMoney(0, "USD", "en")).toBe("$0.00");
    expect(formatMoney(-5, "USD", "en")).toBe("-$0.05");
  });
  it("refuses amounts that are no whole number of minor units", () => {
    expect(() => formatMoney(1.5, "USD", "en")).toThrow(RangeError);
    expect(() => formatMoney(Number.NaN, "USD", "en")).toThrow(RangeError);
  });
});

describe("what Node and browsers would write differently", () => {
  it("has plain spaces in ranges", () => {
    expect(formatPeriod("2026-11-01", "2026-11-30", "en")).toBe("Nov 1 – 30, 2026");
    expect(formatPeriod("2026-11-02", "2026-12-01", "de")).toBe("02.11. – 01.12.2026");
    expect(formatHour(9, "en")).toBe("9:00 – 9:59 AM");
  });
  it("has the short names of countries that browsers have no others of", () => {
    expect(["HK", "PS", "US"].map((code) => countryName(code, "en"))).toEqual([
      "Hong Kong",
      "Palestine",
      "United States",
    ]);
  });
});

describe("minorToDecimal", () => {
  it("pads and signs", () => {
    expect(minorToDecimal(7, 2)).toBe("0.07");
    expect(minorToDecimal(-1234, 3)).toBe("-1.234");
    expect(minorToDecimal(42, 0)).toBe("42");
  });
});

describe("localDecimal", () => {
  it("has the separator of the reader's language, and is read back as the same amount", () => {
    expect(localDecimal(minorToDecimal(123456, 2), "de")).toBe("1234,56");
    expect(localDecimal("1234.56", "en")).toBe("1234.56");
    expect(localDecimal("1234.56", "ar")).toBe("1234.56");
    expect(localDecimal("42", "de")).toBe("42");
    for (const digits of [0, 2, 3]) {
      for (const minor of [0, 7, 1234, 1_234_567, 1_000_000]) {
        expect(readMoney(localDecimal(minorToDecimal(minor, digits), "de"), digits)).toBe(minor);
      }
    }
  });
});

describe("formatDate", () => {
  it("shows the day in the zone asked for", () => {
    const instant = "2026-03-01T02:30:00Z";
    expect(formatDate(instant, "date", "en", "UTC")).toBe("Mar 1, 2026");
    expect(formatDate(instant, "date", "en", "America/New_York")).toBe("Feb 28, 2026");
    expect(formatDate(new Date(instant), "time", "de", "Europe/Berlin")).toBe("03:30");
    expect(formatDate(instant, "date", "ar", "UTC").replace(/[^\d/]/g, "")).toBe("01/03/2026");
  });
});

describe("zoneName", () => {
  it("is a name and not a code, for every zone that there is", () => {
    expect(zoneName("America/New_York")).toBe("America/New York");
    for (const zone of Intl.supportedValuesOf("timeZone")) expect(zoneName(zone)).not.toContain("_");
  });
});

describe("how long and how many", () => {
  it("is said as precisely as one wants to know it", () => {
    expect([0, 45, 200, 3600, 3900].map((seconds) => formatDuration(seconds, "en"))).toEqual([
      "0 sec",
      "45 sec",
      "3 min",
      "1 hr",
      "1 hr 5 min",
    ]);
    expect(formatDuration(3599, "en")).toBe("1 hr");
  });
  it("is short on axes, in Latin digits also in Arabic", () => {
    expect([7, 1234, 1_000_000].map((count) => formatCountShort(count, "en"))).toEqual(["7", "1.2K", "1M"]);
    expect(formatCountShort(12, "ar")).toBe("12");
  });
});

describe("days of the week and hours", () => {
  it("begin with Monday and midnight", () => {
    expect([weekdayName(0, "en", "long"), weekdayName(6, "de", "short")]).toEqual(["Monday", "So"]);
    expect(formatHour(0, "de")).toMatch(/^00:00\s*[–-]\s*00:59/);
    expect(formatHour(23, "en")).toMatch(/^11:00\s*[–-]\s*11:59\s*PM$/);
  });
});
