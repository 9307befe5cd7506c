import { z } from "zod";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import { cursorInput, limitInput } from "@/lib/paging";

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "customers.errors.tooLong")
    .transform((value) => value || null);
const priceListId = z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullable();

export const CUSTOMER_SORTS = ["added", "-added", "lastVisit", "-lastVisit"] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export const listCustomersInput = z.object({
  limit: limitInput,
  /** Last visit (empty: never) and id of the last row. */
  cursor: cursorInput(z.tuple([z.union([z.literal(""), z.iso.datetime()]), z.uuid()])),
  /** The beginning of a name or company, or a whole mobile number or e-mail. */
  q: z.string().trim().max(320, "customers.errors.tooLong").optional(),
  status: z.enum(CUSTOMER_STATUSES, "customers.errors.status").optional(),
  sort: z.enum(CUSTOMER_SORTS, "customers.errors.sort").default("-added"),
});

export const customerIdInput = z.object({ customerId: z.uuid("errors.id") });

export const updateCustomerInput = z.object({
  customerId: z.uuid("errors.id"),
  name: text(100),
  company: text(100),
  note: text(1000),
  priceListId,
});

export const approveRequestInput = z.object({ customerId: z.uuid("errors.id"), priceListId });
export const rejectRequestInput = z.object({ customerId: z.uuid("errors.id"), reason: text(300) });

export const requestAccessInput = z.object({ seller: z.string().max(48, "errors.notFound"), note: text(500) });

export const findSellersInput = z.object({
  q: z.string().trim().max(100, "customers.errors.tooLong").optional(),
  limit: limitInput,
  /** Name and id of the last seller. */
  cursor: cursorInput(z.tuple([z.string().max(200), z.uuid()])),
});
