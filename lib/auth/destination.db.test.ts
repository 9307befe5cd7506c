import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountScope } from "@/lib/access/scope";
import { destinationAfterSignIn } from "@/lib/auth/destination";
import { closeDb } from "@/lib/db/client";
import { getWhoAmI } from "@/lib/users/queries";
import { createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

let shops: Awaited<ReturnType<typeof createSeller>>[];
beforeAll(async () => {
  shops = [];
  for (const name of ["Alpha", "Beta", "Gamma"]) shops.push(await createSeller({ name }));
});
const shop = (n: number) => {
  const found = shops[n];
  if (!found) throw new Error("No such seller.");
  return found;
};

async function destination(
  user: string,
  next?: string,
  options: { invite?: string; home?: string } = {},
): Promise<string> {
  const cookies: Record<string, string> = options.home ? { home: options.home } : {};
  return await actingAs({ user, cookies }, async () =>
    destinationAfterSignIn(await AccountScope.resolve(), next, options.invite),
  );
}

describe("where signing in leads", () => {
  it("customers: one open seller → its shop; several → the dashboard; none → find a seller", async () => {
    const user = await createUser();
    expect(await destination(user.id)).toBe("/sellers/find");
    await createCustomer({ seller: shop(0), user, status: "requested" });
    expect(await destination(user.id)).toBe("/sellers/find");
    await createCustomer({ seller: shop(1), user });
    expect(await destination(user.id)).toBe(`/s/${shop(1).slug}`);
    await createCustomer({ seller: shop(2), user });
    expect(await destination(user.id)).toBe("/sellers");
  });

  it("whoever only opens a shop goes on with it; a member of a draft, and whoever has another store, works in the portal", async () => {
    const user = await createUser();
    const draft = await createSeller({ status: "draft" });
    await createMember({ seller: draft, user });
    expect(await destination(user.id)).toBe("/onboarding");
    const helper = await createMember({ seller: draft, role: "manager" });
    expect(await destination(helper.userId)).toBe(`/vendor/${draft.slug}`);
    expect(await destination(user.id, `/vendor/${draft.slug}/products`)).toBe(`/vendor/${draft.slug}/products`);
    await createMember({ seller: shop(0), user });
    expect(await destination(user.id)).toBe("/vendor");
  });

  it("sellers that are not open do not count", async () => {
    const user = await createUser();
    for (const status of ["suspended", "terminated", "pending"] as const) {
      await createCustomer({ seller: await createSeller({ status }), user });
    }
    expect(await destination(user.id)).toBe("/sellers/find");
    await createCustomer({ seller: shop(0), user });
    expect(await destination(user.id)).toBe(`/s/${shop(0).slug}`);
  });

  it("members: one store → straight in; several → the chooser; not when deactivated", async () => {
    const user = await createUser();
    await createMember({ seller: shop(0), user, status: "deactivated" });
    expect(await destination(user.id)).toBe("/sellers/find");
    await createMember({ seller: shop(1), user });
    expect(await destination(user.id)).toBe(`/vendor/${shop(1).slug}`);
    await createMember({ seller: shop(2), user });
    expect(await destination(user.id)).toBe("/vendor");
  });

  it("operators → the admin; whoever is several chooses once", async () => {
    const { userId } = await createOperator();
    expect(await destination(userId)).toBe("/admin");
    await createCustomer({ seller: shop(0), user: { id: userId } });
    expect(await destination(userId)).toBe("/choose");
    expect(await destination(userId, undefined, { home: "shops" })).toBe(`/s/${shop(0).slug}`);
    expect(await destination(userId, undefined, { home: "admin" })).toBe("/admin");
  });

  it("a deep link wins if the user may go there, also for the third of three shops", async () => {
    const user = await createUser();
    for (const seller of shops) await createCustomer({ seller, user });
    for (const seller of shops)
      expect(await destination(user.id, `/s/${seller.slug}/orders`)).toBe(`/s/${seller.slug}/orders`);
    expect(await destination(user.id, "/s/other-seller")).toBe("/sellers");
    expect(await destination(user.id, "//evil.example")).toBe("/sellers");
    expect(await destination(user.id, "/admin")).toBe("/sellers");
    expect(await destination(user.id, "/me")).toBe("/me");
  });

  it("an invite that went to another contact leads back to the invite, which says so", async () => {
    const user = await createUser();
    await createCustomer({ seller: shop(0), user });
    const invite = `${shop(1).slug}/some-token`;
    expect(await destination(user.id, `/s/${shop(1).slug}`, { invite })).toBe(`/invite/${invite}`);
    expect(await destination(user.id, undefined, { invite })).toBe(`/invite/${invite}`);
    await createCustomer({ seller: shop(1), user });
    expect(await destination(user.id, `/s/${shop(1).slug}`, { invite })).toBe(`/s/${shop(1).slug}`);
  });

  it("whoever has no name yet is asked for it first", async () => {
    const user = await createUser({ name: null });
    await createCustomer({ seller: shop(0), user });
    expect(await destination(user.id)).toBe(`/welcome?next=${encodeURIComponent(`/s/${shop(0).slug}`)}`);
  });
});

describe("who am I", () => {
  it("names the user's own sellers, stores and role, and nobody else's", async () => {
    const user = await createUser({ name: "Nina", company: "Park & Co" });
    await createCustomer({ seller: shop(0), user });
    await createCustomer({ seller: shop(1), user, status: "requested" });
    await createMember({ seller: shop(2), user, role: "support" });
    await createCustomer({ seller: shop(2) });
    expect(await getWhoAmI(await accountScopeFor(user.id))).toEqual({
      user: { id: user.id, name: "Nina", company: "Park & Co", locale: "en" },
      sellers: [{ slug: shop(0).slug, name: "Alpha", status: "open" }],
      stores: [{ slug: shop(2).slug, name: "Gamma", role: "support" }],
      operator: null,
    });
    const { userId } = await createOperator({ role: "finance" });
    expect(await getWhoAmI(await accountScopeFor(userId))).toMatchObject({
      sellers: [],
      stores: [],
      operator: "finance",
    });
  });
});
