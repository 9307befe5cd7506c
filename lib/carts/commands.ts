import "server-only";
import type { ShopScope } from "@/lib/access/scope";
import { basketQuantities, getBasketSummary, getCart } from "@/lib/carts/queries";
import { type BasketSummary, type Cart, lineProblem, MAX_LINES, MAX_QUANTITY, quantityToHave } from "@/lib/carts/rules";
import type { CartLineInput } from "@/lib/carts/schema";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { findProductsById, type PricedProduct } from "@/lib/pricing/queries";

/** Adds to what the basket holds; all lines or none. */
export async function addToCart(scope: ShopScope, { lines }: { lines: CartLineInput[] }): Promise<BasketSummary> {
  return await scope.tx(async (db) => {
    const cartId = await openCart(scope, db);
    const held = await basketQuantities(scope, db);
    const wanted = new Map<string, number>();
    for (const { productId, quantity } of lines) {
      wanted.set(productId, (wanted.get(productId) ?? held.get(productId) ?? 0) + quantity);
    }
    requireRoom(held, wanted.keys());
    const products = await findProductsById(db, scope, [...wanted.keys()]);
    for (const [productId, quantity] of wanted)
      requireOrderable(products.get(productId), quantity, held.get(productId) ?? 0);
    await writeLines(scope, db, cartId, wanted);
    return await getBasketSummary(scope, db);
  });
}

/** Adds of each product as many as can be had now, and says how many that were. */
export async function addAvailable(
  scope: ShopScope,
  lines: CartLineInput[],
): Promise<{ added: Map<string, number>; basket: BasketSummary }> {
  return await scope.tx(async (db) => {
    const cartId = await openCart(scope, db);
    const held = await basketQuantities(scope, db);
    const products = await findProductsById(
      db,
      scope,
      lines.map((line) => line.productId),
    );
    const added = new Map<string, number>();
    const quantities = new Map<string, number>();
    for (const { productId, quantity } of lines) {
      const before = quantities.get(productId) ?? held.get(productId) ?? 0;
      const product = products.get(productId);
      const more = product ? quantityToHave(product, quantity, before) : 0;
      if (more === 0 || (before === 0 && held.size + quantities.size >= MAX_LINES)) continue;
      added.set(productId, (added.get(productId) ?? 0) + more);
      quantities.set(productId, before + more);
    }
    await writeLines(scope, db, cartId, quantities);
    return { added, basket: await getBasketSummary(scope, db) };
  });
}

/** Puts a line at this quantity, also one that was just removed. */
export async function setCartLine(scope: ShopScope, { productId, quantity }: CartLineInput): Promise<Cart> {
  return await scope.tx(async (db) => {
    const cartId = await openCart(scope, db);
    requireRoom(await basketQuantities(scope, db), [productId]);
    const products = await findProductsById(db, scope, [productId]);
    requireOrderable(products.get(productId), quantity, 0);
    await writeLines(scope, db, cartId, new Map([[productId, quantity]]));
    return await getCart(scope, db);
  });
}

/** Removing what is not there is fine. */
export async function removeCartLine(scope: ShopScope, { productId }: { productId: string }): Promise<Cart> {
  const mine = { sellerId: scope.seller.id, customerId: scope.customer.id };
  return await scope.tx(async (db) => {
    // The lock that openCart takes, without making a basket.
    await db.cart.updateMany({ where: mine, data: { updatedAt: new Date() } });
    await db.cartLine.deleteMany({ where: { ...mine, productId } });
    return await getCart(scope, db);
  });
}

/** The customer's basket, made when there is none, locked: an order being placed from it goes first. */
async function openCart(scope: ShopScope, db: Db): Promise<string> {
  const [cart] = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO carts (seller_id, id, customer_id) VALUES (${scope.seller.id}::uuid, ${newId()}::uuid, ${scope.customer.id}::uuid)
    ON CONFLICT (seller_id, customer_id) DO UPDATE SET updated_at = now() RETURNING id`);
  if (!cart) throw new Error("The basket could not be opened.");
  return cart.id;
}

/** Writes whole quantities. Products go in order of their ids, so that two baskets never wait for each other in a circle. */
async function writeLines(scope: ShopScope, db: Db, cartId: string, quantities: Map<string, number>): Promise<void> {
  const rows = [...quantities].sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  const values = rows.map(
    ([productId, quantity]) =>
      Prisma.sql`(${scope.seller.id}::uuid, ${cartId}::uuid, ${productId}::uuid, ${scope.customer.id}::uuid, ${quantity}::int)`,
  );
  await db.$executeRaw(Prisma.sql`
    INSERT INTO cart_lines (seller_id, cart_id, product_id, customer_id, quantity) VALUES ${Prisma.join(values)}
    ON CONFLICT (seller_id, cart_id, product_id) DO UPDATE SET quantity = EXCLUDED.quantity`);
}

function requireRoom(held: ReadonlyMap<string, number>, wanted: Iterable<string>): void {
  if (new Set([...held.keys(), ...wanted]).size > MAX_LINES)
    throw new AppError("invalid", "shop.errors.basketFull", { values: { max: MAX_LINES } });
}

/** Another seller's product reads as none at all. */
function requireOrderable(product: PricedProduct | undefined, quantity: number, held: number): void {
  if (!product) throw notFoundError();
  const { name } = product;
  if (quantity > MAX_QUANTITY) {
    const key = held > 0 ? "shop.errors.quantityLargeWithBasket" : "shop.errors.quantityLarge";
    throw fieldError("quantity", key, { name, held });
  }
  const problem = lineProblem(product, quantity);
  if (problem === "archived") throw new AppError("gone", "shop.errors.archived", { values: { name } });
  if (problem === "outOfStock") throw fieldError("quantity", "shop.errors.outOfStock", { name });
  if (problem === "belowMinimum")
    throw fieldError("quantity", "shop.errors.belowMinimum", { name, min: product.minQuantity });
  if (problem !== "notEnough") return;
  const key = held > 0 ? "shop.errors.notEnoughWithBasket" : "shop.errors.notEnough";
  throw fieldError("quantity", key, { name, stock: product.stock, held });
}
