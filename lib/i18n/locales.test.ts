import { describe, expect, it } from "vitest";
import { directionOf, formatTag, isLocale, locales } from "./locales";

describe("locales", () => {
  it("knows its own and nothing that only looks like one", () => {
    expect(Object.keys(locales)).toEqual(["en", "de", "ar"]);
    for (const value of ["fr", "EN", "", "toString", "__proto__", undefined, 1]) expect(isLocale(value)).toBe(false);
  });
  it("writes Arabic from right to left, and what it does not know as English", () => {
    expect(["en", "de", "ar", "xx"].map(directionOf)).toEqual(["ltr", "ltr", "rtl", "ltr"]);
  });
  it("names each language in itself", () => {
    for (const [locale, { label }] of Object.entries(locales)) {
      const own = new Intl.DisplayNames([locale], { type: "language" }).of(locale);
      expect(label).toBe(own);
    }
  });
  it("formats Arabic with the digits of trade", () => {
    expect(formatTag("ar")).toBe("ar-u-nu-latn");
    expect(["en", "de", "xx"].map(formatTag)).toEqual(["en", "de", "xx"]);
  });
});
