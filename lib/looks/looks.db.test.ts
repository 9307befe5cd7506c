import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { listActivity } from "@/lib/audit/activity/queries";
import { listActivityInput } from "@/lib/audit/schema";
import { addClientAction } from "@/lib/clients/actions";
import { customerCsvLines } from "@/lib/customers/export/queries";
import { customerFilter } from "@/lib/customers/schema";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { endLookAction, startLookAction } from "@/lib/looks/actions";
import { startLookInput } from "@/lib/looks/schema";
import { leaveStoreAction, setOwnLocaleAction } from "@/lib/members/actions";
import { updateSettingsAction } from "@/lib/sellers/actions";
import { pageScope } from "@/lib/server/page";
import { enter } from "@/lib/server/scopes";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { createHouse, type House } from "@/prisma/factories/world";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));
afterAll(closeDb);

const REASON = "A question on the telephone";
let house: House;
let operator: { id: string };

beforeEach(async () => {
  house = await createHouse();
  operator = await createUser({ name: "Olivia Grant" });
  await createOperator({ userId: operator.id, role: "support" });
});

const start = (user = operator.id, input: object = {}) =>
  actingAs({ user }, () =>
    startLookAction({ sellerId: house.seller.id, reason: REASON, minutes: 15, ...input } as Parameters<
      typeof startLookAction
    >[0]),
  );
const look = (user = operator.id, slug = house.seller.slug): Promise<StoreScope> => storeScopeFor(user, slug);
const OUT = { code: "not_found" };
const REFUSED = { ok: false, error: { code: "not_found" } };

describe("an operator who looks into a store", () => {
  it("gives a reason and a time, and reads what an admin reads", async () => {
    await expect(look()).rejects.toMatchObject(OUT);
    expect(await start()).toMatchObject({ ok: true, data: { slug: house.seller.slug } });
    const scope = await look();
    expect(scope).toMatchObject({ seller: { id: house.seller.id }, look: { reason: REASON } });
    expect(scope.can("customers.read") && scope.can("settings.read") && scope.can("audit.read")).toBe(true);
    const ofSeller = { where: { sellerId: house.seller.id } };
    expect(await scope.db.customer.count(ofSeller)).toBe(await systemDb().customer.count(ofSeller));
    expect(startLookInput.safeParse({ sellerId: house.seller.id, reason: "Because", minutes: 15 }).success).toBe(false);
    expect(startLookInput.safeParse({ sellerId: house.seller.id, reason: REASON, minutes: 600 }).success).toBe(false);
  });

  it("sees no more of members and payouts than what operators of this role see of them", async () => {
    await start();
    const rights = ["members.read", "payouts.read"] as const;
    const scope = await look();
    expect(rights.map((right) => scope.can(right))).toEqual([false, false]);
    await systemDb().operator.updateMany({ where: { userId: operator.id }, data: { role: "admin" } });
    const admin = await look();
    expect(rights.map((right) => admin.can(right))).toEqual([true, true]);
  });

  it("sees this store only", async () => {
    const other = await createHouse();
    await start();
    await expect(look(operator.id, other.seller.slug)).rejects.toMatchObject(OUT);
    const scope = await look();
    expect(await scope.db.customer.count({ where: { sellerId: other.seller.id } })).toBe(0);
    const colleague = await createOperator();
    await expect(look(colleague.userId)).rejects.toMatchObject(OUT);
  });

  it("writes nothing: the screens offer nothing, the doors refuse it, the database refuses it", async () => {
    await start();
    const scope = await look();
    const rights = ["products.write", "orders.answer", "members.write", "settings.write", "invites.write"] as const;
    expect(rights.filter((right) => scope.can(right))).toEqual([]);
    const { slug } = house.seller;
    const answers = await actingAs({ user: operator.id }, async () => [
      await addClientAction(slug, { email: "listed@example.com" } as Parameters<typeof addClientAction>[1]),
      await updateSettingsAction(slug, { notices: {} } as Parameters<typeof updateSettingsAction>[1]),
      await leaveStoreAction(slug, { leave: true }),
      await setOwnLocaleAction(slug, { locale: "de" }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject(REFUSED);
    const readOnly = /read-only transaction/;
    const { id: sellerId } = house.seller;
    await expect(scope.db.product.updateMany({ where: { sellerId }, data: { stock: 0 } })).rejects.toThrow(readOnly);
    await expect(scope.db.$executeRaw`UPDATE products SET stock = 0`).rejects.toThrow(readOnly);
    await expect(scope.sql({ name: "look-test", text: "UPDATE products SET stock = 0", values: [] })).rejects.toThrow(
      readOnly,
    );
    await expect(scope.tx((db) => db.$executeRaw`UPDATE products SET stock = 0`)).rejects.toThrow(readOnly);
    // There is no way back within a transaction, not even as its first statement.
    await expect(scope.tx((db) => db.$executeRaw`SET LOCAL transaction_read_only = off`)).rejects.toThrow(
      /before any query/,
    );
    expect(await systemDb().product.count({ where: { sellerId, stock: 0 } })).toBe(0);
  });

  it("takes no list away, unless it is one of the platform's admins; each time is told as what it is", async () => {
    await start();
    const { slug } = house.seller;
    const headers = { "x-path": `/api/vendor/${slug}/customers/export?q=` };
    await expect(
      actingAs({ user: operator.id, headers }, () => enter("store", slug, "customers.read")),
    ).rejects.toMatchObject(OUT);
    expect(await told("access.refused")).toMatchObject([{ data: { right: "users.export" } }]);
    await systemDb().operator.updateMany({ where: { userId: operator.id }, data: { role: "admin" } });
    await actingAs({ user: operator.id, headers }, () => enter("store", slug, "customers.read"));
    const csv = await actingAs({ user: operator.id, headers }, async () => {
      const scope = await enter("store", slug, "customers.read");
      let text = "";
      for await (const line of await customerCsvLines(scope, customerFilter.parse({}))) text += line;
      return text;
    });
    expect(csv).toContain("Buyer");
    const data = { what: "customers.read", path: headers["x-path"] };
    expect(await told("look.exported")).toMatchObject([{ data }, { data }]);
  });

  it("is in the store's activity: reason, each page read once a minute, end", async () => {
    await start();
    const read = (right: "customers.read" | "orders.read") =>
      actingAs({ user: operator.id, headers: { "x-path": `/vendor/${right}` } }, () =>
        enter("store", house.seller.slug, right),
      );
    await read("customers.read");
    await read("customers.read");
    await read("orders.read");
    await actingAs({ user: operator.id }, () => endLookAction({ sellerId: house.seller.id }));
    const member = await storeScopeFor(house.admin.id, house.seller.slug);
    const { items } = await listActivity(member, listActivityInput.parse({ who: "operators" }));
    expect(items.map(({ action, values }) => [action, values.what])).toEqual([
      ["look.ended", "other"],
      ["look.read", "orders"],
      ["look.read", "customers"],
      ["look.started", "other"],
    ]);
    expect(items.at(-1)).toMatchObject({ values: { reason: REASON }, actor: { look: "operator" } });
  });
});

const told = (action: string) =>
  systemDb().auditEvent.findMany({ where: { sellerId: house.seller.id, action }, select: { data: true } });
const looksOf = () => ({ sellerId: house.seller.id, userId: operator.id });

describe("a look ends with the next request", () => {
  const endings: [string, () => Promise<unknown>][] = [
    [
      "by the operator's own doing",
      () => actingAs({ user: operator.id }, () => endLookAction({ sellerId: house.seller.id })),
    ],
    [
      "when its time is over",
      () =>
        systemDb().look.updateMany({
          where: looksOf(),
          data: { startedAt: new Date(Date.now() - 900_000), expiresAt: new Date(Date.now() - 1) },
        }),
    ],
    [
      "when the operator becomes one of finance",
      () => systemDb().operator.updateMany({ where: { userId: operator.id }, data: { role: "finance" } }),
    ],
    [
      "when the operator is deactivated",
      () => systemDb().operator.updateMany({ where: { userId: operator.id }, data: { status: "deactivated" } }),
    ],
    ["when the operator is one no more", () => systemDb().operator.deleteMany({ where: { userId: operator.id } })],
  ];
  it.each(endings)("%s", async (_how, end) => {
    await start();
    await look();
    await end();
    await expect(look()).rejects.toMatchObject(OUT);
  });

  it("a page that is opened after the end leads back to where the look began, and the store is told of no attempt", async () => {
    await start();
    await actingAs({ user: operator.id }, () => endLookAction({ sellerId: house.seller.id }));
    const { slug } = house.seller;
    const opened = actingAs({ user: operator.id, headers: { "x-path": `/vendor/${slug}/orders` } }, () =>
      pageScope("store", slug, "orders.read"),
    );
    await expect(opened).rejects.toMatchObject({
      digest: expect.stringContaining(`;/admin/sellers/${slug}?look=over;`),
    });
    await actingAs({ user: operator.id }, async () =>
      expect(await setOwnLocaleAction(slug, { locale: "de" })).toMatchObject(REFUSED),
    );
    expect(await told("access.refused")).toEqual([]);
  });

  it("whoever comes days later, or never looked, is refused, and the store is told that it was an operator", async () => {
    await expect(look()).rejects.toMatchObject(OUT);
    await start();
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await systemDb().look.updateMany({ where: looksOf(), data: { startedAt: daysAgo(2.01), expiresAt: daysAgo(2) } });
    await expect(look()).rejects.toMatchObject(OUT);
    expect(await told("access.refused")).toHaveLength(2);
    const member = await storeScopeFor(house.admin.id, house.seller.slug);
    const { items } = await listActivity(member, listActivityInput.parse({ who: "operators" }));
    const refusals = items.filter(({ action }) => action === "access.refused");
    expect(refusals.map(({ actor }) => actor.look)).toEqual(["operator", "operator"]);
  });

  it("what the operator forces while it lasts is told as an operator's attempt", async () => {
    await start();
    await actingAs({ user: operator.id }, () =>
      updateSettingsAction(house.seller.slug, { notices: {} } as Parameters<typeof updateSettingsAction>[1]),
    );
    const events = await systemDb().auditEvent.findMany({
      where: { sellerId: house.seller.id, action: "access.refused" },
    });
    for (const event of events) expect(event).toMatchObject({ actorKind: "operator", actorId: operator.id });
    expect(events.length).toBeGreaterThan(0);
  });

  it("a new one takes the place of the old", async () => {
    await start();
    await start(operator.id, { minutes: 60, reason: `${REASON}, again` });
    expect((await look()).look?.reason).toBe(`${REASON}, again`);
    expect(await systemDb().look.count({ where: { ...looksOf(), endedAt: null } })).toBe(1);
  });
});

describe("who may look", () => {
  it("operators of finance, members and strangers may not", async () => {
    const finance = await createOperator({ role: "finance" });
    const stranger = await createUser();
    for (const user of [finance.userId, house.admin.id, stranger.id]) expect(await start(user)).toMatchObject(REFUSED);
    expect(
      await systemDb().look.count({ where: { sellerId: house.seller.id, reason: REASON, userId: finance.userId } }),
    ).toBe(0);
  });

  it("whoever is a member works as one, look or not", async () => {
    await createMember({ seller: house.seller, user: operator, role: "manager" });
    await start();
    const scope = await look();
    expect([scope.look, scope.member.role, scope.can("products.write")]).toEqual([null, "manager", true]);
  });

  it("a terminated store opens to a look only", async () => {
    await systemDb().seller.updateMany({ where: { id: house.seller.id }, data: { status: "terminated" } });
    await expect(storeScopeFor(house.admin.id, house.seller.slug)).rejects.toMatchObject(OUT);
    await start();
    expect((await look()).seller.status).toBe("terminated");
  });

  it("the database lets nobody look in another's name, longer, or anew", async () => {
    await start();
    const { db } = await operatorScopeFor(operator.id);
    const row = { sellerId: house.seller.id, id: newId(), reason: REASON, expiresAt: new Date(Date.now() + 60_000) };
    const colleague = await createOperator();
    await expect(db.look.createMany({ data: { ...row, userId: colleague.userId } })).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      db.look.createMany({ data: { ...row, userId: operator.id, expiresAt: new Date(Date.now() + 9 * 3_600_000) } }),
    ).rejects.toThrow(/looks_short/);
    await expect(db.$executeRaw`UPDATE looks SET expires_at = now() + interval '7 hours'`).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.$executeRaw`UPDATE looks SET ended_at = NULL WHERE user_id = ${operator.id}::uuid`).rejects.toThrow(
      /row-level security/,
    );
    const { db: other } = await operatorScopeFor(colleague.userId);
    expect(await other.$executeRaw`UPDATE looks SET ended_at = now() WHERE seller_id = ${row.sellerId}::uuid`).toBe(0);
  });
});
