import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { listShopCategories, listShopProducts } from "@/lib/pricing/queries";
import { shopProductsInput } from "@/lib/pricing/schema";
import { createUser } from "@/prisma/factories/people";
import { shopScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createCategory, createPriceList, createProduct, createProducts } from "@/prisma/factories/trade";

afterAll(closeDb);

const input = (raw: object = {}) => shopProductsInput.parse(raw);
const list = async (scope: ShopScope, raw?: object) => (await listShopProducts(scope, input(raw))).items;

let foods: CreatedSeller;
let tools: CreatedSeller;
let omar: { id: string };
let inFoods: ShopScope;
let inTools: ShopScope;
let other: ShopScope;

beforeAll(async () => {
  [foods, tools] = [await createSeller({ name: "Foods" }), await createSeller({ name: "Tools", currency: "EUR" })];
  omar = await createUser();
  const fruit = await createCategory({ seller: foods, name: "Fruit" });
  await createCategory({ seller: foods, name: "Empty" });
  const apple = await createProduct({ seller: foods, category: fruit, sku: "AP-1", name: "Apple, red", price: 1000 });
  const pear = await createProduct({ seller: foods, category: fruit, sku: "PE_50%", name: "Pear", price: 800 });
  await createProduct({ seller: foods, sku: "OLD-1", name: "Old thing", status: "archived" });
  const hammer = await createProduct({ seller: tools, sku: "AP-1", name: "Hammer", price: 5000 });
  const [cheap, cheaper] = [
    await createPriceList({ seller: foods, items: [{ product: apple, price: 900 }] }),
    await createPriceList({
      seller: foods,
      items: [
        { product: apple, price: 700 },
        { product: pear, price: 1 },
      ],
    }),
  ];
  const toolPrices = await createPriceList({ seller: tools, items: [{ product: hammer, price: 4500 }] });
  await createCustomer({ seller: foods, user: omar, priceList: cheap });
  await createCustomer({ seller: tools, user: omar, priceList: toolPrices });
  const { userId } = await createCustomer({ seller: foods, priceList: cheaper });
  inFoods = await shopScopeFor(omar.id, foods.slug);
  inTools = await shopScopeFor(omar.id, tools.slug);
  other = await shopScopeFor(userId, foods.slug);
});

describe("the shop's products", () => {
  it("one customer, two shops: each shop's products at the customer's own prices there", async () => {
    expect((await list(inFoods)).map(({ name, price }) => [name, price])).toEqual([
      ["Apple, red", 900],
      ["Pear", 800],
    ]);
    expect((await list(inTools)).map(({ name, price }) => [name, price])).toEqual([["Hammer", 4500]]);
  });

  it("a price list is seen by its own customers only", async () => {
    expect((await list(other)).map(({ price }) => price)).toEqual([700, 1]);
    expect(await inFoods.db.priceListItem.count()).toBe(1);
  });

  it("never reads cost prices", async () => {
    await expect(
      inFoods.db.product.findFirst({ where: { sellerId: foods.id }, select: { costPrice: true } }),
    ).rejects.toThrow(/permission denied/);
  });

  it.each([
    ["red apple", ["Apple, red"]],
    ["ap-", ["Apple, red"]],
    ["PEAR", ["Pear"]],
    ["50%", ["Pear"]],
    ["E_5", ["Pear"]],
    ["%", ["Pear"]],
    ["old", []],
    ["hammer", []],
    ["\\", []],
  ])("search %j", async (search, names) => {
    expect((await list(inFoods, { search })).map(({ name }) => name)).toEqual(names);
  });

  it("shows categories that have something to buy, and filters by them", async () => {
    const categories = await listShopCategories(inFoods);
    expect(categories.map(({ name }) => name)).toEqual(["Fruit"]);
    expect(await list(inFoods, { category: categories[0]?.id })).toHaveLength(2);
    expect(await list(inTools, { category: categories[0]?.id })).toEqual([]);
  });

  it("pages through equal names without gaps or repeats", async () => {
    const seller = await createSeller();
    const { userId } = await createCustomer({ seller });
    const rows = [
      ...(await createProducts(7, { seller, name: "B" })),
      await createProduct({ seller, name: "B 3" }),
      await createProduct({ seller, name: "B 3" }),
    ];
    const scope = await shopScopeFor(userId, seller.slug);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listShopProducts(scope, input({ limit: "2", cursor }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });
});
