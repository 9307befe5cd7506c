import { describe, expect, it } from "vitest";
import type { Locale } from "./locales";
import { pickLocale, portalIn } from "./negotiate";

// Fixed here, so that a new language changes nothing: the order of preference is what is tested.
const speaks = (tag: string): tag is Locale => ["en", "de", "ar"].includes(tag);

describe("pickLocale", () => {
  it("takes the cookie before the browser's wish", () => {
    expect(pickLocale("ar", "de", speaks)).toBe("ar");
  });
  it("ignores a cookie that names no language of ours", () => {
    expect(pickLocale("xx", "de", speaks)).toBe("de");
    expect(pickLocale("__proto__", null)).toBe("en");
  });
  it("follows quality, then region's base language", () => {
    expect(pickLocale(undefined, "fr, de-AT;q=0.7, ar;q=0.9", speaks)).toBe("ar");
    expect(pickLocale(undefined, "de-AT, en;q=0.5", speaks)).toBe("de");
  });
  it("falls back to English for nothing, garbage and refused languages", () => {
    for (const header of [undefined, null, "", ";;,,q=", "fr", "de;q=0", "de;q=x"]) {
      expect(pickLocale(undefined, header, speaks)).toBe("en");
    }
  });
});

it.each([
  ["/vendor/harbor-foods", "harbor-foods"],
  ["/vendor/harbor-foods/orders?q=1", "harbor-foods"],
  ["/vendor/harbor-foods?x", "harbor-foods"],
  ["/vendor", null],
  ["/me", null],
  ["/s/vendor/harbor-foods", null],
  [null, null],
])("the portal in %s is %s", (path, store) => {
  expect(portalIn(path)).toBe(store);
});
