import { describe, expect, it } from "vitest";
import { dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";

describe("the way into a scope", () => {
  it("has a name of its own per set of settings, short enough for PostgreSQL", () => {
    const id = newId();
    const names = [
      dbContext("system"),
      dbContext("account", { userId: id }),
      dbContext("store", { sellerId: id, userId: id }),
      dbContext("store", { sellerId: id, userId: id, readOnly: true }),
      dbContext("shop", { sellerId: id, userId: id, customerId: id }),
      dbContext("shop", { sellerId: id, userId: id, customerId: id, priceListId: id }),
    ].map(({ enter }) => enter.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
  });

  it("takes ids and nothing else", () => {
    for (const garbage of ["x", "' OR true --", "1"]) expect(() => dbContext("store", { sellerId: garbage })).toThrow();
  });
});
