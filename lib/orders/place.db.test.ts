import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { ShopScope } from "@/lib/access/scope";
import { addToCart } from "@/lib/carts/commands";
import { getCart } from "@/lib/carts/queries";
import { closeDb } from "@/lib/db/client";
import { placeOrderAction } from "@/lib/orders/actions";
import { orderAgain, placeOrder } from "@/lib/orders/commands";
import { getOwnOrder, listOwnOrders } from "@/lib/orders/queries";
import { ownOrdersInput } from "@/lib/orders/schema";
import { systemDb } from "@/prisma/factories/db";
import { actingAs, shopScopeFor } from "@/prisma/factories/scopes";
import { type CreatedCustomer, type CreatedSeller, createCustomer, createSeller } from "@/prisma/factories/sellers";
import { type CreatedProduct, createCart, createPriceList, createProduct } from "@/prisma/factories/trade";

afterAll(closeDb);

let seller: CreatedSeller;
let customer: CreatedCustomer;
let scope: ShopScope;
let apple: CreatedProduct;
let pear: CreatedProduct;

beforeEach(async () => {
  seller = await createSeller({ orderMinimum: 2000 });
  apple = await createProduct({ seller, sku: "AP-1", name: "Apple", unit: "crate", price: 1000, stock: 100 });
  pear = await createProduct({ seller, sku: "PE-1", name: "Pear", price: 800, stock: 50 });
  const priceList = await createPriceList({ seller, items: [{ product: apple, price: 900 }] });
  customer = await createCustomer({ seller, priceList });
  scope = await shopScopeFor(customer.userId, seller.slug);
});

async function fill(into: ShopScope, ...lines: [product: { id: string }, quantity: number][]) {
  await addToCart(into, { lines: lines.map(([product, quantity]) => ({ productId: product.id, quantity })) });
  const cart = await getCart(into);
  return { cartId: cart.id ?? "", shownTotal: cart.total, poNumber: null, note: null };
}

const stockOf = async (product: { id: string }) =>
  (await systemDb().product.findFirst({ where: { sellerId: seller.id, id: product.id }, select: { stock: true } }))
    ?.stock;
const orderCount = () => systemDb().order.count({ where: { sellerId: seller.id } });

describe("placing an order", () => {
  it("takes the basket at the customer's own prices, takes the stock, and empties the basket", async () => {
    const input = { ...(await fill(scope, [pear, 2], [apple, 3])), poNumber: "PO 7", note: "Back door" };
    const { number, id } = await placeOrder(scope, input);
    expect(number).toBe(1001);
    expect(await getOwnOrder(scope, 1001)).toMatchObject({
      id,
      status: "placed",
      total: 4300,
      lineCount: 2,
      poNumber: "PO 7",
      note: "Back door",
      lines: [
        { sku: "AP-1", name: "Apple", unit: "crate", quantity: 3, unitPrice: 900, total: 2700 },
        { sku: "PE-1", name: "Pear", unit: null, quantity: 2, unitPrice: 800, total: 1600 },
      ],
    });
    expect([await stockOf(apple), await stockOf(pear)]).toEqual([97, 48]);
    expect(await getCart(scope)).toMatchObject({ id: null, count: 0 });
    const events = await systemDb().auditEvent.findMany({ where: { sellerId: seller.id, action: "order.placed" } });
    expect(events).toMatchObject([
      { actorId: customer.userId, actorKind: "customer", targetId: id, data: { number: 1001, total: 4300 } },
    ]);
  });

  it("the same order submitted twice, one after the other or at once, is one order", async () => {
    const input = await fill(scope, [apple, 10]);
    const again = await Promise.all(Array.from({ length: 5 }, () => placeOrder(scope, input)));
    expect(new Set([...again, await placeOrder(scope, input)].map(({ id }) => id)).size).toBe(1);
    expect(await orderCount()).toBe(1);
    expect(await stockOf(apple)).toBe(90);
  });

  it("after an order the next basket is another order, with the next number", async () => {
    const first = await placeOrder(scope, await fill(scope, [apple, 10]));
    const second = await placeOrder(scope, await fill(scope, [apple, 10]));
    expect([first.number, second.number]).toEqual([1001, 1002]);
  });

  it("nothing is ordered at a total that the customer did not see", async () => {
    const input = await fill(scope, [apple, 10]);
    await systemDb().priceListItem.updateMany({ where: { sellerId: seller.id }, data: { price: 950n } });
    await expect(placeOrder(scope, input)).rejects.toMatchObject({
      code: "conflict",
      message: "orders.errors.totalChanged",
      values: { shown: { minor: 9000, currency: "USD" }, total: { minor: 9500, currency: "USD" } },
    });
    expect([await orderCount(), await stockOf(apple), (await getCart(scope)).count]).toEqual([0, 100, 1]);
  });

  it.each([
    ["archived", { status: "archived" }],
    ["notEnough", { stock: 9 }],
    ["outOfStock", { stock: 0 }],
    ["belowMinimum", { minQuantity: 12 }],
  ])("nothing is ordered when a line is %s meanwhile", async (problem, data) => {
    const input = await fill(scope, [pear, 1], [apple, 10]);
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id: apple.id }, data });
    await expect(placeOrder(scope, input)).rejects.toMatchObject({
      code: "conflict",
      message: `orders.errors.${problem}`,
      values: { name: "Apple" },
    });
    expect([await orderCount(), await stockOf(pear), (await getCart(scope)).count]).toEqual([0, 50, 2]);
    expect(await systemDb().orderCounter.count({ where: { sellerId: seller.id } })).toBe(0);
  });

  it("the seller's order minimum holds", async () => {
    const input = await fill(scope, [apple, 2]);
    await expect(placeOrder(scope, input)).rejects.toMatchObject({
      message: "orders.errors.orderMinimum",
      values: { minimum: { minor: 2000, currency: "USD" }, missing: { minor: 200, currency: "USD" } },
    });
    expect(await orderCount()).toBe(0);
  });

  it("an empty basket and one that never was give a sentence each", async () => {
    const { id } = await createCart({ customer, lines: [] });
    const input = { cartId: id, shownTotal: 0, poNumber: null, note: null };
    await expect(placeOrder(scope, input)).rejects.toMatchObject({ message: "orders.errors.cartEmpty" });
    const unknown = { ...input, cartId: "0193e3c5-7b6e-7000-8000-000000000000" };
    await expect(placeOrder(scope, unknown)).rejects.toMatchObject({ message: "orders.errors.cartGone" });
  });

  it("another customer's basket is not there, before and after it was ordered", async () => {
    const input = await fill(scope, [apple, 10]);
    const { userId } = await createCustomer({ seller });
    const thief = await shopScopeFor(userId, seller.slug);
    await expect(placeOrder(thief, input)).rejects.toMatchObject({ code: "gone" });
    const { number } = await placeOrder(scope, input);
    await expect(placeOrder(thief, input)).rejects.toMatchObject({ code: "gone" });
    await expect(getOwnOrder(thief, number)).rejects.toMatchObject({ code: "not_found" });
    expect((await listOwnOrders(thief, ownOrdersInput.parse({}))).items).toEqual([]);
    expect(await thief.db.order.count()).toBe(0);
  });

  it.each([
    [{ cartId: "x" }, "cartId"],
    [{ shownTotal: 1.5 }, "shownTotal"],
    [{ shownTotal: -1 }, "shownTotal"],
    [{ poNumber: "x".repeat(61) }, "poNumber"],
    [{ note: "x".repeat(2001) }, "note"],
  ])("refuses %j with a sentence", async (bad, field) => {
    const { cartId, shownTotal } = await fill(scope, [apple, 10]);
    const result = await actingAs({ user: customer.userId }, () =>
      placeOrderAction(seller.slug, { cartId, shownTotal, ...bad }),
    );
    expect(result).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: { [field]: expect.stringMatching(/\.$/) } },
    });
    expect(await orderCount()).toBe(0);
  });
});

describe("stock under parallel orders", () => {
  it("50 at once never oversell, and stock and orders always add up", async () => {
    const scarce = await createProduct({ seller, name: "Scarce", price: 3000, stock: 20 });
    const plenty = await createProduct({ seller, name: "Plenty", price: 100, stock: 1000 });
    const people = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const shop = await shopScopeFor((await createCustomer({ seller })).userId, seller.slug);
        // In either order, so that two orders want the same rows from both ends.
        const lines: [{ id: string }, number][] =
          index % 2
            ? [
                [scarce, 1],
                [plenty, 2],
              ]
            : [
                [plenty, 2],
                [scarce, 1],
              ];
        return { shop, input: await fill(shop, ...lines) };
      }),
    );
    const results = await Promise.allSettled(people.map(({ shop, input }) => placeOrder(shop, input)));
    const refused = results.filter((result) => result.status === "rejected").map(({ reason }) => reason.message);
    expect(refused).toEqual(Array.from({ length: 30 }, () => "orders.errors.outOfStock"));
    expect([await stockOf(scarce), await stockOf(plenty)]).toEqual([0, 1000 - 40]);
    const ordered = await systemDb().orderLine.aggregate({
      where: { sellerId: seller.id, productId: scarce.id },
      _sum: { quantity: true },
    });
    expect(ordered._sum.quantity).toBe(20);
    const numbers = await systemDb().order.findMany({
      where: { sellerId: seller.id },
      orderBy: { number: "asc" },
      select: { number: true },
    });
    expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => 1001 + index));
  });
});

describe("order again", () => {
  it("puts what can be had into the basket and says what cannot", async () => {
    const { number } = await placeOrder(scope, await fill(scope, [apple, 10], [pear, 5]));
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id: apple.id }, data: { stock: 4 } });
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id: pear.id }, data: { status: "archived" } });
    const { lines, basket } = await orderAgain(scope, { number });
    expect(lines).toEqual([
      { sku: "AP-1", name: "Apple", asked: 10, added: 4 },
      { sku: "PE-1", name: "Pear", asked: 5, added: 0 },
    ]);
    expect(basket).toEqual({ count: 1, total: 3600, quantities: { [apple.id]: 4 } });
  });

  it("another customer's order is not found", async () => {
    const { number } = await placeOrder(scope, await fill(scope, [apple, 10]));
    const { userId } = await createCustomer({ seller });
    await expect(orderAgain(await shopScopeFor(userId, seller.slug), { number })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
