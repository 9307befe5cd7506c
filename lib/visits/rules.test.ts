import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { addDays } from "@/lib/days";
import {
  customerVisitsPath,
  fillDays,
  MAX_RANGE_DAYS,
  pageKey,
  pageOfKey,
  rangeBefore,
  type ShopPage,
  shopPageAt,
  usualDays,
  visitRange,
} from "@/lib/visits/rules";

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

describe("the days that are asked for", () => {
  const today = "2026-03-10";

  it.each([
    [{}, { from: "2026-02-09", to: "2026-03-10" }],
    [{ to: "2026-01-30" }, { from: "2026-01-01", to: "2026-01-30" }],
    [{ from: "2026-03-01" }, { from: "2026-03-01", to: "2026-03-10" }],
    [{ from: "2024-01-01" }, { from: "2024-01-01", to: addDays("2024-01-01", MAX_RANGE_DAYS - 1) }],
    [{ from: "2026-05-01" }, { from: "2026-05-01", to: "2026-05-01" }],
    [
      { from: "2026-01-01", to: "2026-01-01" },
      { from: "2026-01-01", to: "2026-01-01" },
    ],
  ])("%o are %o", (asked, days) => {
    expect(visitRange(asked, today)).toEqual(days);
  });

  it("are compared with as many right before them", () => {
    expect(rangeBefore({ from: "2026-03-01", to: "2026-03-31" })).toEqual({ from: "2026-01-29", to: "2026-02-28" });
    expect(rangeBefore({ from: "2026-03-10", to: "2026-03-10" })).toEqual({ from: "2026-03-09", to: "2026-03-09" });
  });

  it("are each there, whatever is known of them", () => {
    const known = { day: "2026-03-29", visits: 3, customers: 2 };
    expect(fillDays({ from: "2026-03-28", to: "2026-03-30" }, [known])).toEqual([
      { day: "2026-03-28", visits: 0, customers: 0 },
      known,
      { day: "2026-03-30", visits: 0, customers: 0 },
    ]);
  });
});

describe("a key of a visit's row", () => {
  it.each<ShopPage>([
    { kind: "shop" },
    { kind: "quick-order" },
    { kind: "search", about: "a: b:" },
    { kind: "order", about: "1001" },
  ])("is the page that was looked at: %o", (page) => {
    expect(pageOfKey(pageKey(page))).toEqual({ about: null, ...page });
  });
});

it("what is usual for a customer takes three visits to say", () => {
  const days = (count: number) => new Date(Date.UTC(2026, 0, 1 + count));
  expect(usualDays({ visits: 2, firstAt: days(0), lastAt: days(9) })).toBeNull();
  expect(usualDays({ visits: 4, firstAt: days(0), lastAt: days(21) })).toBe(7);
  expect(usualDays({ visits: 9, firstAt: days(0), lastAt: days(0) })).toBe(1);
});

describe("the way to a customer's visits", () => {
  const store = { slug: "harbor-foods", timeZone: "Pacific/Kiritimati" };
  it("leads to all that are kept, up to the day that it is in the seller's zone", () => {
    vi.useFakeTimers({ now: new Date("2026-01-31T12:00:00Z") });
    expect(customerVisitsPath(store, "c")).toBe(
      "/vendor/harbor-foods/analytics?customer=c&from=2024-11-29&to=2026-02-01",
    );
    vi.useRealTimers();
  });
});
