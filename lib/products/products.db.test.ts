import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { minorDigits } from "@/lib/i18n/format";
import { encodeCursor } from "@/lib/paging";
import { parseInput } from "@/lib/server/failure";
import { route } from "@/lib/server/route";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { actingAs, storeScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createMember, createSeller } from "@/prisma/factories/sellers";
import { createCategory, createPriceList, createProduct, createProducts } from "@/prisma/factories/trade";
import { addProductAction, setProductPricesAction, setProductStatusAction, updateProductAction } from "./actions";
import { addProduct, setProductPrices, setProductStatus, updateProduct } from "./commands";
import { getProduct, listProductPrices, listProducts, productCsvLines } from "./queries";
import { type ProductDraft, productInput, productListInput, productPricesInput, productUpdateInput } from "./schema";

afterAll(closeDb);

const draft: ProductDraft = {
  sku: "OLIVE-5",
  name: "Olive oil 5 l",
  description: "",
  categoryId: "",
  newCategory: "",
  unit: "can",
  price: "1,234.50",
  costPrice: "",
  stock: "12",
  minQuantity: "1",
};

let seller: CreatedSeller;
let other: CreatedSeller;
let manager: StoreScope;
let rival: StoreScope;
let supportId: string;

beforeAll(async () => {
  seller = await createSeller({ name: "Harbor" });
  other = await createSeller({ name: "Alpine", currency: "JPY" });
  const [person, rivalPerson, support] = [await createUser(), await createUser(), await createUser()];
  await createMember({ seller, user: person, role: "manager" });
  await createMember({ seller: other, user: rivalPerson });
  await createMember({ seller, user: support, role: "support" });
  manager = await storeScopeFor(person.id, seller.slug);
  rival = await storeScopeFor(rivalPerson.id, other.slug);
  supportId = support.id;
});

const add = async (scope: StoreScope, values: Partial<ProductDraft>) =>
  addProduct(scope, parseInput(productInput(minorDigits(scope.seller.currency)), { ...draft, ...values }));
async function update(scope: StoreScope, id: string, values: Partial<ProductDraft>, updatedAt: string) {
  const input = productUpdateInput(minorDigits(scope.seller.currency));
  return await updateProduct(scope, parseInput(input, { ...draft, ...values, id, updatedAt }));
}
const list = (scope: StoreScope, query: Record<string, string> = {}) =>
  listProducts(scope, productListInput.parse(query));
const audits = (action: string, targetId: string) => systemDb().auditEvent.count({ where: { action, targetId } });

describe("adding and editing a product", () => {
  it("reads the amounts in the seller's currency and writes an audit event", async () => {
    const { id } = await add(manager, { sku: "ADD-1", costPrice: "900", categoryId: "new", newCategory: "Oils" });
    const product = await getProduct(manager, id);
    expect(product).toMatchObject({
      sku: "ADD-1",
      price: 123_450,
      costPrice: 90_000,
      stock: 12,
      unit: "can",
      status: "active",
    });
    expect(await systemDb().category.findFirst({ where: { sellerId: seller.id, name: "Oils" } })).toMatchObject({
      id: product.categoryId,
    });
    expect(await audits("product.added", id)).toBe(1);
    await expect(add(rival, { sku: "YEN", price: "12.50" })).rejects.toMatchObject({
      fields: { price: "products.errors.priceWhole" },
    });
  });

  it("tells every error of a form at once", async () => {
    const wrong = { sku: "", price: "12.505", costPrice: "ten", stock: "-1", categoryId: "new", newCategory: " " };
    await expect(add(manager, wrong)).rejects.toMatchObject({
      fields: {
        sku: "products.errors.skuRequired",
        price: "products.errors.priceAmbiguous",
        costPrice: "products.errors.price",
        stock: "products.errors.stock",
        newCategory: "products.errors.categoryName",
      },
    });
    await expect(add(manager, { price: " ", name: "" })).rejects.toMatchObject({
      fields: { price: "products.errors.priceRequired", name: "products.errors.nameRequired" },
    });
  });

  it("makes a category once, also when two products name it at once", async () => {
    await Promise.all([
      add(manager, { sku: "CAT-1", categoryId: "new", newCategory: "Twice" }),
      add(manager, { sku: "CAT-2", categoryId: "new", newCategory: "Twice" }),
    ]);
    expect(await systemDb().category.count({ where: { sellerId: seller.id, name: "Twice" } })).toBe(1);
  });

  it("refuses a SKU that this seller has, and tells nothing about other sellers", async () => {
    await add(rival, { sku: "SHARED", price: "5" });
    const { id } = await add(manager, { sku: "SHARED" });
    await expect(add(manager, { sku: "SHARED" })).rejects.toMatchObject({
      code: "invalid",
      fields: { sku: "products.errors.skuTaken" },
    });
    const { id: second } = await add(manager, { sku: "SHARED-2" });
    const { updatedAt } = await getProduct(manager, second);
    await expect(update(manager, second, { sku: "SHARED" }, updatedAt)).rejects.toMatchObject({
      fields: { sku: "products.errors.skuTaken" },
    });
    expect((await getProduct(manager, id)).sku).toBe("SHARED");
  });

  it("refuses a category of another seller at the field", async () => {
    const theirs = await createCategory({ seller: other });
    await expect(add(manager, { sku: "FOREIGN", categoryId: theirs.id })).rejects.toMatchObject({
      fields: { categoryId: "products.errors.categoryGone" },
    });
  });

  it("of two edits that began at the same time one wins, and the other is told and changes nothing", async () => {
    const { id } = await add(manager, { sku: "RACE" });
    const { updatedAt } = await getProduct(manager, id);
    const outcomes = await Promise.allSettled(
      ["20", "30"].map((stock) => update(manager, id, { sku: "RACE", stock }, updatedAt)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: "products.errors.changed" },
    });
    const winner = outcomes[0]?.status === "fulfilled" ? 20 : 30;
    expect((await getProduct(manager, id)).stock).toBe(winner);
    expect(await audits("product.updated", id)).toBe(1);
  });

  it("does not overwrite stock that an order took meanwhile", async () => {
    const { id } = await add(manager, { sku: "SOLD" });
    const { updatedAt } = await getProduct(manager, id);
    await systemDb().product.updateMany({ where: { sellerId: seller.id, id }, data: { stock: { decrement: 5 } } });
    await expect(update(manager, id, { sku: "SOLD", name: "New name" }, updatedAt)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await getProduct(manager, id)).toMatchObject({ stock: 7, name: draft.name });
  });

  it("writes nothing when nothing differs", async () => {
    const { id } = await add(manager, { sku: "SAME" });
    const { updatedAt } = await getProduct(manager, id);
    expect(await update(manager, id, { sku: "SAME" }, updatedAt)).toEqual({ id, updatedAt });
    expect(await audits("product.updated", id)).toBe(0);
  });

  it("archives and restores many, and answers with those that changed", async () => {
    const products = await createProducts(3, { seller });
    const ids = products.map(({ id }) => id);
    await setProductStatus(manager, { ids: ids.slice(0, 1), status: "archived" });
    const { ids: changed } = await setProductStatus(manager, { ids, status: "archived" });
    expect(changed.sort()).toEqual(ids.slice(1).sort());
    expect((await setProductStatus(manager, { ids, status: "active" })).ids).toHaveLength(3);
    for (const id of ids) expect(await audits("product.archived", id)).toBe(1);
  });
});

describe("price lists", () => {
  it("hold a product's own prices, set only over the price that was seen", async () => {
    const product = await createProduct({ seller });
    const priceList = await createPriceList({ seller, name: "Restaurants" });
    const set = (before: number | null, price: string) =>
      setProductPrices(
        manager,
        productPricesInput.parse({ id: product.id, prices: [{ priceListId: priceList.id, before, price }] }),
      );
    const now = async () =>
      (await listProductPrices(manager, product.id)).find(({ priceListId }) => priceListId === priceList.id)?.price;

    await set(null, "9.90");
    expect(await now()).toBe(990);
    await expect(set(null, "1.00")).rejects.toMatchObject({ code: "conflict" });
    await expect(set(500, "")).rejects.toMatchObject({ code: "conflict" });
    await set(990, "8,80");
    expect(await now()).toBe(880);
    await set(880, "");
    expect(await now()).toBeNull();
    await expect(set(null, "much")).rejects.toMatchObject({ fields: { "prices.0.price": "products.errors.price" } });
  });
});

describe("another seller's product", () => {
  it("is not found: reading, changing, archiving, pricing", async () => {
    const theirs = await createProduct({ seller: other, sku: "THEIRS" });
    const mine = await createProduct({ seller });
    const theirList = await createPriceList({ seller: other });
    const updatedAt = theirs.updatedAt.toISOString();
    const notFound = { code: "not_found", message: "errors.notFound" };
    await expect(getProduct(manager, theirs.id)).rejects.toMatchObject(notFound);
    await expect(update(manager, theirs.id, {}, updatedAt)).rejects.toMatchObject(notFound);
    await expect(setProductStatus(manager, { ids: [mine.id, theirs.id], status: "archived" })).rejects.toMatchObject(
      notFound,
    );
    await expect(
      setProductPrices(manager, { id: theirs.id, prices: [{ priceListId: theirList.id, before: null, price: "1" }] }),
    ).rejects.toMatchObject(notFound);
    await expect(
      setProductPrices(manager, { id: mine.id, prices: [{ priceListId: theirList.id, before: null, price: "1" }] }),
    ).rejects.toMatchObject(notFound);
    expect(await systemDb().product.findFirst({ where: { id: theirs.id } })).toMatchObject(theirs);
    expect((await getProduct(manager, mine.id)).status).toBe("active");
  });

  it("is in no list, count, search or export", async () => {
    await createProduct({ seller: other, sku: "LEAK-1", name: "Leaking thing" });
    expect(await list(manager, { search: "leak", status: "all", count: "1" })).toMatchObject({
      items: [],
      total: 0,
      sellerId: seller.id,
    });
    let csv = "";
    await actingAs({ user: manager.user.id }, async () => {
      for await (const line of await productCsvLines(manager, productListInput.parse({ status: "all" }))) csv += line;
    });
    expect(csv).toContain("ADD-1");
    expect(csv).not.toContain("LEAK-1");
  });
});

describe("the list", () => {
  it("finds by words in name and SKU, and takes LIKE's own characters literally", async () => {
    const shop = await createSeller();
    const { userId } = await createMember({ seller: shop });
    const scope = await storeScopeFor(userId, shop.slug);
    await createProduct({ seller: shop, sku: "A_1", name: "Green 100% Tea" });
    await createProduct({ seller: shop, sku: "AB1", name: "Black tea" });
    const names = async (search: string) => (await list(scope, { search })).items.map(({ name }) => name);
    expect(await names("TEA green")).toEqual(["Green 100% Tea"]);
    expect(await names("a_1")).toEqual(["Green 100% Tea"]);
    expect(await names("100%")).toEqual(["Green 100% Tea"]);
    expect(await names("tea")).toEqual(["Black tea", "Green 100% Tea"]);
  });

  it.each(["name", "-name", "sku", "price", "-price", "stock", "-stock", "updated", "-updated"])(
    "pages by %s without gaps or doubles, equal values included",
    async (sort) => {
      const shop = await createSeller();
      const { userId } = await createMember({ seller: shop });
      const scope = await storeScopeFor(userId, shop.slug);
      for (const price of [100, 100, 200]) await createProducts(3, { seller: shop, price, stock: price, name: "Same" });
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list(scope, { sort, limit: "2", ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual((await list(scope, { sort, limit: "100" })).items.map(({ id }) => id));
      expect(new Set(seen).size).toBe(9);
    },
  );

  const GET = route({ scope: "store", can: "products.read", input: productListInput, run: listProducts });
  it.each(["search=a%00b", "limit=0", "limit=101", "sort=cost", "cursor=zzz", "category=1"])(
    "answers %s with a sentence, not with an error",
    async (query) => {
      const response = await actingAs({ user: manager.user.id }, () =>
        GET(new Request(`http://localhost/?${query}`), { params: Promise.resolve({ seller: seller.slug }) }),
      );
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: expect.objectContaining({ code: "invalid", message: expect.any(String) }),
      });
    },
  );

  it.each([
    ["stock", 9e15],
    ["stock", -3e9],
    ["price", 2 ** 53],
    ["price", 1.5],
    ["updated", "0000-01-01T00:00:00Z"],
    ["updated", "tomorrow"],
    ["name", "a\0b"],
    ["name", 7],
  ])("refuses a cursor by %s whose key no row can have: %j", async (sort, key) => {
    const query = new URLSearchParams({ sort, cursor: encodeCursor([key, newId()]) });
    const response = await actingAs({ user: manager.user.id }, () =>
      GET(new Request(`http://localhost/?${query}`), { params: Promise.resolve({ seller: seller.slug }) }),
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/page marker/);
  });

  it("refuses a cursor of another sort with a sentence", async () => {
    const first = await list(manager, { limit: "1" });
    await expect(list(manager, { sort: "price", cursor: first.nextCursor ?? "" })).rejects.toMatchObject({
      code: "invalid",
      message: "errors.cursor",
    });
  });
});

describe("support", () => {
  it("reads, and is refused when it forces a write", async () => {
    const product = await createProduct({ seller, name: "Untouched" });
    const updatedAt = product.updatedAt.toISOString();
    const refused = { ok: false, error: { code: "not_found" } };
    await actingAs({ user: supportId }, async () => {
      expect(await addProductAction(seller.slug, { ...draft, sku: "FORCED" })).toMatchObject(refused);
      expect(await updateProductAction(seller.slug, { ...draft, id: product.id, updatedAt })).toMatchObject(refused);
      expect(await setProductStatusAction(seller.slug, { ids: [product.id], status: "archived" })).toMatchObject(
        refused,
      );
      expect(
        await setProductPricesAction(seller.slug, {
          id: product.id,
          prices: [{ priceListId: product.id, before: null, price: "1" }],
        }),
      ).toMatchObject(refused);
    });
    const support = await storeScopeFor(supportId, seller.slug);
    expect(await getProduct(support, product.id)).toMatchObject({ name: "Untouched", status: "active" });
    expect(await systemDb().product.count({ where: { sku: "FORCED" } })).toBe(0);
    expect(
      await systemDb().auditEvent.count({
        where: { action: "access.refused", actorId: supportId, sellerId: seller.id },
      }),
    ).toBe(4);
  });

  it("of a suspended seller keeps reading, and even admins stop writing", async () => {
    const closed = await createSeller({ status: "suspended" });
    const { userId } = await createMember({ seller: closed, role: "admin" });
    const product = await createProduct({ seller: closed });
    expect((await list(await storeScopeFor(userId, closed.slug))).items).toHaveLength(1);
    const forced = await actingAs({ user: userId }, () =>
      setProductStatusAction(closed.slug, { ids: [product.id], status: "archived" }),
    );
    expect(forced).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});
