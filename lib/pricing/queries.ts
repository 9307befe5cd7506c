import "server-only";
import type { ShopScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";
import { type ShopCategory, type ShopProduct, type ShopProductPage, searchWords } from "@/lib/pricing/rules";
import type { ShopProductsInput } from "@/lib/pricing/schema";
import { containsPattern } from "@/lib/text";

/** One customer's own price of product `p`; row-level security shows the shop no other price list. A float8 is exact to 2^53. */
export const OWN_PRICE = Prisma.sql`COALESCE(i.price, p.price)::float8`;

export function ownPriceJoin(scope: ShopScope): Prisma.Sql {
  return Prisma.sql`LEFT JOIN price_list_items i
    ON i.seller_id = p.seller_id AND i.price_list_id = ${scope.customer.priceListId}::uuid AND i.product_id = p.id`;
}

const COLUMNS = Prisma.sql`p.id, p.sku, p.name, p.unit, p.picture, ${OWN_PRICE} AS price, p.stock, p.min_quantity AS "minQuantity"`;

/** What this customer can buy, at their own prices, by name. */
export async function listShopProducts(scope: ShopScope, input: ShopProductsInput): Promise<ShopProductPage> {
  const { search = "", category, limit, cursor } = input;
  const conditions = [Prisma.sql`p.seller_id = ${scope.seller.id}::uuid AND p.status = 'active'`];
  if (category) conditions.push(Prisma.sql`p.category_id = ${category}::uuid`);
  const patterns = searchWords(search).map(containsPattern);
  if (patterns.length > 0) conditions.push(Prisma.sql`(p.name || ' ' || p.sku) ILIKE ALL (${patterns}::text[])`);
  if (cursor) conditions.push(Prisma.sql`(p.name, p.id) > (${cursor[0]}, ${cursor[1]}::uuid)`);
  const rows = await querySql<ShopProduct>(
    scope,
    Prisma.sql`SELECT ${COLUMNS} FROM products p ${ownPriceJoin(scope)}
      WHERE ${Prisma.join(conditions, " AND ")} ORDER BY p.name, p.id LIMIT ${limit + 1}`,
  );
  return { ...pageOf(rows, limit, (row) => [row.name, row.id]), sellerId: scope.seller.id };
}

/** Categories that have something to buy, in the seller's order. */
export async function listShopCategories(scope: ShopScope): Promise<ShopCategory[]> {
  return await scope.db.category.findMany({
    where: { sellerId: scope.seller.id, products: { some: { sellerId: scope.seller.id, status: "active" } } },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
}

export type PricedProduct = ShopProduct & { status: string };

/** The products with one of these SKUs, however written in upper and lower case, archived ones too. */
export async function findProductsBySku(scope: ShopScope, skus: string[]): Promise<PricedProduct[]> {
  if (skus.length === 0) return [];
  return await scope.db.$queryRaw<PricedProduct[]>(Prisma.sql`
    SELECT ${COLUMNS}, p.status FROM products p ${ownPriceJoin(scope)}
    WHERE p.seller_id = ${scope.seller.id}::uuid AND lower(p.sku) IN (SELECT lower(given) FROM unnest(${skus}::text[]) AS given)`);
}

/** Products by id, as they are now, in the caller's transaction. */
export async function findProductsById(db: Db, scope: ShopScope, ids: string[]): Promise<Map<string, PricedProduct>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<PricedProduct[]>(Prisma.sql`
    SELECT ${COLUMNS}, p.status FROM products p ${ownPriceJoin(scope)}
    WHERE p.seller_id = ${scope.seller.id}::uuid AND p.id = ANY (${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
