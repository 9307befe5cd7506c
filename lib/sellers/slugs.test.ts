import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSlug } from "@/lib/sellers/rules";
import { findAlike, slugFrom, slugProblem, slugShape, slugSuggestions } from "@/lib/sellers/slugs";

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
        for (const one of slugSuggestions(slug, { name, town, country: "DE" })) {
          expect(slugProblem(one)).toBeNull();
          expect(one).not.toBe(slug);
        }
      }),
    );
  });
});

describe("beside the shops that there are", () => {
  const shops = (...slugs: string[]) => slugs.map((slug) => ({ slug }));
  const alike = (slug: string, ...others: string[]) => findAlike(slug, shops(...others))?.slug ?? null;

  it.each([
    ["harb0r-foods-de", "harbor-foods"],
    ["my-harb0r-foods", "harbor-foods"],
    ["harb0r-foods2", "harbor-foods"],
    ["theharb0rfoodsgmbh", "harbor-foods"],
    ["har-bor-foods-de", "harbor-foods"],
    ["the-vvave-shop", "wave"],
    ["modem-furniture", "modern"],
    ["alp1ne-bakery", "alpine"],
  ])("%s imitates %s", (slug, other) => expect(alike(slug, other)).toBe(other));

  it.each([
    ["alpine-bakery", "alpine"],
    ["the-alpine-bakery", "alpine"],
    ["alpinebakery", "alpine"],
    ["harbor-foods-boston", "harbor-foods"],
    ["rolling-stone", "oil"],
    ["smarthouse-berlin", "art-house"],
    ["studio-8", "studio"],
    ["car-nation", "nation"],
    ["mailorder-house", "mall"],
  ])("%s is honest beside %s", (slug, other) => expect(alike(slug, other)).toBeNull());

  it("what one shop spells is honest, whoever else looks like it", () =>
    expect(alike("mail-co-de", "mail-co", "mall-co")).toBeNull());

  const word = fc.string({ unit: fc.constantFrom(..."abcdefghklmnoprstuvw"), minLength: 3, maxLength: 8 });
  const shop = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));
  const DISGUISES: [RegExp, string][] = [
    [/o/, "0"],
    [/l/, "1"],
    [/l/, "i"],
    [/e/, "3"],
    [/s/, "5"],
    [/b/, "8"],
    [/m/, "rn"],
    [/w/, "vv"],
  ];

  it("an imitation stays one whatever words are added, at its end, its beginning or both", () => {
    fc.assert(
      fc.property(
        ...([shop, fc.constantFrom(...DISGUISES), fc.option(word), fc.option(word)] as const),
        (slug, [letter, disguise], before, after) => {
          fc.pre(letter.test(slug));
          const imitation = [before, slug.replace(letter, disguise), after].filter(Boolean).join("-");
          expect(alike(imitation, slug)).toBe(slug);
        },
      ),
    );
  });

  it("a shop's own words with others added are honest", () => {
    const addition = fc.string({ unit: fc.constantFrom(..."adghkptu"), minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(shop, addition, fc.boolean(), (slug, added, first) => {
        const longer = first ? `${added}-${slug}` : `${slug}-${added}`;
        expect(alike(longer, slug)).toBeNull();
      }),
    );
  });
});
