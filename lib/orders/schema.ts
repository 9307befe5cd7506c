import { z } from "zod";
import { ORDER_STATUSES } from "@/lib/orders/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import { line, paragraph } from "@/lib/text";

/** Order numbers are PostgreSQL integers; anything else names no order. */
const MAX_NUMBER = 2_147_483_647;
const orderNumberInput = z.coerce
  .number("errors.notFound")
  .int("errors.notFound")
  .min(1, "errors.notFound")
  .max(MAX_NUMBER, "errors.notFound");

const orderCursor = cursorInput(z.tuple([z.int().min(0).max(MAX_NUMBER)]));

/** Rows that the table asks for at once. */
export const ORDER_PAGE = 20;

export const ownOrdersInput = z.object({ limit: limitInput, cursor: orderCursor });
export type OwnOrdersInput = z.output<typeof ownOrdersInput>;

export const orderFilters = z.object({
  search: line("errors.field").max(100, "orders.errors.searchLong").optional(),
  status: z.enum(ORDER_STATUSES, "orders.errors.status").optional(),
});
export type OrderFilters = z.output<typeof orderFilters>;

export const ordersInput = orderFilters.extend({
  limit: limitInput,
  cursor: orderCursor,
  /** The number of all rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});
export type OrdersInput = z.output<typeof ordersInput>;

const optional = (text: z.ZodString, max: number, message: string) =>
  text
    .max(max, message)
    .optional()
    .transform((text) => text || null);

export const placeOrderInput = z.object({
  cartId: z.guid("errors.id"),
  /** What the customer saw, in minor units: nothing is ordered at another total. */
  shownTotal: z.int("errors.field").min(0, "errors.field"),
  poNumber: optional(line("errors.field"), 60, "orders.errors.poNumberLong"),
  note: optional(paragraph("errors.field"), 2000, "orders.errors.noteLong"),
});
export type PlaceOrderInput = z.output<typeof placeOrderInput>;

export const orderInput = z.object({ number: orderNumberInput });

export const cancelOrderInput = orderInput.extend({
  reason: paragraph("orders.errors.reason").min(1, "orders.errors.reason").max(500, "orders.errors.reasonLong"),
});
