import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";
import { MAX_QUANTITY, MAX_STOCK, PRODUCT_STATUSES, type ProductStatus } from "@/lib/products/rules";
import { line, paragraph } from "@/lib/text";

const PRODUCT_SORTS = ["name", "sku", "price", "stock", "updated"] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];
export const STOCK_FILTERS = ["in", "low", "out"] as const;

/** Rows that the table asks for at once. */
export const PRODUCT_PAGE = 50;

/** A leading minus sorts the other way round. */
const sortInput = z.enum(
  ["name", "-name", "sku", "-sku", "price", "-price", "stock", "-stock", "updated", "-updated"],
  "errors.field",
);

/** What a list of products is narrowed to; the same words stand in the page's address. */
export const productFilter = z.object({
  search: line().max(100, "products.errors.searchLong").default(""),
  category: z.union([z.guid(), z.literal("none")], "errors.id").optional(),
  status: z.enum([...PRODUCT_STATUSES, "all"], "errors.field").default("active"),
  stock: z.enum(STOCK_FILTERS, "errors.field").optional(),
  sort: sortInput.default("name"),
});
export type ProductFilter = z.output<typeof productFilter>;

export const productListInput = productFilter.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.union([z.string(), z.number()]), z.guid()])),
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});
export type ProductListInput = z.output<typeof productListInput>;

export const productIdInput = z.object({ id: z.guid("errors.id") });

const optional = (text: z.ZodString, max: number, message: string) =>
  text.max(max, message).transform((value) => value || null);

const wholeNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);

/** A product as typed. Amounts stay text: the seller's currency says how to read them. */
export const productInput = z.object({
  // Quick order takes pasted lines apart at blanks and commas.
  sku: z
    .string()
    .trim()
    .min(1, "products.errors.skuRequired")
    .max(64, "products.errors.skuLong")
    .regex(/^[^\s,;\p{C}]+$/u, "products.errors.sku"),
  name: line().min(1, "products.errors.nameRequired").max(200, "products.errors.nameLong"),
  description: optional(paragraph(), 5000, "products.errors.descriptionLong"),
  categoryId: z.union([z.guid(), z.literal("")], "errors.id").transform((id) => id || null),
  /** A category that is to be made; wins over categoryId. */
  newCategory: optional(line(), 80, "products.errors.categoryLong"),
  unit: optional(line(), 40, "products.errors.unitLong"),
  price: z.string().trim().min(1, "products.errors.priceRequired").max(40, "products.errors.price"),
  costPrice: z.string().trim().max(40, "products.errors.price"),
  stock: wholeNumber(0, MAX_STOCK, "products.errors.stock"),
  minQuantity: wholeNumber(1, MAX_QUANTITY, "products.errors.minQuantity"),
});
export type ProductInput = z.output<typeof productInput>;
/** The form's values. */
export type ProductDraft = z.input<typeof productInput>;

export const productUpdateInput = productInput.extend({
  id: z.guid("errors.id"),
  /** When the row that the edit started from was last changed. */
  updatedAt: z.iso
    .datetime("errors.field")
    .refine((time) => time >= "0001", "errors.field")
    .transform((text) => new Date(text)),
});
export type ProductUpdate = z.output<typeof productUpdateInput>;

export const productStatusInput = z.object({
  ids: z.array(z.guid("errors.id")).min(1, "errors.field").max(500, "products.errors.tooMany"),
  status: z.enum(PRODUCT_STATUSES, "errors.field"),
});
export type ProductStatusChange = z.output<typeof productStatusInput>;

export const productPricesInput = z.object({
  id: z.guid("errors.id"),
  prices: z
    .array(
      z.object({
        priceListId: z.guid("errors.id"),
        /** The price that the edit started from, in minor units; null: none of its own. */
        before: z.int().min(0).nullable(),
        /** As typed; empty: back to the product's own price. */
        price: z.string().trim().max(40, "products.errors.price"),
      }),
    )
    .min(1, "errors.field")
    .max(500, "products.errors.tooMany"),
});
export type ProductPrices = z.output<typeof productPricesInput>;

export type CategoryDto = { id: string; name: string };

export type ProductRow = {
  id: string;
  sku: string;
  name: string;
  unit: string | null;
  categoryId: string | null;
  picture: string | null;
  price: number;
  stock: number;
  minQuantity: number;
  status: ProductStatus;
  updatedAt: string;
};

export type ProductPage = { items: ProductRow[]; nextCursor: string | null; sellerId: string; total?: number };

export type ProductDto = ProductRow & {
  description: string | null;
  costPrice: number | null;
  createdAt: string;
  sellerId: string;
};

export type ProductPriceDto = { priceListId: string; name: string; price: number | null };
