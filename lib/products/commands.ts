import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { isDuplicate } from "@/lib/db/errors";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { minorDigits } from "@/lib/i18n/format";
import { moneyError, NEW_CATEGORY, parseMoney } from "@/lib/products/rules";
import type { ProductInput, ProductPrices, ProductStatusChange, ProductUpdate } from "@/lib/products/schema";

export async function addProduct(scope: StoreScope, input: ProductInput): Promise<{ id: string }> {
  const values = valuesOf(input);
  const id = newId();
  await refusingTakenSku(() =>
    scope.tx(async (db) => {
      const categoryId = await resolveCategory(db, scope, input);
      await db.product.createMany({ data: { ...values, sellerId: scope.seller.id, id, categoryId } });
      await recordAudit(db, scope, {
        action: "product.added",
        targetKind: "product",
        targetId: id,
        data: { sku: values.sku },
      });
    }),
  );
  return { id };
}

/** Writes what differs, if nobody changed the product since the edit began. */
export async function updateProduct(
  scope: StoreScope,
  input: ProductUpdate,
): Promise<{ id: string; updatedAt: string }> {
  const values = valuesOf(input);
  const where = { sellerId: scope.seller.id, id: input.id };
  const updatedAt = await refusingTakenSku(() =>
    scope.tx(async (db) => {
      const before = await db.product.findFirst({ where });
      if (!before) throw notFoundError();
      if (before.updatedAt.getTime() !== input.updatedAt.getTime()) throw changedMeanwhile();
      const after = { ...values, categoryId: await resolveCategory(db, scope, input) };
      const changed = (Object.keys(after) as (keyof typeof after)[]).filter((field) => after[field] !== before[field]);
      if (changed.length === 0) return before.updatedAt;
      const now = new Date();
      // The stock stands in the condition as well: whoever writes it without touching updatedAt is not overwritten either.
      const { count } = await db.product.updateMany({
        where: { ...where, updatedAt: before.updatedAt, stock: before.stock },
        data: { ...after, updatedAt: now },
      });
      if (count === 0) throw changedMeanwhile();
      const was = { price: Number(before.price), stock: before.stock };
      const is = { price: Number(after.price), stock: after.stock };
      await recordAudit(db, scope, {
        action: "product.updated",
        targetKind: "product",
        targetId: input.id,
        data: { changed, was, is },
      });
      return now;
    }),
  );
  return { id: input.id, updatedAt: updatedAt.toISOString() };
}

/** Archives or restores; answers with those that were not so already, for "Undo". */
export async function setProductStatus(
  scope: StoreScope,
  { ids, status }: ProductStatusChange,
): Promise<{ ids: string[] }> {
  return await scope.tx(async (db) => {
    const where = { sellerId: scope.seller.id, id: { in: ids } };
    const found = await db.product.findMany({ where, select: { id: true } });
    if (found.length !== new Set(ids).size) throw notFoundError();
    const changed = await db.product.updateManyAndReturn({
      where: { ...where, status: { not: status } },
      data: { status },
      select: { id: true },
    });
    const action = status === "archived" ? "product.archived" : "product.restored";
    for (const { id } of changed) await recordAudit(db, scope, { action, targetKind: "product", targetId: id });
    return { ids: changed.map(({ id }) => id) };
  });
}

/** Sets one product's price in price lists; each only if it still is what the edit started from. */
export async function setProductPrices(scope: StoreScope, { id, prices }: ProductPrices): Promise<{ changed: number }> {
  const digits = minorDigits(scope.seller.currency);
  const wanted = prices.map(({ price, ...rest }) => ({ ...rest, price, after: parseMoney(price, digits) }));
  const unread = wanted.flatMap(({ price, after }, index) =>
    price !== "" && after === null ? [[`prices.${index}.price`, moneyError(price, digits)]] : [],
  );
  if (unread.length > 0) throw new AppError("invalid", "errors.invalid", { fields: Object.fromEntries(unread) });
  return await scope.tx(async (db) => {
    await requireOwn(
      db,
      scope,
      id,
      prices.map(({ priceListId }) => priceListId),
    );
    let changed = 0;
    for (const { priceListId, before, after } of wanted) {
      if (before === after) continue;
      const key = { sellerId: scope.seller.id, priceListId, productId: id };
      const count = await setPrice(db, key, before, after);
      if (count === 0) throw new AppError("conflict", "products.errors.pricesChanged");
      changed += 1;
      await recordAudit(db, scope, {
        action: "product.price_set",
        targetKind: "product",
        targetId: id,
        data: { priceListId, was: before, is: after },
      });
    }
    return { changed };
  });
}

type PriceKey = { sellerId: string; priceListId: string; productId: string };

async function setPrice(db: Db, key: PriceKey, before: number | null, after: number | null): Promise<number> {
  if (before === null) {
    if (after === null) return 1;
    const { count } = await db.priceListItem.createMany({
      data: { ...key, price: BigInt(after) },
      skipDuplicates: true,
    });
    return count;
  }
  const where = { ...key, price: BigInt(before) };
  const { count } =
    after === null
      ? await db.priceListItem.deleteMany({ where })
      : await db.priceListItem.updateMany({ where, data: { price: BigInt(after) } });
  return count;
}

async function requireOwn(db: Db, scope: StoreScope, productId: string, priceListIds: string[]): Promise<void> {
  const sellerId = scope.seller.id;
  const product = await db.product.findFirst({ where: { sellerId, id: productId }, select: { id: true } });
  const lists = await db.priceList.count({ where: { sellerId, id: { in: priceListIds } } });
  if (!product || lists !== new Set(priceListIds).size) throw notFoundError();
}

/** The columns of a product that come straight from the form. */
function valuesOf(input: ProductInput) {
  return {
    sku: input.sku,
    name: input.name,
    description: input.description,
    unit: input.unit,
    price: BigInt(input.price),
    costPrice: input.costPrice === null ? null : BigInt(input.costPrice),
    stock: input.stock,
    minQuantity: input.minQuantity,
  };
}

/** The chosen category, or the one with the new name, made where it is missing. */
async function resolveCategory(
  db: Db,
  scope: StoreScope,
  input: Pick<ProductInput, "categoryId" | "newCategory">,
): Promise<string | null> {
  const sellerId = scope.seller.id;
  if (input.categoryId === NEW_CATEGORY && input.newCategory) {
    await db.category.createMany({ data: { sellerId, id: newId(), name: input.newCategory }, skipDuplicates: true });
    const category = await db.category.findFirst({
      where: { sellerId, name: input.newCategory },
      select: { id: true },
    });
    return category?.id ?? null;
  }
  if (input.categoryId === null) return null;
  const category = await db.category.findFirst({ where: { sellerId, id: input.categoryId }, select: { id: true } });
  if (!category) throw fieldError("categoryId", "products.errors.categoryGone");
  return category.id;
}

/** SKUs are unique within the seller, so this says nothing about other sellers. */
async function refusingTakenSku<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isDuplicate(error)) throw fieldError("sku", "products.errors.skuTaken");
    throw error;
  }
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "products.errors.changed");
}
