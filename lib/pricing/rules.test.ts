import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containsPattern, searchWords, stockState } from "./rules";

describe("shop rules", () => {
  it("says out of stock when not even the minimum is there", () => {
    expect(stockState({ stock: 0, minQuantity: 1 })).toBe("out");
    expect(stockState({ stock: 5, minQuantity: 6 })).toBe("out");
    expect(stockState({ stock: 5, minQuantity: 1 })).toBe("low");
    expect(stockState({ stock: 500, minQuantity: 6 })).toBe("in");
  });

  it("searches at most six words", () => {
    expect(searchWords("  red   tomato\u00a0crate ")).toEqual(["red", "tomato", "crate"]);
    expect(searchWords("a b c d e f g h")).toHaveLength(6);
  });

  it("takes the characters of LIKE literally", () => {
    expect(containsPattern("50%_\\")).toBe("%50\\%\\_\\\\%");
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(containsPattern(word).slice(1, -1).replace(/\\(.)/gs, "$1")).toBe(word);
      }),
    );
  });
});
