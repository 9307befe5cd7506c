import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { pageScope } from "@/lib/server/page";
import { systemDb } from "@/prisma/factories/db";
import { createSession, createUser } from "@/prisma/factories/people";
import { actingAs } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
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

describe("a typed address", () => {
  /** Where it leads: a path, or "in". */
  async function leadsTo(actor: { user?: string; sessionId?: string }, path: string, open: () => Promise<unknown>) {
    const answer = await actingAs({ ...actor, headers: { "x-path": path } }, open).then(
      () => "in",
      (error) => String(error.digest),
    );
    return /^NEXT_REDIRECT;\w+;([^;]*)/.exec(answer)?.[1] ?? answer;
  }

  async function somebody(name: string | null) {
    const [user, seller] = [await createUser({ name }), await createSeller()];
    await createCustomer({ seller, user });
    await createMember({ seller, user });
    const doors: [path: string, open: () => Promise<unknown>][] = [
      [`/s/${seller.slug}/orders?page=2`, () => pageScope("shop", seller.slug)],
      [`/vendor/${seller.slug}`, () => pageScope("store", seller.slug, "overview.read")],
      ["/vendor", () => pageScope("account")],
      ["/sellers/find", () => pageScope("account")],
    ];
    return { user: user.id, doors };
  }

  it("does not skip the question for the name; one's own page and the question itself stay open", async () => {
    const { user, doors } = await somebody(null);
    for (const [path, open] of doors)
      expect(await leadsTo({ user }, path, open)).toBe(`/welcome?next=${encodeURIComponent(path)}`);
    for (const path of ["/welcome", "/me", "/sellersomething"])
      expect(await leadsTo({ user }, path, () => pageScope("account"))).toBe("in");
    const named = await somebody("Somebody");
    for (const [path, open] of named.doors) expect(await leadsTo({ user: named.user }, path, open)).toBe("in");
  });

  it("does not skip the second proof of a held session, wherever it leads", async () => {
    const { user, doors } = await somebody("Somebody");
    const { sessionId } = await createSession(user);
    await systemDb().session.updateMany({ where: { id: sessionId }, data: { heldAt: new Date() } });
    const pages: typeof doors = [
      ...doors,
      ["/me", () => pageScope("account")],
      ["/admin", () => pageScope("operator")],
    ];
    for (const [path, open] of pages)
      expect(await leadsTo({ sessionId }, path, open)).toBe(`/second-proof?next=${encodeURIComponent(path)}`);
  });
});
