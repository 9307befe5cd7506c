import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

const searchInput = line("errors.field").max(100, "shop.errors.searchLong").optional();

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
