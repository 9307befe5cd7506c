import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";
import {
  MAX_QUANTITY,
  MAX_STOCK,
  moneyError,
  NEW_CATEGORY,
  PRODUCT_STATUSES,
  type ProductStatus,
  parseMoney,
} from "@/lib/products/rules";
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

/** An amount in a currency with this many decimals; empty becomes null. */
const money = (digits: number) =>
  z
    .string()
    .trim()
    .max(40, "products.errors.price")
    .transform((typed, context) => {
      if (typed === "") return null;
      const minor = parseMoney(typed, digits);
      if (minor === null) context.addIssue(moneyError(typed, digits));
      return minor;
    });

const productFields = (digits: number) => ({
  // Quick order takes pasted lines apart at blanks and commas.
  sku: z
    .string()
    .trim()
    .min(1, "products.errors.skuRequired")
    .max(64, "products.errors.skuLong")
    .regex(/^[^\s,;\p{C}]+$/u, "products.errors.sku"),
  name: line().min(1, "products.errors.nameRequired").max(200, "products.errors.nameLong"),
  description: optional(paragraph(), 5000, "products.errors.descriptionLong"),
  categoryId: z.union([z.guid(), z.literal(["", NEW_CATEGORY])], "errors.id").transform((id) => id || null),
  /** The name of a category that is to be made. */
  newCategory: optional(line(), 80, "products.errors.categoryLong"),
  unit: optional(line(), 40, "products.errors.unitLong"),
  price: money(digits)
    .refine((minor) => minor !== null, "products.errors.priceRequired")
    .transform(Number),
  costPrice: money(digits),
  stock: wholeNumber(0, MAX_STOCK, "products.errors.stock"),
  minQuantity: wholeNumber(1, MAX_QUANTITY, "products.errors.minQuantity"),
});

/** Looked at whatever else is wrong: all errors of a form are told at once. */
const namesNewCategory = {
  path: ["newCategory"],
  error: "products.errors.categoryName",
  when: () => true,
};
const categoryNamed = ({ categoryId, newCategory }: { categoryId: string | null; newCategory: string | null }) =>
  categoryId !== NEW_CATEGORY || Boolean(newCategory);

/** A product of a seller whose currency has this many decimals. */
export const productInput = (digits: number) => z.object(productFields(digits)).refine(categoryNamed, namesNewCategory);
export type ProductInput = z.output<ReturnType<typeof productInput>>;
/** The form's values. */
export type ProductDraft = z.input<ReturnType<typeof productInput>>;

export const productUpdateInput = (digits: number) =>
  z
    .object({
      ...productFields(digits),
      id: z.guid("errors.id"),
      /** When the row that the edit started from was last changed. */
      updatedAt: z.iso
        .datetime("errors.field")
        .refine((time) => time >= "0001", "errors.field")
        .transform((text) => new Date(text)),
    })
    .refine(categoryNamed, namesNewCategory);
export type ProductUpdate = z.output<ReturnType<typeof productUpdateInput>>;

/** A form as it comes in, before the seller and with them the currency are known. */
const text = z.string("errors.field");
export const productDraft = z.object({
  sku: text,
  name: text,
  description: text,
  categoryId: text,
  newCategory: text,
  unit: text,
  price: text,
  costPrice: text,
  stock: text,
  minQuantity: text,
});
export const productUpdateDraft = productDraft.extend({ id: text, updatedAt: text });

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
