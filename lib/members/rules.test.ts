import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStores, nextByLetter, samePlaceIn } from "./rules";

it.each([
  ["/vendor/harbor-foods", "/vendor/alpine-tools"],
  ["/vendor/harbor-foods/products", "/vendor/alpine-tools/products"],
  ["/vendor/harbor-foods/products/0199-some-id", "/vendor/alpine-tools/products"],
  ["/vendor/harbor-foods/orders/1001", "/vendor/alpine-tools/orders"],
  ["/vendor", "/vendor/alpine-tools"],
  ["/me", "/vendor/alpine-tools"],
])("switching from %s leads to %s", (from, to) => {
  expect(samePlaceIn("alpine-tools", from)).toBe(to);
});

it("a section that one may not open there leads to the overview", () => {
  expect(samePlaceIn("alpine-tools", "/vendor/harbor-foods/members", () => false)).toBe("/vendor/alpine-tools");
});

describe("stores as one looks for them", () => {
  const stores = ["Alpine Tools", "Café Ümlaut", "Harbor Foods"].map((name, n) => ({ name, slug: `store-${n}` }));
  const names = (typed: string, recent: string[] = []) => findStores(stores, typed, recent).map(({ name }) => name);

  it("are by name, whoever was visited last first", () => {
    expect(names("")).toEqual(["Alpine Tools", "Café Ümlaut", "Harbor Foods"]);
    expect(names("", ["store-2", "gone", "store-1"])).toEqual(["Harbor Foods", "Café Ümlaut", "Alpine Tools"]);
  });

  it("are found by parts of their names in any order, without case and accents, or by their address", () => {
    expect(names("cafe UML")).toEqual(["Café Ümlaut"]);
    expect(names("foods harb")).toEqual(["Harbor Foods"]);
    expect(names("store-0")).toEqual(["Alpine Tools"]);
    expect(names("nothing")).toEqual([]);
  });

  it("are each there once whatever is typed and was visited", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom("store-0", "store-1", "store-2", "x")), (typed, recent) => {
        const found = names(typed, recent);
        expect(new Set(found).size).toBe(found.length);
        expect(names("", recent)).toHaveLength(stores.length);
      }),
    );
  });
});

describe("a letter in the list of stores", () => {
  const names = ["Alpine Tools", "Harbor Foods", "Äpfel Huber", "All stores"];
  it("leads to the next name that begins with it, round and round", () => {
    expect(nextByLetter(names, 1, "h")).toBe(1);
    expect(nextByLetter(names, -1, "A")).toBe(0);
    expect([0, 2, 3].map((from) => nextByLetter(names, from, "a"))).toEqual([2, 3, 0]);
    expect(nextByLetter(names, 0, "z")).toBeNull();
    expect(nextByLetter([], -1, "a")).toBeNull();
  });
});
