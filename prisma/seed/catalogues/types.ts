import type { Picture } from "@/lib/products/pictures";

/** SKU stem, name, and a price in major units per variant. */
type Item = readonly [picture: Picture, sku: string, name: string, variants: Readonly<Record<string, number>>];
type Category = { name: string; unit: string; note: string; items: readonly Item[] };
export type Catalogue = { prefix: string; categories: readonly Category[] };
