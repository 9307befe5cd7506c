import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageKey, shopPageAt } from "@/lib/visits/rules";

const at = (address: string) => {
  const page = shopPageAt("harbor-foods", address);
  return page && pageKey(page);
};
const CATEGORY = "0192f3a0-0000-7000-8000-000000000001";

describe("the page that an address shows", () => {
  it.each([
    ["/s/harbor-foods", "shop"],
    ["/s/harbor-foods/", "shop"],
    ["/s/harbor-foods?search=", "shop"],
    ["/s/harbor-foods?search=oat%20%20milk%20", "search:oat milk"],
    [`/s/harbor-foods?category=${CATEGORY.toUpperCase()}`, `category:${CATEGORY}`],
    ["/s/harbor-foods?category=x", "shop"],
    ["/s/harbor-foods/basket", "basket"],
    ["/s/harbor-foods/quick-order", "quick-order"],
    ["/s/harbor-foods/orders", "orders"],
    ["/s/harbor-foods/orders/1366", "order:1366"],
    ["/s/harbor-foods/orders/1366?from=list#lines", "order:1366"],
  ])("%s is %s", (address, key) => {
    expect(at(address)).toBe(key);
  });

  it.each([
    "",
    "/",
    "/s/alpine-tools",
    "/s/harbor-foods/basket/1",
    "/s/harbor-foods/nothing",
    "/vendor/harbor-foods",
    "https://x/s/harbor-foods",
  ])("%s is none of this shop", (address) => {
    expect(at(address)).toBeNull();
  });

  it("is short, without control characters and storable, whatever the address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (words) => {
        const key = at(`/s/harbor-foods?${new URLSearchParams({ search: words })}`) ?? "";
        expect(key.length).toBeLessThan(70);
        expect(key).not.toMatch(/\p{Cc}/u);
        expect(key.isWellFormed()).toBe(true);
      }),
    );
  });
});
