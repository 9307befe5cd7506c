import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { decideSellerAction } from "./actions";
import { decideSeller } from "./commands";
import { listSellerCustomers, listSellerMembers, listSellerOrders } from "./parts/queries";
import { countSellerRows, countSellers, getSeller, listSellers } from "./queries";
import type { SellerStatus } from "./rules";
import { sellerListInput, sellerPartInput } from "./schema";

afterAll(closeDb);

let operator: OperatorScope;
let colleague: OperatorScope;

beforeAll(async () => {
  operator = await operatorScopeFor((await createOperator()).userId);
  colleague = await operatorScopeFor((await createOperator()).userId);
});

const statusOf = async (id: string) =>
  (await systemDb().seller.findFirst({ where: { id }, select: { status: true } }))?.status;
const audits = (sellerId: string, action: string) => systemDb().auditEvent.count({ where: { sellerId, action } });

describe("deciding about a seller", () => {
  it.each([
    ["approve", "pending", "open", "seller.approved"],
    ["suspend", "open", "suspended", "seller.suspended"],
    ["reopen", "suspended", "open", "seller.reopened"],
  ] as const)(
    "%s takes it from %s to %s, once, also when two operators do it at once",
    async (decision, from, to, audited) => {
      const seller = await createSeller({ status: from });
      const outcomes = await Promise.allSettled(
        [operator, colleague].map((scope) => decideSeller(scope, { id: seller.id, decision, reason: "Because" })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "conflict", message: "admin.errors.decided" },
      });
      expect(await statusOf(seller.id)).toBe(to);
      expect(await audits(seller.id, audited)).toBe(1);
    },
  );

  it("refuses every decision that the status does not allow", async () => {
    const forbidden: [SellerStatus, "approve" | "suspend" | "reopen"][] = [
      ["draft", "approve"],
      ["pending", "suspend"],
      ["suspended", "approve"],
      ["terminated", "reopen"],
      ["open", "reopen"],
    ];
    for (const [status, decision] of forbidden) {
      const seller = await createSeller({ status });
      await expect(decideSeller(operator, { id: seller.id, decision, reason: "No" })).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await statusOf(seller.id)).toBe(status);
    }
  });

  it("needs a reason to suspend, and an operator who may decide", async () => {
    const seller = await createSeller();
    const finance = await createOperator({ role: "finance" });
    const stranger = await createUser();
    const suspend = (user: string, reason: string) =>
      actingAs({ user }, () => decideSellerAction({ id: seller.id, decision: "suspend", reason }));
    expect(await suspend(operator.user.id, "  ")).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: { reason: expect.any(String) } },
    });
    expect(await suspend(finance.userId, "Because")).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await suspend(stranger.id, "Because")).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await statusOf(seller.id)).toBe("open");
  });

  it("suspending closes the shop to customers with the next request, members keep reading, reopening lets them back", async () => {
    const seller = await createSeller();
    const { userId: member } = await createMember({ seller });
    const { userId: customer } = await createCustomer({ seller });
    await shopScopeFor(customer, seller.slug);
    await decideSeller(operator, { id: seller.id, decision: "suspend", reason: "Checks" });
    await expect(shopScopeFor(customer, seller.slug)).rejects.toMatchObject({ code: "not_found" });
    const store = await storeScopeFor(member, seller.slug);
    expect([store.can("products.read"), store.can("products.write")]).toEqual([true, false]);
    await decideSeller(operator, { id: seller.id, decision: "reopen", reason: null });
    expect((await shopScopeFor(customer, seller.slug)).seller.id).toBe(seller.id);
  });
});

describe("an operator's view of a seller", () => {
  it("shows its facts and figures, and is an audit event itself", async () => {
    const seller = await createSeller({ name: "Viewed", currency: "EUR" });
    await createMember({ seller, user: await createUser({ name: "Vera" }), role: "manager" });
    const customer = await createCustomer({ seller });
    await createCustomer({ seller, status: "requested" });
    const product = await createProduct({ seller, price: 700 });
    await createOrder({ seller, customer, lines: [{ product, quantity: 2 }] });
    await createOrder({ seller, customer, lines: [{ product }], status: "cancelled" });

    expect(await getSeller(operator, seller.slug)).toMatchObject({
      id: seller.id,
      name: "Viewed",
      status: "open",
      currency: "EUR",
    });
    expect(await audits(seller.id, "seller.viewed")).toBe(1);
    expect(await countSellerRows(operator, seller.id)).toEqual({
      customers: 1,
      requests: 1,
      products: 1,
      orders: 2,
      orders30: 1,
      sales30: 1400,
    });
    const first = sellerPartInput.parse({ limit: "1" });
    expect(await listSellerMembers(operator, seller.id, first)).toMatchObject({
      items: [{ userName: "Vera", role: "manager", status: "active" }],
      nextCursor: null,
      total: 1,
    });
    const orders = await listSellerOrders(operator, seller.id, first);
    expect(orders).toMatchObject({ items: [{ total: 700 }], total: 2 });
    const next = sellerPartInput.parse({ limit: "1", cursor: orders.nextCursor ?? "" });
    expect(await listSellerOrders(operator, seller.id, next)).toMatchObject({
      items: [{ total: 1400 }],
      nextCursor: null,
    });
    const waiting = await listSellerCustomers(operator, seller.id, { ...first, status: "requested" });
    expect(waiting).toMatchObject({ items: [{ status: "requested" }], nextCursor: null, total: 1 });
    await expect(getSeller(operator, "no-such-seller")).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists sellers by name in pages, filtered and counted", async () => {
    const town = `Town${Date.now()}`;
    for (const name of ["Page A", "Page B", "Page B", "Page C"]) await createSeller({ name, town });
    const closed = await createSeller({ name: "Page D", town, status: "suspended" });
    await createCustomer({ seller: closed });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listSellers(
        operator,
        sellerListInput.parse({ search: town.toLowerCase(), limit: "2", ...(cursor && { cursor }) }),
      );
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(["Page A", "Page B", "Page B", "Page C", "Page D"]);
    const suspended = await listSellers(operator, sellerListInput.parse({ search: town, status: "suspended" }));
    expect(suspended.items).toMatchObject([{ id: closed.id, customers: 1, products: 0 }]);
    expect((await countSellers(operator)).suspended).toBeGreaterThan(0);
  });

  it("never reaches sealed contacts or message payloads", async () => {
    await expect(operator.db.$queryRaw`SELECT contact_value FROM customers`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT contact_lookup FROM customers`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT email FROM members`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT payload FROM messages`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT value FROM contacts`).rejects.toThrow(/permission denied/);
  });
});
