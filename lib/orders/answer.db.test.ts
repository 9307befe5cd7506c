import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { cancelOrderAction, confirmOrderAction } from "@/lib/orders/actions";
import { cancelOrder, confirmOrder, deliverOrder, shipOrder } from "@/lib/orders/commands";
import { getOrder, listOrders, orderCsvLines } from "@/lib/orders/queries";
import { orderFilters, ordersInput } from "@/lib/orders/schema";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { actingAs, storeScopeFor } from "@/prisma/factories/scopes";
import {
  type CreatedCustomer,
  type CreatedSeller,
  createCustomer,
  createMember,
  createSeller,
} from "@/prisma/factories/sellers";
import { type CreatedProduct, createOrder, createProduct, type NewOrder } from "@/prisma/factories/trade";

afterAll(closeDb);

let seller: CreatedSeller;
let customer: CreatedCustomer;
let scope: StoreScope;
let apple: CreatedProduct;

beforeEach(async () => {
  seller = await createSeller();
  apple = await createProduct({ seller, price: 1000, stock: 50 });
  const user = await createUser({ name: "Nina Park", company: "Park Deli" });
  customer = await createCustomer({ seller, user, company: "Park Deli & Sons" });
  scope = await storeScopeFor((await createMember({ seller })).userId, seller.slug);
});

const order = (options: Partial<NewOrder> = {}) =>
  createOrder({ seller, customer, lines: [{ product: apple, quantity: 3 }], ...options });
const stock = async () => (await systemDb().product.findFirst({ where: { sellerId: seller.id, id: apple.id } }))?.stock;
const list = async (raw: object) => (await listOrders(scope, ordersInput.parse(raw))).items.map(({ number }) => number);

describe("answering orders", () => {
  it("goes from placed to delivered, each step in the audit", async () => {
    const { number, id } = await order();
    for (const step of [confirmOrder, shipOrder, deliverOrder]) await step(scope, { number });
    const done = await getOrder(scope, number);
    expect(done).toMatchObject({ status: "delivered", customer: { name: "Nina Park", company: "Park Deli & Sons" } });
    expect([done.confirmedAt, done.shippedAt, done.deliveredAt]).toEqual([
      expect.any(String),
      expect.any(String),
      expect.any(String),
    ]);
    const events = await systemDb().auditEvent.findMany({
      where: { sellerId: seller.id, targetId: id },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual(["order.confirmed", "order.shipped", "order.delivered"]);
  });

  it("shows the contact of a customer without a name, and of nobody else", async () => {
    const contact = { kind: "email", value: "unnamed@example.com" } as const;
    const unnamed = await createCustomer({ seller, user: await createUser({ name: null }), contact });
    const { number } = await order({ customer: unnamed });
    const { number: named } = await order();
    const shown = { id: unnamed.id, name: null, company: null, contact: contact.value };
    expect((await getOrder(scope, number)).customer).toEqual(shown);
    expect((await getOrder(scope, named)).customer.contact).toBeNull();
    const { items } = await listOrders(scope, ordersInput.parse({}));
    expect(items.map(({ customer }) => customer.contact)).toEqual([null, contact.value]);
  });

  it("takes a step once, also when two members take it at once", async () => {
    const { number, id } = await order();
    await Promise.all([1, 2, 3].map(() => confirmOrder(scope, { number })));
    expect(await systemDb().auditEvent.count({ where: { sellerId: seller.id, targetId: id } })).toBe(1);
  });

  it("refuses a step that the order is not ready for", async () => {
    const { number } = await order();
    await expect(shipOrder(scope, { number })).rejects.toMatchObject({
      code: "conflict",
      message: "orders.errors.ship",
    });
    await expect(deliverOrder(scope, { number })).rejects.toMatchObject({ code: "conflict" });
    expect((await getOrder(scope, number)).status).toBe("placed");
  });

  it("cancelling returns the stock, once", async () => {
    const { number } = await order({ status: "confirmed" });
    const reason = "Not in season";
    await Promise.all([1, 2, 3].map(() => cancelOrder(scope, { number, reason })));
    expect(await stock()).toBe(53);
    expect(await getOrder(scope, number)).toMatchObject({ status: "cancelled", cancelReason: reason });
  });

  it("cancelling and shipping at once end in one of the two", async () => {
    const { number } = await order({ status: "confirmed" });
    await Promise.allSettled([cancelOrder(scope, { number, reason: "No" }), shipOrder(scope, { number })]);
    const { status } = await getOrder(scope, number);
    expect([status, await stock()]).toEqual(status === "cancelled" ? ["cancelled", 53] : ["shipped", 50]);
  });

  it("nothing is cancelled once it is shipped", async () => {
    const { number } = await order({ status: "shipped" });
    await expect(cancelOrder(scope, { number, reason: "Late" })).rejects.toMatchObject({
      message: "orders.errors.cancel",
    });
    expect(await stock()).toBe(50);
  });

  it("another seller's order is not found and stays as it is", async () => {
    const { number } = await order();
    const other = await createSeller();
    const stranger = await storeScopeFor((await createMember({ seller: other })).userId, other.slug);
    await expect(getOrder(stranger, number)).rejects.toMatchObject({ code: "not_found" });
    for (const step of [confirmOrder, shipOrder, deliverOrder]) {
      await expect(step(stranger, { number })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(cancelOrder(stranger, { number, reason: "Mine" })).rejects.toMatchObject({ code: "not_found" });
    expect((await getOrder(scope, number)).status).toBe("placed");
  });

  it("support answers orders; a reason is needed to cancel; members of a suspended seller only read", async () => {
    const { userId } = await createMember({ seller, role: "support" });
    const [first, second] = [await order(), await order()];
    const act = <T>(run: () => Promise<T>) => actingAs({ user: userId }, run);
    expect(await act(() => confirmOrderAction(seller.slug, { number: first.number }))).toMatchObject({ ok: true });
    expect(await act(() => cancelOrderAction(seller.slug, { number: second.number, reason: "  " }))).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: { reason: expect.any(String) } },
    });
    expect(await act(() => confirmOrderAction(seller.slug, { number: "one" }))).toMatchObject({
      ok: false,
      error: { code: "invalid" },
    });
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    expect(await act(() => confirmOrderAction(seller.slug, { number: second.number }))).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    expect((await getOrder(scope, second.number)).status).toBe("placed");
  });
});

describe("the list of orders", () => {
  it("filters by status, finds by number, PO number, name and company, newest first", async () => {
    await order({ poNumber: "PO-77_A", status: "delivered" });
    await order();
    const someone = await createCustomer({ seller, name: "Omar Haddad" });
    await order({ customer: someone });
    expect(await list({})).toEqual([1003, 1002, 1001]);
    expect(await list({ status: "delivered" })).toEqual([1001]);
    expect(await list({ search: "1002" })).toEqual([1002]);
    expect(await list({ search: "#1002" })).toEqual([1002]);
    expect(await list({ search: "77_a" })).toEqual([1001]);
    expect(await list({ search: "omar" })).toEqual([1003]);
    expect(await list({ search: "deli & sons" })).toEqual([1002, 1001]);
    expect(await list({ search: "%" })).toEqual([]);
  });

  it("pages by number and counts", async () => {
    for (let index = 0; index < 5; index += 1) await order();
    const first = await listOrders(scope, ordersInput.parse({ limit: "2", count: "1" }));
    expect(first).toMatchObject({ total: 5, sellerId: seller.id });
    expect(await list({ limit: "2", cursor: first.nextCursor ?? "" })).toEqual([1003, 1002]);
  });

  it("shows nothing of another seller", async () => {
    await order({ poNumber: "SHARED" });
    const other = await createSeller();
    const theirs = await createCustomer({ seller: other });
    const product = await createProduct({ seller: other });
    await createOrder({ seller: other, customer: theirs, lines: [{ product }], poNumber: "SHARED" });
    const { items } = await listOrders(scope, ordersInput.parse({ search: "shared" }));
    expect(items.map(({ customer: { id } }) => id)).toEqual([customer.id]);
  });

  it("exports what is shown, and no cell runs as a formula", async () => {
    await order({ poNumber: "=1+1" });
    await order({ status: "cancelled" });
    const lines: string[] = [];
    await actingAs({}, async () => {
      for await (const line of await orderCsvLines(scope, orderFilters.parse({ status: "placed" }))) lines.push(line);
    });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^"Number","Customer","Company",/);
    expect(lines[1]).toContain('1001,"Nina Park","Park Deli & Sons",');
    expect(lines[1]).toContain(`,1,"30.00","USD","Placed","'=1+1"`);
  });
});
