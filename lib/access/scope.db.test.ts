import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { AccountScope, OperatorScope, ShopScope, StoreScope, SystemScope, VisitorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";
import { AppError } from "@/lib/errors";
import { requireOwnOrigin } from "@/lib/server/origin";
import { enter } from "@/lib/server/scopes";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { type Actor, actingAs, operatorScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember } from "@/prisma/factories/sellers";
import { createWorld, type House } from "@/prisma/factories/world";

let a: House;
let b: House;
beforeEach(async () => {
  ({ a, b } = await createWorld());
});
afterAll(closeDb);

async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return "entered";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}
const shop = (actor: Actor, slug: string) => codeOf(actingAs(actor, () => ShopScope.resolve(slug)));
const store = (actor: Actor, slug: string) => codeOf(actingAs(actor, () => StoreScope.resolve(slug)));

async function refusals(
  actorId: string,
): Promise<{ sellerId: string; targetKind: string | null; targetId: string | null; ip: string | null }[]> {
  return await systemDb().auditEvent.findMany({
    where: { actorId, action: "access.refused" },
    select: { sellerId: true, targetKind: true, targetId: true, ip: true },
  });
}

describe("a customer in a shop", () => {
  it("enters their own seller's, and sees who they are there", async () => {
    const scope = await shopScopeFor(a.buyer.id, a.seller.slug);
    expect(scope.seller.id).toBe(a.seller.id);
    expect(scope.customer).toEqual({ id: a.customer.id, priceListId: a.priceList.id });
  });

  it.each(["invited", "requested", "rejected", "revoked"] as const)(
    "stays out while %s, as if the shop did not exist, and the attempt is audited",
    async (status) => {
      const user = await createUser();
      await createCustomer({ seller: a.seller, user, status });
      expect(await shop({ user: user.id, ip: "192.0.2.77" }, a.seller.slug)).toBe("not_found");
      expect(await refusals(user.id)).toEqual([
        { sellerId: a.seller.id, targetKind: "shop", targetId: a.seller.slug, ip: "192.0.2.77" },
      ]);
    },
  );

  it.each(["draft", "pending", "suspended", "terminated"] as const)("stays out of a %s seller's", async (status) => {
    await systemDb().seller.updateMany({ where: { id: a.seller.id }, data: { status } });
    expect(await shop({ user: a.buyer.id }, a.seller.slug)).toBe("not_found");
  });

  it("another seller's shop, one that does not exist and a malformed address answer alike", async () => {
    for (const slug of [
      b.seller.slug,
      "no-such-seller",
      "../admin",
      "' OR true --",
      "%",
      "nul\0byte",
      "",
      "x".repeat(5000),
      a.seller.slug.toUpperCase(),
    ]) {
      expect(await shop({ user: a.buyer.id }, slug), slug).toBe("not_found");
    }
  });

  it("is not there for a member of the seller, nor the portal for its customer", async () => {
    expect(await shop({ user: a.admin.id }, a.seller.slug)).toBe("not_found");
    expect(await store({ user: a.buyer.id }, a.seller.slug)).toBe("not_found");
  });

  it("the first entry uses the registered invite once, also when two requests come at once", async () => {
    const { userId } = await createInvite({
      seller: a.seller,
      sentBy: a.admin.id,
      contact: `first-${a.seller.slug}@example.com`,
      status: "registered",
    });
    await Promise.all([1, 2, 3].map(() => shopScopeFor(userId, a.seller.slug)));
    const events = await systemDb().auditEvent.findMany({
      where: { sellerId: a.seller.id, actorId: userId, action: "shop.first_entry" },
    });
    expect(events).toHaveLength(1);
    expect(
      await systemDb().invite.findFirst({
        where: { sellerId: a.seller.id, userId },
        select: { status: true, usedBy: true },
      }),
    ).toEqual({ status: "used", usedBy: userId });
  });
});

describe("a member in a portal", () => {
  it("enters their own seller's in their role", async () => {
    const { userId } = await createMember({ seller: a.seller, role: "support" });
    const scope = await storeScopeFor(userId, a.seller.slug);
    expect(scope.member.role).toBe("support");
    expect([scope.can("orders.read"), scope.can("prices.write")]).toEqual([true, false]);
  });

  it("of a suspended seller reads and does not write; of a terminated one is out", async () => {
    const setStatus = (status: string) =>
      systemDb().seller.updateMany({ where: { id: a.seller.id }, data: { status } });
    await setStatus("suspended");
    const scope = await storeScopeFor(a.admin.id, a.seller.slug);
    expect([
      scope.can("orders.read"),
      scope.can("products.write"),
      scope.can("orders.answer"),
      scope.can("members.write"),
    ]).toEqual([true, false, false, false]);
    await setStatus("terminated");
    expect(await store({ user: a.admin.id }, a.seller.slug)).toBe("not_found");
  });

  it("without the right is refused as if the page did not exist, and audited with the right", async () => {
    const { userId } = await createMember({ seller: a.seller, role: "support" });
    expect(await codeOf(actingAs({ user: userId }, () => enter("store", a.seller.slug, "products.write")))).toBe(
      "not_found",
    );
    const [event] = await systemDb().auditEvent.findMany({ where: { actorId: userId, action: "access.refused" } });
    expect(event?.data).toEqual({ right: "products.write" });
  });

  it("in two stores at once never mixes them", async () => {
    await createMember({ seller: b.seller, user: a.admin, role: "manager" });
    const { sessionId } = await createSession(a.admin.id);
    const scopes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        actingAs({ sessionId }, () => StoreScope.resolve((index % 2 ? a : b).seller.slug)),
      ),
    );
    const seen = await Promise.all(scopes.map((scope) => scope.db.product.findMany({ select: { sellerId: true } })));
    for (const [index, rows] of seen.entries())
      expect(new Set(rows.map(({ sellerId }) => sellerId))).toEqual(new Set([(index % 2 ? a : b).seller.id]));
    expect(scopes.map((scope) => scope.member.role)).toEqual(
      scopes.map((_, index) => (index % 2 ? "admin" : "manager")),
    );
  });
});

describe("out with the next request, with a live session", () => {
  type Change = [what: string, where: "shop" | "store", change: () => Promise<unknown>];
  const changes: Change[] = [
    [
      "revoked customer",
      "shop",
      () => systemDb().customer.updateMany({ where: { id: a.customer.id }, data: { status: "revoked" } }),
    ],
    [
      "rejected customer",
      "shop",
      () =>
        systemDb().customer.updateMany({
          where: { id: a.customer.id },
          data: { status: "rejected", requestedAt: new Date() },
        }),
    ],
    [
      "removed member",
      "store",
      async () => {
        await createMember({ seller: a.seller });
        await systemDb().member.deleteMany({ where: { id: a.member.id } });
      },
    ],
    [
      "deactivated member",
      "store",
      async () => {
        await createMember({ seller: a.seller });
        await systemDb().member.updateMany({ where: { id: a.member.id }, data: { status: "deactivated" } });
      },
    ],
    [
      "suspended seller's customer",
      "shop",
      () => systemDb().seller.updateMany({ where: { id: a.seller.id }, data: { status: "suspended" } }),
    ],
    [
      "terminated seller's member",
      "store",
      () => systemDb().seller.updateMany({ where: { id: a.seller.id }, data: { status: "terminated" } }),
    ],
  ];
  it.each(changes)("%s", async (_what, where, change) => {
    const user = where === "shop" ? a.buyer : a.admin;
    const { sessionId } = await createSession(user.id);
    const request = () => (where === "shop" ? shop : store)({ sessionId }, a.seller.slug);
    expect(await request()).toBe("entered");
    await change();
    expect(await request()).toBe("not_found");
  });

  it("ended session, expired session, disabled user: signed out", async () => {
    const ended = await createSession(a.buyer.id, { endedAt: new Date() });
    const expired = await createSession(a.buyer.id, { expiresAt: new Date(Date.now() - 1000) });
    const live = await createSession(a.buyer.id);
    for (const { sessionId } of [ended, expired])
      expect(await shop({ sessionId }, a.seller.slug)).toBe("unauthenticated");
    await systemDb().user.updateMany({ where: { id: a.buyer.id }, data: { status: "disabled" } });
    expect(await shop({ sessionId: live.sessionId }, a.seller.slug)).toBe("unauthenticated");
  });

  it("no cookie, a forged one, one of another secret, one without a session: signed out", async () => {
    const { cookie } = await createSession(a.buyer.id);
    const [header = "", ...rest] = cookie.value.split(".");
    const forged = [
      "",
      "garbage",
      `${cookie.value}x`,
      [header.replace(/^./, "f"), ...rest].join("."),
      "eyJhbGciOiJub25lIn0.eyJzaWQiOiIxIn0.",
    ];
    expect(await shop({}, a.seller.slug)).toBe("unauthenticated");
    for (const value of forged)
      expect(await shop({ cookies: { [cookie.name]: value } }, a.seller.slug), value).toBe("unauthenticated");
    expect(await shop({ cookies: { [cookie.name]: cookie.value } }, a.seller.slug)).toBe("entered");
  });
});

describe("a forged header or cookie naming another seller", () => {
  it("has no effect: the seller is the one of the address", async () => {
    const { id } = b.seller;
    const forged = {
      "x-seller-id": id,
      "x-seller": b.seller.slug,
      "x-user-id": b.buyer.id,
      "x-customer-id": b.customer.id,
      "app.seller_id": id,
      "x-forwarded-host": b.seller.slug,
    };
    const scope = await actingAs(
      { user: a.buyer.id, headers: forged, cookies: { seller: b.seller.slug, seller_id: id } },
      () => ShopScope.resolve(a.seller.slug),
    );
    expect(scope.seller.id).toBe(a.seller.id);
    const products = await scope.db.product.findMany({ select: { sellerId: true } });
    expect(new Set(products.map(({ sellerId }) => sellerId))).toEqual(new Set([a.seller.id]));
    expect(
      await shop({ user: a.buyer.id, headers: { ...forged, "x-path": `/s/${a.seller.slug}` } }, b.seller.slug),
    ).toBe("not_found");
    expect(await refusals(a.buyer.id)).toEqual([expect.objectContaining({ sellerId: b.seller.id })]);
  });
});

describe("an operator", () => {
  it("enters by their row; nobody else does, and the attempt is the platform's audit", async () => {
    const { userId } = await createOperator();
    expect((await operatorScopeFor(userId)).role).toBe("admin");
    const past = await createOperator({ operatorStatus: "deactivated" });
    for (const id of [past.userId, a.admin.id, a.buyer.id]) {
      expect(await codeOf(operatorScopeFor(id))).toBe("not_found");
      expect(await refusals(id)).toEqual([expect.objectContaining({ sellerId: PLATFORM_ID, targetKind: "admin" })]);
    }
  });

  it("of a smaller role lacks the bigger one's rights", async () => {
    const { userId } = await createOperator({ role: "finance" });
    expect(await codeOf(actingAs({ user: userId }, () => enter("operator", "", "sellers.decide")))).toBe("not_found");
  });
});

describe("a scope", () => {
  it("cannot be forged or mixed up: only resolve() makes one", async () => {
    const real = await shopScopeFor(a.buyer.id, a.seller.slug);
    expect(ShopScope.is(real)).toBe(true);
    for (const other of [StoreScope, AccountScope, OperatorScope, SystemScope]) expect(other.is(real)).toBe(false);
    expect(VisitorScope.is(real)).toBe(false);
    expect(ShopScope.is(Object.assign(Object.create(ShopScope.prototype), { ...real }))).toBe(false);
  });

  it("keeps its database role out of what is sent to a browser", async () => {
    const real = await shopScopeFor(a.buyer.id, a.seller.slug);
    expect(JSON.stringify(real)).not.toMatch(/SET LOCAL|tradehall_/);
  });
});

describe("writes from elsewhere", () => {
  const origin = (headers: Record<string, string>) => codeOf(actingAs({ user: a.buyer.id, headers }, requireOwnOrigin));

  it("a foreign, a malformed and an opaque Origin are refused", async () => {
    for (const value of [
      "https://evil.example",
      "null",
      "not a url",
      "http://localhost.evil.example",
      "http://localhost:1",
    ])
      expect(await origin({ origin: value }), value).toBe("forbidden");
  });

  it("a missing Origin is refused", async () => {
    expect(await origin({ origin: "" })).toBe("forbidden");
  });

  it("our own passes", async () => {
    expect(await origin({})).toBe("entered");
  });
});
