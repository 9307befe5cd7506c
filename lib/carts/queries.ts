import "server-only";
import type { ShopScope } from "@/lib/access/scope";
import { parseQuickOrder, type QuickOrderLine } from "@/lib/carts/quick-order";
import { type BasketSummary, type Cart, type CartLine, cartOf, lineProblem } from "@/lib/carts/rules";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { findProductsBySku, OWN_PRICE, ownPriceJoin, type PricedProduct } from "@/lib/pricing/queries";

/** The customer's basket at today's prices and stock. */
export async function getCart(scope: ShopScope, db: Db = scope.db): Promise<Cart> {
  type Row = Omit<CartLine, "total" | "problem"> & { cartId: string; status: string };
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT l.cart_id AS "cartId", l.product_id AS "productId", l.quantity, p.sku, p.name, p.unit, p.picture, ${OWN_PRICE} AS price,
      p.stock, p.min_quantity AS "minQuantity", p.status
    FROM cart_lines l JOIN products p ON p.seller_id = l.seller_id AND p.id = l.product_id ${ownPriceJoin(scope)}
    WHERE l.seller_id = ${scope.seller.id}::uuid AND l.customer_id = ${scope.customer.id}::uuid
    ORDER BY l.created_at, p.name, p.id`);
  const lines = rows.map(({ cartId: _, status, ...row }) => ({
    ...row,
    total: row.price * row.quantity,
    problem: lineProblem({ ...row, status }, row.quantity),
  }));
  return cartOf(rows[0]?.cartId ?? null, lines);
}

/** What the header says of the basket. */
export async function getBasketSummary(scope: ShopScope, db: Db = scope.db): Promise<BasketSummary> {
  type Row = { productId: string; quantity: number; total: number };
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT l.product_id AS "productId", l.quantity, CASE WHEN p.status = 'active' THEN l.quantity * ${OWN_PRICE} ELSE 0 END AS total
    FROM cart_lines l JOIN products p ON p.seller_id = l.seller_id AND p.id = l.product_id ${ownPriceJoin(scope)}
    WHERE l.seller_id = ${scope.seller.id}::uuid AND l.customer_id = ${scope.customer.id}::uuid`);
  return {
    count: rows.length,
    total: rows.reduce((sum, row) => sum + row.total, 0),
    quantities: Object.fromEntries(rows.map((row) => [row.productId, row.quantity])),
  };
}

/** How many of each product are in the basket. */
export async function basketQuantities(scope: ShopScope, db: Db = scope.db): Promise<Map<string, number>> {
  const lines = await db.cartLine.findMany({
    where: { sellerId: scope.seller.id, customerId: scope.customer.id },
    select: { productId: true, quantity: true },
  });
  return new Map(lines.map((line) => [line.productId, line.quantity]));
}

/** Looks every pasted line up; lines of one product are judged together with what the basket holds already. */
export async function checkQuickOrder(scope: ShopScope, text: string): Promise<QuickOrderLine[]> {
  const entries = parseQuickOrder(text);
  const products = await findProductsBySku(scope, [...new Set(entries.map(({ sku }) => sku).filter(Boolean))]);
  const taken = await basketQuantities(scope);
  return entries.map((entry) => {
    const product = entry.sku ? pick(products, entry.sku) : null;
    const { line, text: raw, sku } = entry;
    const found = product && productOf(product);
    if ("problem" in entry)
      return { line, text: raw, sku, quantity: null, product: found, problem: entry.problem, available: null };
    const { quantity } = entry;
    if (!product)
      return { line, text: raw, sku, quantity, product: null, problem: "unknown" as const, available: null };
    const before = taken.get(product.id) ?? 0;
    const problem = lineProblem(product, before + quantity);
    if (!problem) taken.set(product.id, before + quantity);
    return { line, text: raw, sku, quantity, product: found, problem, available: Math.max(0, product.stock - before) };
  });
}

/** The SKU as it was written, else the one that differs only in upper and lower case. */
function pick(products: PricedProduct[], sku: string): PricedProduct | null {
  const lower = sku.toLowerCase();
  return (
    products.find((product) => product.sku === sku) ??
    products.find((product) => product.sku.toLowerCase() === lower) ??
    null
  );
}

function productOf({ id, sku, name, unit, picture, price, minQuantity }: PricedProduct) {
  return { id, sku, name, unit, picture, price, minQuantity };
}
