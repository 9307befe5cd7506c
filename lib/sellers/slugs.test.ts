import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSlug } from "@/lib/sellers/rules";
import { slugFrom, slugProblem, slugShape, slugSuggestions } from "@/lib/sellers/slugs";

describe("a shop's address", () => {
  it.each([
    ["ab", "short"],
    ["", "short"],
    ["x".repeat(49), "long"],
    ["Green", "characters"],
    ["gréen", "characters"],
    ["hаrbor", "characters"],
    ["a b c", "characters"],
    ["-green", "ends"],
    ["green-", "ends"],
    ["green--grocer", "hyphens"],
    ["admin", "reserved"],
    ["adm1n", "reserved"],
    ["sign-in", "reserved"],
    ["signin", "reserved"],
    ["trade-ha11", "reserved"],
    ["draft-abc", "reserved"],
    ["draft", "reserved"],
    ["xn-abc", "reserved"],
    ["green-grocer", null],
    ["7-seas", null],
  ])("%j: %s", (slug, problem) => expect(slugProblem(slug)).toBe(problem));

  it.each(["harb0r-foods", "harborfoods", "har-bor-foods", "harbor-food5", "harb0rf00d5"])(
    "%s looks like harbor-foods",
    (slug) => expect(slugShape(slug)).toBe(slugShape("harbor-foods")),
  );
  it.each([
    ["modern", "modem"],
    ["wave", "vvave"],
    ["fish-mart", "flsh-mart"],
  ])("%s looks like %s", (one, other) => expect(slugShape(one)).toBe(slugShape(other)));
  it("harbor-goods does not", () => expect(slugShape("harbor-goods")).not.toBe(slugShape("harbor-foods")));

  it.each([
    ["Harbor Foods", "harbor-foods"],
    ["Müller & Söhne GmbH", "muller-and-sohne-gmbh"],
    ["Café d’Été", "cafe-dete"],
    ["Straße 7", "strasse-7"],
    ["متجر", ""],
    ["AB", ""],
  ])("%j becomes %j", (name, slug) => expect(slugFrom(name)).toBe(slug));

  it("made of any name, or suggested for it, is one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), fc.string({ maxLength: 30 }), (name, town) => {
        const slug = slugFrom(name);
        if (slug) expect(isSlug(slug)).toBe(true);
        for (const one of slugSuggestions(slug, { town, country: "DE" })) {
          expect(slugProblem(one)).toBeNull();
          expect(slugShape(one)).not.toBe(slugShape(slug));
        }
      }),
    );
  });
});
