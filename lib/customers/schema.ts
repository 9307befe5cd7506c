import { z } from "zod";
import type { ContactKind } from "@/lib/contacts/rules";
import { CUSTOMER_STATUSES, type CustomerStatus, type Grant } from "@/lib/customers/rules";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { line, paragraph } from "@/lib/text";

const optional = (text: z.ZodString, max: number) =>
  text.max(max, "customers.errors.tooLong").transform((value) => value || null);
const priceListId = z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullable();

const CUSTOMER_SORTS = ["added", "-added", "lastVisit", "-lastVisit"] as const;

/** Rows that a table asks for at once. */
export const CUSTOMER_PAGE = 50;

/** What the list is narrowed to; the same words stand in the page's address. */
export const customerFilter = z.object({
  /** The beginning of a name or company, or a whole mobile number or e-mail. */
  q: line().max(320, "customers.errors.tooLong").default(""),
  status: z.enum(CUSTOMER_STATUSES, "customers.errors.status").optional(),
  sort: z.enum(CUSTOMER_SORTS, "customers.errors.sort").default("-added"),
});
export type CustomerFilter = z.output<typeof customerFilter>;

export const listCustomersInput = customerFilter.extend({
  limit: limitInput,
  /** Last visit (empty: never) and id of the last row. */
  cursor: cursorInput(z.tuple([z.union([z.literal(""), cursorTime]), z.uuid()])),
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});

export const customerIdInput = z.object({ customerId: z.uuid("errors.id") });

export const updateCustomerInput = z.object({
  customerId: z.uuid("errors.id"),
  name: optional(line(), 100),
  company: optional(line(), 100),
  note: optional(paragraph(), 1000),
  priceListId,
});

export const approveRequestInput = z.object({ customerId: z.uuid("errors.id"), priceListId });
export const rejectRequestInput = z.object({ customerId: z.uuid("errors.id"), reason: optional(paragraph(), 300) });

export const requestAccessInput = z.object({
  seller: z.string().max(48, "errors.notFound"),
  note: optional(paragraph(), 500),
});

export const findSellersInput = z.object({
  q: line().max(100, "customers.errors.tooLong").optional(),
  limit: limitInput,
  /** Name and id of the last seller. */
  cursor: cursorInput(z.tuple([z.string().max(200), z.uuid()])),
});

export type CustomerItem = {
  id: string;
  /** The seller's own name for them, else the person's. */
  name: string | null;
  company: string | null;
  /** What the seller itself wrote, for editing. */
  own: { name: string | null; company: string | null; note: string | null };
  contact: string | null;
  contactKind: ContactKind | null;
  status: CustomerStatus;
  grantedHow: Grant | null;
  grantedAt: string | null;
  joinDate: string | null;
  priceList: { id: string; name: string } | null;
  requestNote: string | null;
  decisionNote: string | null;
  lastVisitAt: string | null;
  createdAt: string;
};

export type CustomerPage = {
  items: CustomerItem[];
  nextCursor: string | null;
  /** With the first page, where asked for. */
  total: number | null;
  sellerId: string;
};

export type ShopLink = {
  sellerId: string;
  name: string;
  slug: string;
  status: string;
  trade: string | null;
  town: string | null;
  logo: string | null;
  accent: string | null;
};

export type MyRequest = ShopLink & {
  state: CustomerStatus;
  requestNote: string | null;
  decisionNote: string | null;
  askedAt: string;
};

export type FindableSeller = ShopLink & { description: string | null; state: CustomerStatus | null };

export type FindablePage = { items: FindableSeller[]; nextCursor: string | null };
