import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";
import { openMessage } from "@/lib/messages/open";
import { terminateSellerAction } from "@/lib/sellers/actions";
import { decideSeller } from "@/lib/sellers/deciding/commands";
import { countSellerRows } from "@/lib/sellers/queries";
import { terminateSeller, voidSeller, voidTerminated } from "@/lib/sellers/termination/commands";
import { previewTermination } from "@/lib/sellers/termination/queries";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createMessage } from "@/prisma/factories/messages";
import { createOperator } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { createHouse, type House } from "@/prisma/factories/world";

afterAll(closeDb);

const OUT = { code: "not_found" };
const reason = "The company is dissolved";
let operator: OperatorScope;
let house: House;

beforeAll(async () => {
  operator = await operatorScopeFor((await createOperator()).userId);
});
beforeEach(async () => {
  house = await createHouse();
  await createMessage({ seller: house.seller, to: "waits@example.com", status: "queued" });
});

const asked = () => ({ id: house.seller.id, name: house.seller.name, reason });
const sellerNow = () => systemDb().seller.findFirstOrThrow({ where: { id: house.seller.id } });
const TABLES = [
  "members",
  "customers",
  "invites",
  "clients",
  "share_links",
  "imports",
  "messages",
  "orders",
  "carts",
] as const;

/** How many rows of the seller there are, and in which states, per table. */
async function rows(sellerId: string): Promise<Record<string, Record<string, number>>> {
  const owner = await connectOwner();
  try {
    const found: Record<string, Record<string, number>> = {};
    for (const table of TABLES) {
      const state = table === "share_links" ? "CASE WHEN revoked_at IS NULL THEN 'live' ELSE 'revoked' END" : "status";
      const { rows: groups } = await owner.query(
        `SELECT ${table === "carts" ? "'kept'" : state} AS state, count(*)::int AS n FROM ${table} WHERE seller_id = $1 GROUP BY 1 ORDER BY 1`,
        [sellerId],
      );
      found[table] = Object.fromEntries(groups.map(({ state: name, n }) => [name, n]));
    }
    return found;
  } finally {
    await owner.end();
  }
}
const sum = (states: Record<string, number> = {}) => Object.values(states).reduce((all, n) => all + n, 0);

describe("terminating a seller", () => {
  it("voids its members, customers, invites, client list, links, uploads and waiting messages; every row stays for the record", async () => {
    const other = await createHouse();
    const [before, others] = [await rows(house.seller.id), await rows(other.seller.id)];
    const figures = await countSellerRows(operator, house.seller);
    expect(figures.customers).toBeGreaterThan(0);
    const preview = await previewTermination(operator, house.seller.id);
    expect(preview).toMatchObject({ members: 1, invites: 1, clients: 1, imports: 1, messages: 1 });
    expect(await terminateSeller(operator, asked())).toEqual(preview);
    const after = await rows(house.seller.id);
    for (const table of TABLES) expect([table, sum(after[table])]).toEqual([table, sum(before[table])]);
    expect(after).toMatchObject({
      members: { deactivated: 1 },
      customers: { revoked: sum(before.customers) },
      clients: { revoked: 1 },
      share_links: { revoked: 1 },
      imports: { cancelled: 1 },
      messages: { failed: 1 },
      orders: before.orders,
    });
    // Whom it had let in is on record, too.
    expect(await countSellerRows(operator, house.seller)).toMatchObject({ customers: figures.customers });
    expect([after.customers?.approved, after.invites?.sent, after.messages?.queued]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await sellerNow()).toMatchObject({
      status: "terminated",
      statusReason: reason,
      terminatedAt: expect.any(Date),
      voidedAt: expect.any(Date),
      slug: house.seller.slug,
    });
    expect(await rows(other.seller.id)).toEqual(others);
    const events = await systemDb().auditEvent.findMany({
      where: { sellerId: house.seller.id, action: "seller.terminated" },
      select: { actorId: true, actorKind: true, data: true },
    });
    expect(events).toEqual([
      { actorId: operator.user.id, actorKind: "operator", data: expect.objectContaining({ reason, ...preview }) },
    ]);
  });

  it("shuts members and customers out with their next request, whatever is not void yet", async () => {
    await shopScopeFor(house.buyer.id, house.seller.slug);
    await storeScopeFor(house.admin.id, house.seller.slug);
    await systemDb().seller.updateMany({ where: { id: house.seller.id }, data: { status: "terminated" } });
    await expect(shopScopeFor(house.buyer.id, house.seller.slug)).rejects.toMatchObject(OUT);
    await expect(storeScopeFor(house.admin.id, house.seller.slug)).rejects.toMatchObject(OUT);
  });

  it("tells its members, by the platform, which still writes", async () => {
    await createMember({ seller: house.seller, role: "support", locale: "de" });
    await createMember({ seller: house.seller, role: "support", status: "deactivated" });
    await terminateSeller(operator, asked());
    const messages = await systemDb().message.findMany({
      where: { sellerId: PLATFORM_ID, template: "seller-decided" },
      orderBy: { id: "desc" },
      take: 2,
    });
    expect(messages.map(({ locale, status }) => [locale, status]).sort()).toEqual([
      ["de", "queued"],
      ["en", "queued"],
    ]);
    for (const message of messages)
      expect(openMessage(message).worded).toMatchObject({
        decision: "terminate",
        sellerName: house.seller.name,
        reason,
      });
  });

  it.each(["", "Harbor", "house"])("refuses the typed name %j beside the field, and changes nothing", async (name) => {
    const before = await rows(house.seller.id);
    const answer = await actingAs({ user: operator.user.id }, () => terminateSellerAction({ ...asked(), name }));
    expect(answer).toMatchObject({ ok: false, error: { fields: { name: expect.any(String) } } });
    expect(await rows(house.seller.id)).toEqual(before);
    expect((await sellerNow()).status).toBe("open");
  });

  it("does not depend on telling: a member whose address cannot be read is not told, all others are", async () => {
    const { id } = await createMember({ seller: house.seller });
    const where = { sellerId: house.seller.id };
    await systemDb().member.updateMany({ where: { ...where, id }, data: { email: new Uint8Array(60) } });
    await terminateSeller(operator, asked());
    expect((await sellerNow()).status).toBe("terminated");
    expect(await systemDb().message.count({ where: { template: "seller-decided", userId: house.admin.id } })).toBe(1);
  });

  it("needs a reason, and an operator who may", async () => {
    const without = await actingAs({ user: operator.user.id }, () =>
      terminateSellerAction({ ...asked(), reason: " " }),
    );
    expect(without).toMatchObject({ ok: false, error: { fields: { reason: expect.any(String) } } });
    for (const role of ["support", "finance"] as const) {
      const { userId } = await createOperator({ role });
      const answer = await actingAs({ user: userId }, () => terminateSellerAction(asked()));
      expect(answer).toMatchObject({ ok: false, error: OUT });
    }
    const member = await actingAs({ user: house.admin.id }, () => terminateSellerAction(asked()));
    expect(member).toMatchObject({ ok: false, error: OUT });
    expect((await sellerNow()).status).toBe("open");
  });

  it("happens once, also when two operators do it at once", async () => {
    const colleague = await operatorScopeFor((await createOperator()).userId);
    const outcomes = await Promise.allSettled([operator, colleague].map((scope) => terminateSeller(scope, asked())));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(
      await systemDb().auditEvent.count({ where: { sellerId: house.seller.id, action: "seller.terminated" } }),
    ).toBe(1);
  });

  it("is for good: no operator's decision and no SQL revives it, and its address stays taken", async () => {
    await terminateSeller(operator, asked());
    for (const decision of ["approve", "reopen", "suspend", "sendBack"] as const)
      await expect(decideSeller(operator, { id: house.seller.id, decision, reason })).rejects.toMatchObject({
        code: "conflict",
      });
    const where = { id: house.seller.id };
    await expect(systemDb().seller.updateMany({ where, data: { status: "open" } })).rejects.toThrow(
      /sellers_stay_terminated/,
    );
    await expect(systemDb().seller.updateMany({ where, data: { slug: "other-name" } })).rejects.toThrow(
      /sellers_stay_terminated/,
    );
    await expect(operator.db.$executeRaw`UPDATE sellers SET status = 'open'`).rejects.toThrow(/permission denied/);
    await expect(createSeller({ slug: house.seller.slug })).rejects.toThrow();
  });

  it("goes on where it was interrupted, looks once more for what was under way then, and then leaves it", async () => {
    const system = SystemScope.resolve("test");
    const where = { id: house.seller.id };
    await systemDb().seller.updateMany({ where, data: { status: "terminated", terminatedAt: new Date() } });
    await voidTerminated(system);
    expect((await rows(house.seller.id)).members).toEqual({ deactivated: 1 });
    // Somebody answered an invite in the very moment: their transaction ends after the first look.
    await systemDb().customer.updateMany({ where: { id: house.customer.id }, data: { status: "approved" } });
    await voidTerminated(system);
    expect((await rows(house.seller.id)).customers?.approved).toBeUndefined();
    const hourAgo = new Date(Date.now() - 3_600_000);
    await systemDb().seller.updateMany({ where, data: { terminatedAt: hourAgo } });
    const { voidedAt } = await sellerNow();
    await voidTerminated(system);
    expect((await sellerNow()).voidedAt).toEqual(voidedAt);
  });

  it("does its work in pieces: whatever is left when patience ends is the worker's", async () => {
    const owner = await connectOwner();
    await owner.query(
      `WITH people AS (INSERT INTO users (id, updated_at) SELECT gen_random_uuid(), now() FROM generate_series(1, 2500) RETURNING id)
       INSERT INTO customers (seller_id, id, user_id, status, granted_how, granted_at, join_date, updated_at)
       SELECT $1, gen_random_uuid(), id, 'approved', 'manual', now(), now(), now() FROM people`,
      [house.seller.id],
    );
    await owner.end();
    await systemDb().seller.updateMany({ where: { id: house.seller.id }, data: { status: "terminated" } });
    const system = SystemScope.resolve("test");
    await voidSeller(system, house.seller.id, 0);
    expect((await rows(house.seller.id)).customers?.approved).toBeGreaterThan(1000);
    expect((await sellerNow()).voidedAt).toBeNull();
    await voidTerminated(system);
    expect((await sellerNow()).voidedAt).not.toBeNull();
    const { customers } = await rows(house.seller.id);
    expect([customers?.approved, (customers?.revoked ?? 0) >= 2500]).toEqual([undefined, true]);
  });
});
