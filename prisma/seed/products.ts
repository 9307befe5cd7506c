import { newId } from "@/lib/db/ids";
import { minorDigits } from "@/lib/i18n/format";
import { type CreatedProduct, productRow } from "../factories/trade";
import type { Random } from "./random";
import type { Rows } from "./rows";
import type { Shop } from "./shops";

/** How many of the first products of a shop's list are always in stock, in single pieces: the pages that people see first. */
const PLAIN = 24;

/** The shop's categories and products, sorted by name. */
export function addProducts(
  rows: Rows,
  shop: Shop,
  seller: { id: string },
  random: Random,
  since: Date,
): CreatedProduct[] {
  const factor = 10 ** minorDigits(shop.seller.currency);
  const products = shop.catalogue.categories.flatMap(({ name, unit, note, items }, position) => {
    const category = { sellerId: seller.id, id: newId(), name, position };
    rows.categories.push(category);
    return items.flatMap(([picture, stem, item, variants]) =>
      Object.entries(variants).map(([variant, price]) => {
        const code = variant
          .toUpperCase()
          .replace(/[^A-Z0-9]/g, "")
          .slice(0, 6);
        const minor = Math.round(price * factor);
        const costPrice = Math.round(minor * (0.52 + random.next() * 0.2));
        const stock = random.int(60, 900);
        return productRow({
          seller,
          category,
          sku: `${shop.catalogue.prefix}-${stem}-${code}`,
          name: `${item}, ${variant}`,
          description: note,
          unit,
          picture,
          price: minor,
          costPrice,
          stock,
          createdAt: since,
        });
      }),
    );
  });
  products.sort((a, b) => (a.name < b.name ? -1 : 1));
  rows.products.push(...products.map((product, index) => ({ ...product, ...oddity(index) })));
  return products;
}

/** A few that are sold out, nearly so, archived, or sold only from some quantity on. */
function oddity(index: number): { stock?: number; minQuantity?: number; status?: string } {
  if (index < PLAIN) return {};
  if (index % 19 === 7) return { stock: 0 };
  if (index % 13 === 5) return { stock: 4 };
  if (index % 11 === 3) return { minQuantity: 5 };
  if (index % 29 === 1) return { status: "archived" };
  return {};
}

export type PriceList = { id: string; prices: Map<string, bigint> };

export function addPriceLists(
  rows: Rows,
  shop: Shop,
  seller: { id: string },
  products: CreatedProduct[],
  random: Random,
): PriceList[] {
  return shop.priceLists.map(({ name, off, share }) => {
    const id = newId();
    const prices = new Map<string, bigint>();
    for (const product of products) {
      if (!random.chance(share)) continue;
      prices.set(product.id, BigInt(Math.round(Number(product.price) * (1 - off - random.next() * 0.03))));
    }
    rows.priceLists.push({ sellerId: seller.id, id, name });
    rows.priceListItems.push(
      ...[...prices].map(([productId, price]) => ({ sellerId: seller.id, priceListId: id, productId, price })),
    );
    return { id, prices };
  });
}
