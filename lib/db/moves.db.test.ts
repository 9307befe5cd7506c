import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, type Db, scopedDb, scopedTransaction } from "@/lib/db/client";
import { type DbContext, dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { createWorld, type House } from "@/prisma/factories/world";

let owner: pg.Client;
let a: House;
let b: House;
let store: DbContext;

beforeAll(async () => {
  owner = await connectOwner();
  ({ a, b } = await createWorld());
  store = dbContext("store", { sellerId: b.seller.id, userId: b.admin.id });
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

async function messageOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return error instanceof Error ? `${Reflect.get(error, "code") ?? ""} ${error.message}` : String(error);
  }
  return "it succeeded";
}

/** Refused by the database itself, and nothing of it stays. */
async function expectRefused(run: () => Promise<unknown>, why: RegExp): Promise<void> {
  const before = await fingerprint(owner);
  expect(await messageOf(run)).toMatch(why);
  expect(await fingerprint(owner)).toEqual(before);
}

const POLICY = /permission denied|row-level security|P2025/;
const KEY = /P2003|Foreign key constraint/;

describe("moving a row to another seller is refused by the database", () => {
  it("as a member, for every kind of row that members change", async () => {
    const db = scopedDb(store);
    const sellerId = a.seller.id;
    const mine = { sellerId: b.seller.id };
    const moves: (() => Promise<unknown>)[] = [
      () => db.product.updateMany({ where: { ...mine, id: b.product.id }, data: { sellerId } }),
      () => db.category.updateMany({ where: mine, data: { sellerId } }),
      () => db.customer.updateMany({ where: mine, data: { sellerId } }),
      () => db.invite.updateMany({ where: mine, data: { sellerId } }),
      () => db.order.updateMany({ where: mine, data: { sellerId } }),
      () => db.priceList.updateMany({ where: mine, data: { sellerId } }),
      () => db.priceListItem.updateMany({ where: mine, data: { sellerId } }),
      () => db.member.updateMany({ where: mine, data: { sellerId } }),
      () => db.seller.updateMany({ where: { id: b.seller.id }, data: { id: newId() } }),
    ];
    for (const move of moves) await expectRefused(move, POLICY);
  });

  it("by policy alone too: with the column granted, CHECK still stands", async () => {
    await owner.query("GRANT UPDATE (seller_id) ON products TO tradehall_store");
    try {
      const db = scopedDb(store);
      await expectRefused(
        () => db.product.updateMany({ where: { sellerId: b.seller.id }, data: { sellerId: a.seller.id } }),
        /row-level security/,
      );
      await expectRefused(
        () => db.category.createMany({ data: { sellerId: a.seller.id, id: newId(), name: "Planted" } }),
        /row-level security/,
      );
    } finally {
      await owner.query("REVOKE UPDATE (seller_id) ON products FROM tradehall_store");
    }
  });

  it("as a customer: a basket or an order line cannot be put under another customer", async () => {
    const db = scopedDb(dbContext("shop", { sellerId: b.seller.id, userId: b.buyer.id, customerId: b.customer.id }));
    await expectRefused(() => db.cart.updateMany({ data: { customerId: b.neighbourCustomer.id } }), POLICY);
    await expectRefused(
      () => db.cart.updateMany({ data: { sellerId: a.seller.id, customerId: a.customer.id } }),
      POLICY,
    );
    await expectRefused(() => db.cartLine.updateMany({ data: { customerId: b.neighbourCustomer.id } }), POLICY);
  });

  it("as a user: nobody approves themselves, or asks for somebody else", async () => {
    const db = scopedDb(dbContext("account", { userId: b.buyer.id }));
    const request = { sellerId: a.seller.id, id: newId(), userId: b.buyer.id, status: "requested" };
    await expectRefused(
      () =>
        db.customer.createMany({
          data: { ...request, status: "approved", grantedHow: "manual", grantedAt: new Date(), joinDate: new Date() },
        }),
      POLICY,
    );
    await expectRefused(() => db.customer.createMany({ data: { ...request, userId: b.neighbour.id } }), POLICY);
    await expectRefused(
      () => db.customer.updateMany({ where: { userId: b.buyer.id }, data: { status: "approved" } }),
      POLICY,
    );
  });
});

describe("a nested connect to another seller's row is refused by the database", () => {
  const nested: [what: string, run: (db: Db) => Promise<unknown>][] = [
    [
      "a product's category",
      (db) =>
        db.product.update({
          where: { sellerId_id: { sellerId: b.seller.id, id: b.product.id } },
          data: { category: { connect: { sellerId_id: { sellerId: a.seller.id, id: a.category.id } } } },
        }),
    ],
    [
      "a customer's price list",
      (db) =>
        db.customer.update({
          where: { sellerId_id: { sellerId: b.seller.id, id: b.customer.id } },
          data: { priceList: { connect: { sellerId_id: { sellerId: a.seller.id, id: a.priceList.id } } } },
        }),
    ],
    [
      "a category's products",
      (db) =>
        db.category.update({
          where: { sellerId_id: { sellerId: b.seller.id, id: b.category.id } },
          data: { products: { connect: { sellerId_id: { sellerId: a.seller.id, id: a.product.id } } } },
        }),
    ],
    [
      "a new product in another seller",
      (db) =>
        db.product.create({
          data: { id: newId(), sku: "NESTED", name: "Nested", price: 1n, seller: { connect: { id: a.seller.id } } },
        }),
    ],
    [
      "a price for another seller's product",
      (db) =>
        db.priceListItem.create({
          data: {
            price: 1n,
            priceList: { connect: { sellerId_id: { sellerId: b.seller.id, id: b.priceList.id } } },
            product: { connect: { sellerId_id: { sellerId: a.seller.id, id: a.product.id } } },
          },
        }),
    ],
  ];
  it.each(nested)("%s", async (_what, run) => {
    await expectRefused(
      () => run(scopedDb(store)),
      /permission denied|row-level security|P2025|P2018|P2003|Foreign key/,
    );
    // In a transaction the client is Prisma's own: the database answers the same.
    await expectRefused(
      () => scopedTransaction(store, run),
      /permission denied|row-level security|P2025|P2018|P2003|Foreign key/,
    );
  });
});

describe("pointing a foreign key at another seller's row is refused by the database", () => {
  it("even for the system role, that sees all rows", async () => {
    const db = systemDb();
    const mine = { sellerId: b.seller.id };
    const line = {
      ...mine,
      position: 98,
      customerId: b.customer.id,
      sku: "x",
      name: "x",
      quantity: 1,
      unitPrice: 1n,
      total: 1n,
    };
    const pointers: (() => Promise<unknown>)[] = [
      () => db.product.updateMany({ where: { ...mine, id: b.product.id }, data: { categoryId: a.category.id } }),
      () => db.customer.updateMany({ where: { ...mine, id: b.customer.id }, data: { priceListId: a.priceList.id } }),
      () => db.invite.updateMany({ where: mine, data: { priceListId: a.priceList.id } }),
      () =>
        db.priceListItem.createMany({
          data: { ...mine, priceListId: b.priceList.id, productId: a.product.id, price: 1n },
        }),
      () =>
        db.priceListItem.createMany({
          data: { ...mine, priceListId: a.priceList.id, productId: b.product.id, price: 1n },
        }),
      () => db.cart.createMany({ data: { ...mine, id: newId(), customerId: a.customer.id } }),
      () =>
        db.cartLine.createMany({
          data: { ...mine, cartId: b.cart.id, customerId: b.customer.id, productId: a.product.id, quantity: 1 },
        }),
      () =>
        db.cartLine.createMany({
          data: { ...mine, cartId: b.cart.id, customerId: b.neighbourCustomer.id, productId: b.other.id, quantity: 1 },
        }),
      () => db.order.updateMany({ where: { ...mine, id: b.order.id }, data: { customerId: a.customer.id } }),
      () => db.orderLine.createMany({ data: { ...line, orderId: a.order.id, productId: b.product.id } }),
      () => db.orderLine.createMany({ data: { ...line, orderId: b.order.id, productId: a.product.id } }),
    ];
    for (const point of pointers) await expectRefused(point, KEY);
  });
});

describe("errors on duplicate or foreign keys never tell whether another seller has the thing", () => {
  it("what another seller has is free here: SKU, names, invite tokens, ids, order numbers", async () => {
    const db = scopedDb(store);
    const { id: sellerId } = b.seller;
    const theirs = await systemDb().invite.findFirstOrThrow({ where: { sellerId: a.seller.id } });
    await db.product.createMany({
      data: { sellerId, id: a.product.id, sku: a.product.sku, name: a.product.name, price: 1n },
    });
    await db.category.createMany({ data: { sellerId, id: a.category.id, name: a.category.name } });
    await db.priceList.createMany({ data: { sellerId, id: a.priceList.id, name: a.priceList.name } });
    const { channel, contactKind, contactValue, contactLookup, tokenHash, expiresAt } = theirs;
    await db.invite.createMany({
      data: {
        sellerId,
        id: theirs.id,
        channel,
        contactKind,
        contactValue,
        contactLookup,
        tokenHash,
        expiresAt,
        userId: b.neighbour.id,
        sentBy: b.admin.id,
      },
    });
    expect(b.order.number).toBe(a.order.number);
  });

  it("a foreign key at another seller's row answers like one at nothing", async () => {
    const db = scopedDb(store);
    const at = (categoryId: string) =>
      messageOf(() =>
        db.product.updateMany({ where: { sellerId: b.seller.id, id: b.other.id }, data: { categoryId } }),
      );
    // A category of A, whose id B has not taken above.
    const hidden = newId();
    await systemDb().category.createMany({ data: { sellerId: a.seller.id, id: hidden, name: "Hidden" } });
    const nothing = await at(newId());
    expect(nothing).toMatch(KEY);
    expect(await at(hidden)).toBe(nothing);
  });

  it("a customers row for a user of another seller is like one for any user", async () => {
    const db = scopedDb(store);
    const create = (userId: string) =>
      messageOf(() =>
        db.customer.createMany({ data: { sellerId: b.seller.id, id: newId(), userId, status: "invited" } }),
      );
    expect(await create(a.buyer.id)).toBe("it succeeded");
    expect(await create(newId())).toMatch(KEY);
  });

  it("a look at another seller's row is the look at nothing, in result and in error", async () => {
    const db = scopedDb(store);
    const update = (id: string) =>
      messageOf(() =>
        db.product.update({
          where: { sellerId_id: { sellerId: a.seller.id, id } },
          data: { name: "x" },
          select: { id: true },
        }),
      );
    const remove = (id: string) =>
      messageOf(() =>
        db.category.delete({ where: { sellerId_id: { sellerId: a.seller.id, id } }, select: { id: true } }),
      );
    expect(await update(a.product.id)).toBe(await update(newId()));
    expect(await remove(a.category.id)).toBe(await remove(newId()));
  });
});
