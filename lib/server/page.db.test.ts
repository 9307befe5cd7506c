import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ShopScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { findParting } from "@/lib/sellers/parting/queries";
import { pageScope } from "@/lib/server/page";
import { systemDb } from "@/prisma/factories/db";
import { type CreatedUser, createSession, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
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
  });

  it("that is closed for good leads whoever was in to where that is said, a paused member too, and tells nobody else", async () => {
    const { seller, buyer, admin } = await createHouse();
    const { slug } = seller;
    const answerOf = (user: string, path: string, open: () => Promise<unknown>) =>
      actingAs({ user, headers: { "x-path": path } }, open).then(
        () => "in",
        (error) => String(error.digest ?? error),
      );
    const inShop = (user: string) => answerOf(user, `/s/${slug}`, () => pageScope("shop", slug));
    const inStore = (user: string) =>
      answerOf(user, `/vendor/${slug}`, () => pageScope("store", slug, "overview.read"));
    const [stranger, asking, paused] = [await createUser(), await createUser(), await createUser()];
    await createCustomer({ seller, user: asking, status: "requested", grantedHow: null });
    await createMember({ seller, user: paused, status: "deactivated" });
    expect(await inStore(paused.id)).toContain(`;/vendor?closed=${slug};`);
    const parted = async (user: CreatedUser, kind: "shop" | "store") =>
      await findParting(await accountScopeFor(user.id), kind, slug);
    expect(await parted(paused, "store")).toEqual({ seller: seller.name, closed: null });
    expect(await parted(admin, "store")).toBeNull();
    const terminatedAt = new Date();
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "terminated", terminatedAt } });
    expect(await inShop(buyer.id)).toContain(`;/sellers?closed=${slug};`);
    for (const { id } of [admin, paused]) expect(await inStore(id)).toContain(`;/vendor?closed=${slug};`);
    for (const { id } of [stranger, asking, admin]) expect(await inShop(id)).toContain("404");
    for (const { id } of [stranger, asking, buyer]) expect(await inStore(id)).toContain("404");
    const closed = { at: terminatedAt, timeZone: seller.timeZone };
    expect(await parted(buyer, "shop")).toEqual({ seller: seller.name, closed });
    expect(await parted(admin, "store")).toEqual({ seller: seller.name, closed });
    for (const user of [stranger, asking])
      expect([await parted(user, "shop"), await parted(user, "store")]).toEqual([null, null]);
    // A refused action or list says it, too, as a thing that is not found.
    const refused = actingAs({ user: buyer.id }, () => ShopScope.resolve(slug));
    await expect(refused).rejects.toMatchObject({ code: "not_found", message: "errors.closed" });
    const strange = actingAs({ user: stranger.id }, () => ShopScope.resolve(slug));
    await expect(strange).rejects.toMatchObject({ code: "not_found", message: "errors.notFound" });
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
