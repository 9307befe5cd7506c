import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { ShopScope } from "@/lib/access/scope";
import { addToCartAction, setCartLineAction } from "@/lib/carts/actions";
import { addAvailable, addToCart, removeCartLine, setCartLine } from "@/lib/carts/commands";
import { checkQuickOrder, getBasketSummary, getCart } from "@/lib/carts/queries";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/carts/rules";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { actingAs, shopScopeFor } from "@/prisma/factories/scopes";
import { type CreatedCustomer, type CreatedSeller, createCustomer, createSeller } from "@/prisma/factories/sellers";
import { type CreatedProduct, createPriceList, createProduct, createProducts } from "@/prisma/factories/trade";

afterAll(closeDb);

let seller: CreatedSeller;
let customer: CreatedCustomer;
let scope: ShopScope;
let apple: CreatedProduct;
let pear: CreatedProduct;
let archived: CreatedProduct;

beforeEach(async () => {
  seller = await createSeller();
  apple = await createProduct({ seller, sku: "AP-1", name: "Apple", price: 1000, stock: 10 });
  pear = await createProduct({ seller, sku: "PE-1", name: "Pear", price: 800, stock: 100, minQuantity: 6 });
  archived = await createProduct({ seller, sku: "OLD-1", name: "Old", status: "archived" });
  customer = await createCustomer({
    seller,
    priceList: await createPriceList({ seller, items: [{ product: apple, price: 900 }] }),
  });
  scope = await shopScopeFor(customer.userId, seller.slug);
});

const add = (product: { id: string }, quantity: number) =>
  addToCart(scope, { lines: [{ productId: product.id, quantity }] });

describe("the basket", () => {
  it("grows by what is added, at the customer's own prices", async () => {
    expect(await getCart(scope)).toEqual({ id: null, lines: [], count: 0, total: 0 });
    expect(await add(apple, 2)).toMatchObject({ count: 1, total: 1800 });
    expect(await add(apple, 3)).toMatchObject({ count: 1, total: 4500 });
    expect(await add(pear, 6)).toMatchObject({ count: 2, total: 9300 });
    const cart = await getCart(scope);
    expect(cart).toMatchObject({ count: 2, total: 9300 });
    expect(
      cart.lines.map(({ sku, quantity, price, total, problem }) => [sku, quantity, price, total, problem]),
    ).toEqual([
      ["AP-1", 5, 900, 4500, null],
      ["PE-1", 6, 800, 4800, null],
    ]);
  });

  it("takes a new quantity, and a removed line back", async () => {
    await add(apple, 2);
    expect(await setCartLine(scope, { productId: apple.id, quantity: 7 })).toMatchObject({ total: 6300 });
    expect(await removeCartLine(scope, { productId: apple.id })).toMatchObject({ count: 0, total: 0 });
    expect(await removeCartLine(scope, { productId: apple.id })).toMatchObject({ count: 0 });
    expect(await setCartLine(scope, { productId: apple.id, quantity: 7 })).toMatchObject({ count: 1, total: 6300 });
  });

  it("refuses more than there is, fewer than the minimum, and what is not for sale", async () => {
    await expect(add(apple, 11)).rejects.toMatchObject({ message: "shop.errors.notEnough", values: { stock: 10 } });
    await add(apple, 8);
    await expect(add(apple, 3)).rejects.toMatchObject({
      message: "shop.errors.notEnoughWithBasket",
      values: { stock: 10, held: 8 },
    });
    await expect(add(pear, 5)).rejects.toMatchObject({ message: "shop.errors.belowMinimum", values: { min: 6 } });
    await expect(add(archived, 1)).rejects.toMatchObject({ code: "gone" });
    await expect(setCartLine(scope, { productId: pear.id, quantity: 101 })).rejects.toMatchObject({
      message: "shop.errors.notEnough",
    });
    expect(await getBasketSummary(scope)).toMatchObject({ count: 1, total: 7200 });
  });

  it("holds so many different products and no more, whichever way they come in", async () => {
    const products = await createProducts(MAX_LINES, { seller });
    await addToCart(scope, { lines: products.slice(1).map(({ id }) => ({ productId: id, quantity: 1 })) });
    await setCartLine(scope, { productId: apple.id, quantity: 1 });
    await setCartLine(scope, { productId: apple.id, quantity: 2 });
    const full = { message: "shop.errors.basketFull", values: { max: MAX_LINES } };
    await expect(setCartLine(scope, { productId: pear.id, quantity: 6 })).rejects.toMatchObject(full);
    await expect(add(pear, 6)).rejects.toMatchObject(full);
    expect(await getBasketSummary(scope)).toMatchObject({ count: MAX_LINES });
  });

  it("says that it is the sum with what it holds already that is too large", async () => {
    await add(apple, 3);
    await expect(add(apple, MAX_QUANTITY)).rejects.toMatchObject({
      message: "shop.errors.quantityLargeWithBasket",
      values: { name: "Apple", held: 3 },
    });
  });

  it("all lines are added or none", async () => {
    const lines = [
      { productId: apple.id, quantity: 1 },
      { productId: pear.id, quantity: 1 },
    ];
    await expect(addToCart(scope, { lines })).rejects.toMatchObject({ message: "shop.errors.belowMinimum" });
    expect(await systemDb().cart.count({ where: { sellerId: seller.id } })).toBe(0);
  });

  it("another seller's product is not found, and the database refuses it too", async () => {
    const foreign = await createProduct({ seller: await createSeller() });
    await expect(add(foreign, 1)).rejects.toMatchObject({ code: "not_found" });
    await expect(setCartLine(scope, { productId: foreign.id, quantity: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await add(apple, 1);
    const { id: cartId } = await getCart(scope);
    const row = {
      sellerId: seller.id,
      cartId: cartId ?? "",
      customerId: customer.id,
      productId: foreign.id,
      quantity: 1,
    };
    await expect(scope.db.cartLine.createMany({ data: row })).rejects.toThrow(/foreign key/i);
  });

  it("another customer's basket is neither seen nor changed", async () => {
    await add(apple, 2);
    const neighbour = await createCustomer({ seller });
    const theirs = await shopScopeFor(neighbour.userId, seller.slug);
    expect(await getCart(theirs)).toMatchObject({ id: null, count: 0 });
    await removeCartLine(theirs, { productId: apple.id });
    expect(await theirs.db.cartLine.deleteMany({ where: { sellerId: seller.id } })).toEqual({ count: 0 });
    expect(await getBasketSummary(scope)).toMatchObject({ count: 1, total: 1800 });
  });

  it("added from many tabs at once, nothing is lost", async () => {
    await Promise.all(Array.from({ length: 10 }, () => add(apple, 1)));
    expect((await getCart(scope)).lines).toMatchObject([{ quantity: 10 }]);
    expect(await systemDb().cart.count({ where: { sellerId: seller.id } })).toBe(1);
  });

  it("lines that cannot be ordered any more say why", async () => {
    await add(apple, 5);
    await add(pear, 6);
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id: apple.id }, data: { status: "archived" } });
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id: pear.id }, data: { stock: 3 } });
    const cart = await getCart(scope);
    expect(cart.lines.map(({ problem }) => problem)).toEqual(["archived", "outOfStock"]);
    expect(cart.total).toBe(4800);
    expect(await getBasketSummary(scope)).toMatchObject({ count: 2, total: 4800 });
  });

  it("takes what can be had", async () => {
    await add(apple, 8);
    const wanted = [apple, pear, archived].map((product) => ({ productId: product.id, quantity: 6 }));
    const { added, basket } = await addAvailable(scope, wanted);
    expect([...added.values()]).toEqual([2, 6]);
    expect(basket).toMatchObject({ count: 2, total: 10 * 900 + 6 * 800 });
  });
});

describe("quick order", () => {
  it("finds, and says of every other line what is wrong", async () => {
    await add(apple, 8);
    const lines = await checkQuickOrder(scope, "ap-1 2\nAP-1 1\nPE-1;3\nOLD-1 1\nNO-SUCH 1\nPE-1 lots\nPE-1\nPE-1 101");
    expect(lines.map(({ problem, available, product }) => [problem, available, product?.price ?? null])).toEqual([
      [null, 2, 900],
      ["notEnough", 0, 900],
      ["belowMinimum", 100, 800],
      ["archived", 1000, 1000],
      ["unknown", null, null],
      ["notNumber", null, 800],
      ["noQuantity", null, 800],
      ["notEnough", 100, 800],
    ]);
  });

  it("knows nothing of other sellers' SKUs", async () => {
    await createProduct({ seller: await createSeller(), sku: "SECRET-1" });
    expect(await checkQuickOrder(scope, "SECRET-1 1")).toMatchObject([{ problem: "unknown", product: null }]);
  });
});

describe("bad input", () => {
  it.each(["0", "-1", "1.5", "1e9", 1e9, "text", ""])(
    "a quantity of %j is refused with a sentence, and nothing is added",
    async (quantity) => {
      const run = { productId: apple.id, quantity };
      const results = await actingAs({ user: customer.userId }, async () => [
        await addToCartAction(seller.slug, run),
        await setCartLineAction(seller.slug, run),
      ]);
      for (const result of results)
        expect(result).toMatchObject({
          ok: false,
          error: { code: "invalid", fields: { quantity: expect.stringMatching(/^[A-Z].*\.$/) } },
        });
      expect(await getBasketSummary(scope)).toMatchObject({ count: 0, total: 0 });
    },
  );

  it("an id that is none is refused, an unknown one is not found", async () => {
    const act = (productId: string) =>
      actingAs({ user: customer.userId }, () => addToCartAction(seller.slug, { productId, quantity: 1 }));
    expect(await act("x'; --")).toMatchObject({ ok: false, error: { code: "invalid" } });
    expect(await act("0193e3c5-7b6e-7000-8000-000000000000")).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });
});
