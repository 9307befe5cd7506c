import { describe, expect, it } from "vitest";
import { searchWords, stockState } from "./rules";

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
});
