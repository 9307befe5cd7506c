import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addToCart } from "@/lib/carts/commands";
import { getCart } from "@/lib/carts/queries";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { placeOrder } from "@/lib/orders/commands";
import { saveProfile } from "@/lib/sellers/profile/commands";
import { profileInput } from "@/lib/sellers/profile/schema";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createProduct } from "@/prisma/factories/trade";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connectOwner();
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

async function shopInEuro() {
  const seller = await createSeller({ currency: "EUR" });
  const product = await createProduct({ seller, price: 1000, stock: 10 });
  const customer = await createCustomer({ seller });
  const shop = await shopScopeFor(customer.userId, seller.slug);
  const store = await storeScopeFor((await createMember({ seller })).userId, seller.slug);
  await addToCart(shop, { lines: [{ productId: product.id, quantity: 1 }] });
  const cart = await getCart(shop);
  const input = { cartId: cart.id ?? "", shownTotal: cart.total, poNumber: null, note: null };
  const trading = { group: "trading", currency: "USD", timeZone: "Europe/Berlin", orderMinimum: "0" };
  return {
    ...{ seller, product, customer, shop },
    place: () => placeOrder(shop, input),
    change: () => saveProfile(store, profileInput.parse(trading)),
  };
}

/** The currency of the seller, and those of its orders. */
async function currencies(sellerId: string) {
  const seller = await systemDb().seller.findFirstOrThrow({ where: { id: sellerId }, select: { currency: true } });
  const orders = await systemDb().order.findMany({ where: { sellerId }, select: { currency: true } });
  return { seller: seller.currency, orders: orders.map(({ currency }) => currency) };
}

it("placing and changing the currency in the same moment: one of them is refused, and no order has another currency than its seller", async () => {
  const seen = { placed: 0, changed: 0 };
  for (let round = 0; round < 40; round++) {
    const { seller, place, change } = await shopInEuro();
    const late = async <Result>(turns: number, run: () => Promise<Result>) => {
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      return await run();
    };
    // Each has its start now before, now after the other's, by so many turns of the event loop.
    const [placed, changed] = await Promise.allSettled([late(round % 9, place), late((round * 7) % 11, change)]);
    expect([placed.status, changed.status].sort()).toEqual(["fulfilled", "rejected"]);
    if (placed.status === "fulfilled") {
      seen.placed += 1;
      expect(changed).toMatchObject({ reason: { fields: { currency: "settings.errors.currencyOrders" } } });
      expect(await currencies(seller.id)).toEqual({ seller: "EUR", orders: ["EUR"] });
    } else {
      seen.changed += 1;
      expect(placed).toMatchObject({ reason: { code: "conflict", message: "orders.errors.currencyChanged" } });
      expect(await currencies(seller.id)).toEqual({ seller: "USD", orders: [] });
    }
  }
  expect(seen.placed + seen.changed).toBe(40);
});

it("an order of whoever read the seller before the change is refused, by the command and by the database", async () => {
  const { seller, product, customer, shop, place, change } = await shopInEuro();
  await change();
  await expect(place()).rejects.toMatchObject({ message: "orders.errors.currencyChanged" });
  const row = { sellerId: seller.id, id: newId(), number: 1001, customerId: customer.id, checkoutKey: newId() };
  const order = { ...row, currency: "EUR", status: "placed", total: 1000n, lineCount: 1, placedBy: customer.userId };
  await expect(shop.db.order.createMany({ data: order })).rejects.toThrow(/currency/);
  expect(await currencies(seller.id)).toEqual({ seller: "USD", orders: [] });
  expect((await systemDb().product.findFirst({ where: { id: product.id } }))?.stock).toBe(10);
});

it("whoever changes it waits for an order that is being placed", async () => {
  const { seller, change } = await shopInEuro();
  const lock = "hashtextextended('currency ' || $1::uuid, 0)";
  await owner.query("BEGIN");
  await owner.query(`SELECT pg_advisory_xact_lock_shared(${lock})`, [seller.id]);
  let over = false;
  const changing = change().finally(() => {
    over = true;
  });
  const waiting =
    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
  while ((await owner.query(waiting)).rowCount === 0) expect(over).toBe(false);
  await owner.query("COMMIT");
  await changing;
  expect((await currencies(seller.id)).seller).toBe("USD");
});
