import { afterAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { createOperator, createUser } from "./people";
import { accountScopeFor, operatorScopeFor, shopScopeFor, storeScopeFor } from "./scopes";
import { createCustomer, createInvite, createMember, createSeller } from "./sellers";
import { createCart, createCategory, createOrder, createPriceList, createProducts } from "./trade";

afterAll(closeDb);

describe("factories", () => {
  it("make a seller with everything, whose people can enter", async () => {
    const seller = await createSeller({ name: "Factory Goods" });
    const owner = await createUser({
      name: "Owner",
      contacts: ["owner@example.com"],
    });
    const member = await createMember({ seller, user: owner });
    const category = await createCategory({ seller });
    const products = await createProducts(3, { seller, category, price: 250 });
    const priceList = await createPriceList({
      seller,
      items: products.map((product) => ({ product, price: 200 })),
    });
    const buyer = await createUser({
      contacts: ["+1 202 555 0150", "buyer@example.com"],
    });
    const customer = await createCustomer({ seller, user: buyer, priceList });
    await createCart({
      customer,
      lines: products.map((product) => ({ product })),
    });
    const orders: { number: number; total: number }[] = [];
    for (const status of ["placed", "delivered", "cancelled"] as const) {
      orders.push(
        await createOrder({
          seller,
          customer,
          status,
          lines: products.map((product) => ({ product, quantity: 2 })),
        }),
      );
    }

    expect(orders.map(({ number, total }) => ({ number, total }))).toEqual(
      [1001, 1002, 1003].map((number) => ({ number, total: 1500 })),
    );
    const shop = await shopScopeFor(buyer.id, seller.slug);
    expect(shop.customer).toEqual({
      id: customer.id,
      priceListId: priceList.id,
    });
    expect(await shop.db.cartLine.count()).toBe(3);
    const store = await storeScopeFor(owner.id, seller.slug);
    expect(store.member).toMatchObject({ id: member.id, role: "admin" });
    expect(await store.db.order.count()).toBe(3);
    expect((await accountScopeFor(buyer.id)).user.id).toBe(buyer.id);
  });

  it("make an invite with its unproved person and invited customers row, once", async () => {
    const seller = await createSeller();
    const { userId: sentBy } = await createMember({ seller });
    const first = await createInvite({
      seller,
      sentBy,
      contact: "+1 202 555 0151",
      status: "expired",
    });
    const second = await createInvite({
      seller,
      sentBy,
      contact: "+12025550151",
    });
    expect(second.userId).toBe(first.userId);
    expect(second.path).toBe(`/invite/${seller.slug}/${second.token}`);
    const store = await storeScopeFor(sentBy, seller.slug);
    expect(
      await store.db.customer.findMany({
        where: { sellerId: seller.id },
        select: { userId: true, status: true },
      }),
    ).toEqual([{ userId: first.userId, status: "invited" }]);
  });

  it("make an operator", async () => {
    const { userId } = await createOperator({
      name: "Operator",
      role: "support",
    });
    expect((await operatorScopeFor(userId)).role).toBe("support");
  });
});
