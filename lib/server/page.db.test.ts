import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { pageScope } from "@/lib/server/page";
import { systemDb } from "@/prisma/factories/db";
import { actingAs } from "@/prisma/factories/scopes";
import { createHouse, type House } from "@/prisma/factories/world";

let house: House;
beforeAll(async () => {
  house = await createHouse();
});
afterAll(closeDb);

/** Where Next leads who opens a page of the shop: it throws its answers. */
async function shopAnswer(user: string): Promise<string> {
  const { slug } = house.seller;
  const actor = { user, headers: { "x-path": `/s/${slug}` } };
  try {
    await actingAs(actor, () => pageScope("shop", slug));
    return "in";
  } catch (error) {
    return error instanceof Error && "digest" in error ? String(error.digest) : String(error);
  }
}

describe("a direct link to a shop", () => {
  it("that is closed for now leads its customers to their sellers, which say so, and tells nobody else of it", async () => {
    const { seller, buyer, neighbour, neighbourCustomer, admin } = house;
    expect(await shopAnswer(buyer.id)).toBe("in");
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    await systemDb().customer.updateMany({ where: { id: neighbourCustomer.id }, data: { status: "revoked" } });
    expect(await shopAnswer(buyer.id)).toContain(`;/sellers?closed=${seller.slug};`);
    for (const user of [neighbour.id, admin.id]) expect(await shopAnswer(user)).toContain("404");
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "terminated" } });
    expect(await shopAnswer(buyer.id)).toContain("404");
  });
});
