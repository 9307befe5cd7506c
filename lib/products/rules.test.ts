import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorToDecimal } from "@/lib/i18n/format";
import { MAX_PRICE, MAX_QUANTITY, mergeEdits, moneyError, parseMoney } from "@/lib/products/rules";

const digits = fc.constantFrom(0, 2, 3);
const amount = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: MAX_PRICE }));

describe("an amount as typed", () => {
  const cases: [typed: string, digits: number, minor: number | null][] = [
    ["1,234.50", 2, 123_450],
    ["1.234,50", 2, 123_450],
    ["1 234,5", 2, 123_450],
    ["1’234.50", 2, 123_450],
    ["1,23,456.00", 2, 12_345_600],
    ["1 234", 2, 123_400],
    ["1,234,567", 2, 123_456_700],
    ["١٬٢٣٤", 2, 123_400],
    ["12.505", 2, null],
    ["12,505", 2, null],
    ["$1,234", 2, null],
    ["١٢٫٥٠٥", 2, null],
    ["1.234", 3, 1_234],
    ["1,234,567", 3, 1_234_567_000],
    ["1,234", 0, 1_234],
    ["12", 2, 1_200],
    ["12.", 2, 1_200],
    [".5", 2, 50],
    ["0", 2, 0],
    ["$12.50", 2, 1_250],
    ["12,50 €", 2, 1_250],
    ["١٢٫٥٠", 2, 1_250],
    ["", 2, null],
    [".", 2, null],
    ["-1", 2, null],
    ["1.5", 0, null],
    ["1.2345", 2, null],
    ["0.234", 2, null],
    ["1,23,45", 2, null],
    ["1.234.5", 2, null],
    ["1,234.567.890", 2, null],
    ["12 5", 2, null],
    ["1e3", 2, null],
    ["ten", 2, null],
    ["90000000.01", 2, null],
  ];
  it.each(cases)("%j with %i decimals is %j", (typed, decimals, minor) => {
    expect(parseMoney(typed, decimals)).toBe(minor);
  });

  it("reads back what inputs and exports show", () => {
    fc.assert(
      fc.property(amount, digits, (minor, decimals) => parseMoney(minorToDecimal(minor, decimals), decimals) === minor),
    );
  });

  it("refuses a lone separator before three digits where the currency has two decimals, and says how to write it", () => {
    const number = fc.integer({ min: 0, max: 99_999 });
    const thousands = fc.integer({ min: 0, max: 999 }).map((part) => String(part).padStart(3, "0"));
    fc.assert(
      fc.property(number, fc.constantFrom(".", ","), thousands, (whole, separator, part) => {
        const typed = `${whole}${separator}${part}`;
        expect(parseMoney(typed, 2)).toBeNull();
        expect(moneyError(typed, 2)).toBe("products.errors.priceAmbiguous");
        expect(parseMoney(typed, 3)).toBe(whole * 1000 + Number(part));
      }),
    );
    expect([moneyError("ten", 2), moneyError("1.5", 0)]).toEqual([
      "products.errors.price",
      "products.errors.priceWhole",
    ]);
  });

  it("reads every language's way of writing the same amount", () => {
    const locales = ["en", "de", "fr", "de-CH", "en-IN", "sv", "ar-EG"];
    const formats = new Map(
      locales.flatMap((locale) =>
        [0, 2, 3].map((decimals) => [
          `${locale} ${decimals}`,
          new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
        ]),
      ),
    );
    fc.assert(
      fc.property(amount, digits, fc.constantFrom(...locales), (minor, decimals, locale) => {
        const typed = formats.get(`${locale} ${decimals}`)?.format(minorToDecimal(minor, decimals)) ?? "";
        expect({ typed, minor: parseMoney(typed, decimals) }).toEqual({ typed, minor });
      }),
    );
  });

  it("is null or a whole number in range, whatever is typed", () => {
    const junk = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("0", "1", "9", ".", ",", " ", "'", "-", "€") }),
    );
    fc.assert(
      fc.property(junk, digits, (typed, decimals) => {
        const minor = parseMoney(typed, decimals);
        return minor === null || (Number.isSafeInteger(minor) && minor >= 0 && minor <= MAX_PRICE);
      }),
    );
  });

  it("stays exact times the largest quantity", () => {
    expect(Number.isSafeInteger(MAX_PRICE * MAX_QUANTITY)).toBe(true);
  });
});

describe("merging an edit with someone else's", () => {
  const draft = fc.record({ name: fc.constantFrom("a", "b", "c"), stock: fc.constantFrom("1", "2", "3") });

  it("keeps mine where I typed, takes theirs elsewhere, and names every clash", () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, mine, theirs) => {
        const { merged, clashes } = mergeEdits(base, mine, theirs);
        for (const field of ["name", "stock"] as const) {
          const iChanged = mine[field] !== base[field];
          expect(merged[field]).toBe(iChanged ? mine[field] : theirs[field]);
          expect(clashes.includes(field)).toBe(
            iChanged && theirs[field] !== base[field] && theirs[field] !== mine[field],
          );
        }
      }),
    );
  });
});
