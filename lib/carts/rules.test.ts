import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  basketWith,
  type CartLine,
  EMPTY_BASKET,
  lineProblem,
  MAX_QUANTITY,
  parseQuantity,
  quantityToHave,
  saysQuantity,
  sumMoney,
  summaryOf,
  withoutLine,
} from "./rules";

const quantity = fc.integer({ min: 1, max: MAX_QUANTITY });

describe("parseQuantity", () => {
  it.each([
    ["12", 12],
    [" 12 ", 12],
    ["+3", 3],
    ["012", 12],
    ["1,000", 1000],
    ["1.000", 1000],
    ["1 000", 1000],
    ["1'000", 1000],
    ["1\u202f000", 1000],
    ["1,000,000", 1_000_000],
    ["12.0", 12],
    ["12,00", 12],
    ["١٢", 12],
    ["۱۲", 12],
    ["１２", 12],
    [7, 7],
  ])("reads %j as %d", (raw, expected) => {
    expect(parseQuantity(raw)).toEqual({ quantity: expected });
  });

  it.each([
    ["0", "tooSmall"],
    ["-1", "tooSmall"],
    [-5, "tooSmall"],
    ["1.5", "notWhole"],
    ["1,5", "notWhole"],
    [1.5, "notWhole"],
    ["1e9", "notWhole"],
    [1e9, "tooLarge"],
    ["1000001", "tooLarge"],
    ["1,000,001", "tooLarge"],
    ["", "notNumber"],
    ["a dozen", "notNumber"],
    ["12 pcs", "notNumber"],
    ["1,00,000", "notNumber"],
    [Number.NaN, "notNumber"],
    [Number.POSITIVE_INFINITY, "notNumber"],
  ])("refuses %j: %s", (raw, problem) => {
    expect(parseQuantity(raw)).toEqual({ problem });
  });

  it("reads every quantity back, however grouped", () => {
    fc.assert(
      fc.property(quantity, fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH", "ar-EG"), (value, locale) => {
        fc.pre(locale !== "ar-EG" || value < 1000);
        expect(parseQuantity(value.toLocaleString(locale))).toEqual({ quantity: value });
      }),
    );
  });

  it("never throws, and gives nothing but whole quantities in range", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), (raw) => {
        const parsed = parseQuantity(raw);
        if ("quantity" in parsed)
          expect(Number.isInteger(parsed.quantity) && parsed.quantity >= 1 && parsed.quantity <= MAX_QUANTITY).toBe(
            true,
          );
      }),
    );
  });
});

describe("saysQuantity", () => {
  it.each(["3", " 3 ", "3.0", "٣"])("%j is the 3 that the basket holds", (typed) => {
    expect(saysQuantity(typed, 3)).toBe(true);
  });

  it.each(["", " ", "abc", "0", "-3", "3.5", "3 pcs", "4"])("%j is not", (typed) => {
    expect(saysQuantity(typed, 3)).toBe(false);
  });
});

const product = fc.record({
  status: fc.constantFrom("active", "archived"),
  stock: fc.integer({ min: 0, max: 50 }),
  minQuantity: fc.integer({ min: 1, max: 20 }),
});

describe("basket lines", () => {
  it("what can be had is never more than wanted or there, and is orderable", () => {
    fc.assert(
      fc.property(product, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 30 }), (item, wanted, held) => {
        const more = quantityToHave(item, wanted, held);
        expect(more).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(wanted);
        if (more > 0) expect(lineProblem(item, held + more)).toBeNull();
      }),
    );
  });

  it("a line without a problem takes no more than the stock and no less than the minimum", () => {
    fc.assert(
      fc.property(product, fc.integer({ min: 1, max: 100 }), (item, wanted) => {
        const fine = item.status === "active" && wanted <= item.stock && wanted >= item.minQuantity;
        expect(lineProblem(item, wanted) === null).toBe(fine);
      }),
    );
  });

  it("knows ahead what adding and removing will make of the basket", () => {
    const basket = basketWith(EMPTY_BASKET, { id: "a", price: 250 }, 4);
    expect(basket).toEqual({ count: 1, total: 1000, quantities: { a: 4 } });
    expect(basketWith(basket, { id: "a", price: 250 }, 2)).toEqual({ count: 1, total: 1500, quantities: { a: 6 } });
    expect(basketWith(basket, { id: "b", price: 10 }, 1)).toEqual({
      count: 2,
      total: 1010,
      quantities: { a: 4, b: 1 },
    });
    const line = { sku: "", name: "", unit: null, picture: null, price: 5, stock: 9, minQuantity: 1 };
    const lines: CartLine[] = [
      { ...line, productId: "a", quantity: 2, total: 10, problem: null },
      { ...line, productId: "b", quantity: 1, total: 5, problem: "archived" },
      { ...line, productId: "c", quantity: 3, total: 15, problem: "notEnough" },
    ];
    const less = withoutLine({ id: "x", lines, count: 3, total: 25 }, "a");
    expect(less).toMatchObject({ id: "x", count: 2, total: 15 });
    expect(summaryOf(less)).toEqual({ count: 2, total: 15, quantities: { b: 1, c: 3 } });
  });

  it("sums money exactly, or says that it cannot", () => {
    expect(sumMoney([])).toBe(0);
    expect(sumMoney([Number.MAX_SAFE_INTEGER - 1, 1])).toBe(Number.MAX_SAFE_INTEGER);
    expect(sumMoney([Number.MAX_SAFE_INTEGER, 1])).toBeNull();
  });
});
