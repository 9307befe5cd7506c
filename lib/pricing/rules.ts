/** What a customer may read of a product: its price is their own. */
export type ShopProduct = {
  id: string;
  sku: string;
  name: string;
  unit: string | null;
  picture: string | null;
  /** Minor units of the seller's currency. */
  price: number;
  stock: number;
  minQuantity: number;
};

export type ShopProductPage = { items: ShopProduct[]; nextCursor: string | null; sellerId: string };
export type ShopCategory = { id: string; name: string };

export type StockState = "in" | "low" | "out";

/** Fewer than the least that can be ordered is none at all. */
export function stockState({ stock, minQuantity }: Pick<ShopProduct, "stock" | "minQuantity">): StockState {
  if (stock < minQuantity) return "out";
  return stock <= minQuantity * 5 && stock <= 20 ? "low" : "in";
}

/** The words of a search, at most six; every one must occur in a product's name or SKU. */
export function searchWords(search: string): string[] {
  return search.trim().split(/\s+/u).filter(Boolean).slice(0, 6);
}

/** Products that the shop shows at a time. */
export const SHOP_PAGE = 24;
