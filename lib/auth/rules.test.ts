import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countryFrom } from "@/lib/auth/country";
import { homeAfterSignIn, homeKinds, mayGo, type Reach, sameSitePath } from "@/lib/auth/rules";
import { proveCodeInput } from "@/lib/auth/schema";

const reach = (part: Partial<Reach>): Reach => ({ shops: [], stores: [], operator: false, ...part });

describe("after signing in", () => {
  it.each<[string, Partial<Reach>, string]>([
    ["one open seller: straight into its shop", { shops: ["a"] }, "/s/a"],
    ["several: the central dashboard to choose", { shops: ["a", "b"] }, "/sellers"],
    ["none: find a seller", {}, "/sellers/find"],
    ["a member of one store: straight in", { stores: ["a"] }, "/vendor/a"],
    ["a member of several: the chooser", { stores: ["a", "b"] }, "/vendor"],
    ["an operator: the admin", { operator: true }, "/admin"],
    ["whoever is several of these chooses", { shops: ["a"], stores: ["b"] }, "/choose"],
  ])("%s", (_, part, path) => {
    expect(homeAfterSignIn(reach(part), undefined)).toBe(path);
  });

  it("what was chosen once comes first, as long as it is still theirs", () => {
    const both = reach({ shops: ["a", "b"], stores: ["c"] });
    expect(homeKinds(both)).toEqual(["shops", "stores"]);
    expect(homeAfterSignIn(both, "shops")).toBe("/sellers");
    expect(homeAfterSignIn(both, "stores")).toBe("/vendor/c");
    expect(homeAfterSignIn(both, "admin")).toBe("/choose");
    expect(homeAfterSignIn(both, "constructor")).toBe("/choose");
  });
});

describe("a deep link", () => {
  const some = reach({ shops: ["a"], stores: ["b"] });
  it.each<[string, boolean]>([
    ["/s/a", true],
    ["/s/a/orders/1001?x=1", true],
    ["/s/b", false],
    ["/s/A", false],
    ["/s/%61", false],
    ["/s", false],
    ["/vendor", true],
    ["/vendor/b/products", true],
    ["/vendor/a", false],
    ["/admin", false],
    ["/admin/sellers", false],
    ["/me", true],
    ["/sellers/find", true],
    ["/onboarding", true],
    ["/", false],
    ["/?x=1", false],
    ["/sign-in?next=/s/a", false],
    ["/welcome", false],
    ["/choose", false],
    ["/api/me", false],
  ])("wins if the user may go there: %s → %s", (path, allowed) => {
    expect(mayGo(path, some)).toBe(allowed);
  });

  it("nobody else goes to the admin or to a portal", () => {
    expect(mayGo("/admin", reach({ operator: true }))).toBe(true);
    expect(mayGo("/vendor", reach({ shops: ["a"] }))).toBe(false);
  });
});

describe("same-site paths", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/\u0000",
    "",
    null,
    undefined,
  ])("refuses %j", (raw) => {
    expect(sameSitePath(raw)).toBeNull();
  });

  it("keeps path, query and fragment", () => {
    expect(sameSitePath("/s/a/orders?status=open#x")).toBe("/s/a/orders?status=open#x");
  });

  it("never leads to another host, whatever is given", () => {
    const parts = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "//",
      "evil.example",
      "@",
      ":",
      "?",
      "#",
      "%2f",
      "%5c",
      "\t",
      "\n",
      " ",
      "a",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(parts).map((all) => `/${all.join("")}`),
        ),
        (raw) => {
          const path = sameSitePath(raw);
          if (path !== null) expect(new URL(path, "https://own.example").host).toBe("own.example");
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("what people type", () => {
  it.each(["123456", " 123 456 ", "123-456", "１２３４５６", "١٢٣٤٥٦"])(
    "a code of six digits, however written: %s",
    (code) => {
      expect(proveCodeInput.parse({ contact: "x", code }).code).toBe("123456");
    },
  );

  it.each(["", "12345", "1234567", "12a456", "1".repeat(50)])("anything else is no code: %j", (code) => {
    const result = proveCodeInput.safeParse({ contact: "x", code });
    expect(result.error?.issues[0]?.message).toBe("auth.errors.codeShape");
  });

  it.each([
    ["en-US,en;q=0.9", "US"],
    ["de,de-AT;q=0.8,en-US", "AT"],
    ["zh-Hant-TW", "TW"],
    ["en", undefined],
    ["", undefined],
    [null, undefined],
    ["*;q=0.1,e-", undefined],
  ])("the country of their browser's language: %j → %s", (header, country) => {
    expect(countryFrom(header)).toBe(country);
  });
});
