import { afterAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { getOrder } from "@/lib/orders/queries";
import { countSellerRows } from "@/lib/sellers/queries";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import {
  countPlatform,
  countTodo,
  listNewestOrders,
  listSales,
  listTopCustomers,
  listTopProducts,
  SALES_DAYS,
} from "./queries";

afterAll(closeDb);

async function storeIn(options: NewSeller) {
  const seller = await createSeller(options);
  const { userId } = await createMember({ seller });
  const customer = await createCustomer({ seller, company: "Cafe Blue" });
  const product = await createProduct({ seller, name: "Tea", price: 100 });
  const scope = await storeScopeFor(userId, seller.slug);
  const order = (at: string, quantity: number, status: "placed" | "cancelled" | "delivered" = "delivered") =>
    createOrder({ seller, customer, status, placedAt: new Date(at), lines: [{ product, quantity }] });
  return { seller, scope, customer, product, order, userId };
}

const filled = (days: { day: string; total: number }[]) =>
  Object.fromEntries(days.filter(({ total }) => total > 0).map(({ day, total }) => [day, total]));

describe("sales by day", () => {
  it("puts an order on the day that the seller's clock shows, before and after midnight", async () => {
    const { scope, order } = await storeIn({ timeZone: "Asia/Tokyo" });
    // Tokyo is nine hours ahead: 15:00 UTC is its midnight.
    await order("2026-03-10T14:59:59.999Z", 1);
    await order("2026-03-10T15:00:00.000Z", 2);
    await order("2026-03-11T14:59:59.999Z", 4);
    await order("2026-03-11T03:00:00.000Z", 50, "cancelled");
    const sales = await listSales(scope, new Date("2026-03-11T15:30:00Z"));
    expect(filled(sales.days)).toEqual({ "2026-03-10": 100, "2026-03-11": 600 });
    expect(sales.days.at(-1)?.day).toBe("2026-03-12");
    expect(sales).toMatchObject({ total: 700, orders: 3, before: 0 });
  });

  it.each([
    // The clocks go forward: the 29th has 23 hours, from 23:00 UTC to 22:00 UTC.
    [
      "spring",
      "2026-03-28T22:59:00Z",
      "2026-03-28T23:00:00Z",
      "2026-03-29T21:59:00Z",
      "2026-03-29T22:00:00Z",
      "2026-03-28",
      "2026-03-29",
      "2026-03-30",
    ],
    // And back: the 25th has 25 hours, from 22:00 UTC to 23:00 UTC.
    [
      "autumn",
      "2026-10-24T21:59:00Z",
      "2026-10-24T22:00:00Z",
      "2026-10-25T22:59:00Z",
      "2026-10-25T23:00:00Z",
      "2026-10-24",
      "2026-10-25",
      "2026-10-26",
    ],
  ])("counts days of 23 and 25 hours right (%s)", async (_season, last, first, lateSame, next, before, day, after) => {
    const { scope, order } = await storeIn({ timeZone: "Europe/Berlin" });
    await order(last, 1);
    await order(first, 2);
    await order(lateSame, 4);
    await order(next, 8);
    const sales = await listSales(scope, new Date(new Date(next).getTime() + 3_600_000));
    expect(filled(sales.days)).toEqual({ [before]: 100, [day]: 600, [after]: 800 });
    expect(sales.days).toHaveLength(SALES_DAYS);
    expect(new Set(sales.days.map((entry) => entry.day)).size).toBe(SALES_DAYS);
  });

  it("fills empty days with zero and keeps the 30 days before apart", async () => {
    const { scope, order } = await storeIn({ timeZone: "America/New_York" });
    await order("2026-06-01T12:00:00Z", 3);
    await order("2026-05-02T12:00:00Z", 5);
    await order("2026-04-01T12:00:00Z", 9);
    const sales = await listSales(scope, new Date("2026-06-01T20:00:00Z"));
    expect(sales.days[0]?.day).toBe("2026-05-03");
    expect(sales.days.map(({ total }) => total)).toEqual([...Array(29).fill(0), 300]);
    expect(sales.before).toBe(500);
  });

  it("of an empty store is thirty zeros", async () => {
    const { scope } = await storeIn({});
    const sales = await listSales(scope);
    expect(sales).toMatchObject({ total: 0, orders: 0, before: 0 });
    expect(sales.days).toHaveLength(SALES_DAYS);
  });

  it.each(["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"])(
    "operators see the sum that the seller sees (%s): its thirty days, to the moment",
    async (timeZone) => {
      const { seller, scope, order } = await storeIn({ timeZone });
      const operator = await operatorScopeFor((await createOperator({})).userId);
      // The clocks of Berlin and Los Angeles change within these thirty days.
      const now = new Date("2026-03-30T10:30:00Z");
      const begins = new Date(new Date(`${(await listSales(scope, now)).days[0]?.day}T00:00:00Z`));
      for (let hours = -30, quantity = 1; hours <= 30; hours += 1, quantity += 1)
        await order(new Date(begins.getTime() + hours * 3_600_000).toISOString(), quantity);
      await order("2026-03-30T10:30:00Z", 100);
      await order("2026-03-30T10:30:01Z", 1000);
      await order("2026-03-29T10:30:00Z", 5000, "cancelled");
      const { total, orders } = await listSales(scope, now);
      expect(orders).toBeGreaterThan(20);
      expect(await countSellerRows(operator, seller, now)).toMatchObject({ sales30: total, orders30: orders });
    },
  );
});

describe("the overview", () => {
  it("counts what waits for somebody, and nothing of another seller", async () => {
    const now = new Date();
    const store = await storeIn({});
    const noise = await storeIn({});
    await noise.order(now.toISOString(), 1, "placed");
    await store.order(now.toISOString(), 1, "placed");
    await store.order(now.toISOString(), 1, "placed");
    await store.order(now.toISOString(), 1, "delivered");
    await createCustomer({ seller: store.seller, status: "requested" });
    await createProduct({ seller: store.seller, stock: 0 });
    await createProduct({ seller: store.seller, stock: 0, status: "archived" });
    const day = 86_400_000;
    const invite = (contact: string, options: { expiresIn: number; status?: "expired" | "revoked" }) =>
      createInvite({
        seller: store.seller,
        sentBy: store.userId,
        contact,
        status: options.status,
        expiresAt: new Date(now.getTime() + options.expiresIn * day),
      });
    await invite("+1 202 555 0110", { expiresIn: 2 });
    await invite("+1 202 555 0111", { expiresIn: 10 });
    await invite("+1 202 555 0112", { expiresIn: -5, status: "expired" });
    await invite("+1 202 555 0113", { expiresIn: -1 });
    await invite("+1 202 555 0114", { expiresIn: -40, status: "expired" });
    await invite("+1 202 555 0115", { expiresIn: 2, status: "revoked" });
    await systemDb().message.createMany({
      data: (["failed", "parked", "sent", "failed"] as const).map((status, index) => ({
        sellerId: store.seller.id,
        id: newId(),
        channel: "sms",
        template: "customer-invite",
        status,
        toValue: new Uint8Array(),
        toLookup: new Uint8Array(),
        payload: new Uint8Array(),
        createdAt: new Date(now.getTime() - (index === 3 ? 40 : 1) * day),
      })),
    });
    expect(await countTodo(store.scope, now)).toEqual({
      todo: {
        ordersToConfirm: 2,
        requests: 1,
        invitesExpiring: 1,
        invitesExpired: 2,
        messagesFailed: 2,
        outOfStock: 1,
      },
      totals: { customers: 1, products: 2, clients: 0, invites: 6, orders: 3 },
    });
  });

  it("names the best sellers by money and the newest orders first", async () => {
    const { seller, scope, customer, product, order } = await storeIn({ currency: "EUR" });
    const dear = await createProduct({ seller, name: "Saffron", sku: "SAF", price: 5000 });
    const now = new Date();
    await createOrder({
      seller,
      customer,
      lines: [
        { product: dear, quantity: 1 },
        { product, quantity: 3 },
      ],
      placedAt: new Date(now.getTime() - 1000),
    });
    await order(new Date(now.getTime() - 500).toISOString(), 4, "cancelled");
    await order(new Date(now.getTime() - 40 * 86_400_000).toISOString(), 99);
    expect(await listTopProducts(scope, now)).toEqual([
      { id: dear.id, name: "Saffron", sku: "SAF", quantity: 1, total: 5000 },
      { id: product.id, name: "Tea", sku: product.sku, quantity: 3, total: 300 },
    ]);
    const newest = await listNewestOrders(scope, 2);
    expect(newest.map(({ number, customer: { company }, currency }) => ({ number, company, currency }))).toEqual([
      { number: 1003, company: "Cafe Blue", currency: "EUR" },
      { number: 1002, company: "Cafe Blue", currency: "EUR" },
    ]);
  });

  it("who ordered most in the last 30 days of the seller's calendar, by money; cancelled orders are no money", async () => {
    const { seller, scope, customer, product, order } = await storeIn({ timeZone: "Asia/Tokyo" });
    const other = await createCustomer({ seller, company: "Tea House" });
    const place = (at: string, quantity: number, status: "delivered" | "cancelled" = "delivered") =>
      createOrder({ seller, customer: other, status, placedAt: new Date(at), lines: [{ product, quantity }] });
    await order("2026-03-10T03:00:00Z", 3);
    await order("2026-03-11T03:00:00Z", 4);
    await place("2026-03-11T03:00:00Z", 6);
    await place("2026-03-11T03:00:00Z", 90, "cancelled");
    // The day before the first of the thirty, by Tokyo's clock, and that first one.
    await place("2026-02-10T14:59:59Z", 80);
    await place("2026-02-10T15:00:00Z", 2);
    const now = new Date("2026-03-11T15:30:00Z");
    const top = await listTopCustomers(scope, now);
    expect(top.map(({ customer: { id, company }, orders, total }) => ({ id, company, orders, total }))).toEqual([
      { id: other.id, company: "Tea House", orders: 2, total: 800 },
      { id: customer.id, company: "Cafe Blue", orders: 2, total: 700 },
    ]);
  });

  it("shows the contact of who has no name in a newest order, like the order itself", async () => {
    const { seller, scope, product } = await storeIn({});
    const contact = { kind: "phone", value: "+12025550177" } as const;
    const customer = await createCustomer({ seller, user: await createUser({ name: null }), contact });
    const { number } = await createOrder({ seller, customer, lines: [{ product }] });
    const [newest] = await listNewestOrders(scope, 1);
    expect(newest?.customer).toEqual({ id: customer.id, name: null, company: null, contact: "+1 202 555 0177" });
    expect(newest?.customer).toEqual((await getOrder(scope, number)).customer);
  });
});

describe("the platform", () => {
  it("counts today's orders by each seller's own day", async () => {
    const operator = await operatorScopeFor((await createOperator()).userId);
    const now = new Date("2027-01-15T16:00:00Z");
    const before = await countPlatform(operator, now);
    const tokyo = await storeIn({ timeZone: "Asia/Tokyo" });
    const newYork = await storeIn({ timeZone: "America/New_York" });
    // 01:00 of the 16th in Tokyo, 11:00 of the 15th in New York.
    await tokyo.order("2027-01-15T14:30:00Z", 1);
    await tokyo.order("2027-01-15T15:30:00Z", 1);
    await newYork.order("2027-01-15T14:30:00Z", 1);
    await newYork.order("2027-01-15T04:30:00Z", 1);
    const after = await countPlatform(operator, now);
    expect(after.ordersToday - before.ordersToday).toBe(2);
    expect(after.customers - before.customers).toBe(2);
  });
});
