import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";

const searchInput = z.string("errors.field").trim().max(100, "shop.errors.searchLong").optional();

export const shopProductFilters = z.object({
  search: searchInput,
  category: z.guid("errors.id").optional(),
});
export type ShopProductFilters = z.output<typeof shopProductFilters>;

export const shopProductsInput = shopProductFilters.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.string(), z.guid()])),
});
export type ShopProductsInput = z.output<typeof shopProductsInput>;
