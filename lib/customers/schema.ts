import { z } from "zod";
import type { EventItem } from "@/lib/audit/schema";
import type { ClientStatus } from "@/lib/clients/rules";
import type { ContactKind } from "@/lib/contacts/rules";
import { CUSTOMER_BULK, CUSTOMER_STATUSES, type CustomerStatus, GRANTS, type Grant } from "@/lib/customers/rules";
import type { TimelineMessage } from "@/lib/messages/rules";
import type { OrderSummary } from "@/lib/orders/rules";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { line, paragraph } from "@/lib/text";
import type { TimelineVisit } from "@/lib/visits/rules";

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
  /** How they came in. */
  how: z.enum(GRANTS, "errors.field").optional(),
  /** A price list, or none: list prices. */
  prices: z.union([z.uuid(), z.literal("none")], "errors.id").optional(),
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

const customerIds = z.array(z.uuid("errors.id")).min(1, "errors.field").max(CUSTOMER_BULK, "customers.errors.tooMany");
export const revokeCustomersInput = z.object({ customerIds });
/** `undo`: they get back what was just taken, however they had come to it. */
export const restoreCustomersInput = z.object({ customerIds, undo: z.boolean().default(false) });

export const updateCustomerInput = z.object({
  customerId: z.uuid("errors.id"),
  name: optional(line(), 100),
  company: optional(line(), 100),
  note: optional(paragraph(), 1000),
  priceListId,
  /** What stood there when they began to change it; it is not written over when somebody has changed it since. */
  seen: z
    .object({
      name: z.string("errors.field").nullable(),
      company: z.string("errors.field").nullable(),
      note: z.string("errors.field").nullable(),
      priceListId: z.uuid("errors.id").nullable(),
    })
    .optional(),
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

export type CustomerOrders = { count: number; lastAt: string | null; lastNumber: number | null };
export type CustomerRowItem = CustomerItem & { orders: CustomerOrders };

export type CustomerPage = {
  items: CustomerRowItem[];
  nextCursor: string | null;
  /** With the first page, where asked for; null when a search finds more than ten thousand. */
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

/** Rows that a customer's page asks for at once. */
export const TIMELINE_PAGE = 30;
export const CUSTOMER_ORDERS_PAGE = 10;

const pageInput = {
  id: z.uuid("errors.id"),
  limit: limitInput.pipe(z.number().max(50, "errors.limit")),
  count: z.literal("1", "errors.field").optional(),
};
/** Time and id of the last entry. */
export const timelineInput = z.object({ ...pageInput, cursor: cursorInput(z.tuple([cursorTime, z.uuid()])) });
/** Number of the last order. */
export const customerOrdersInput = z.object({ ...pageInput, cursor: cursorInput(z.tuple([z.int32()])) });

/** One thing between this seller and this customer: an event, a visit, or a message with what became of it. */
export type TimelineEntry =
  | ({ kind: "event" } & EventItem)
  | { kind: "visit"; id: string; at: string; visit: TimelineVisit }
  | { kind: "message"; id: string; at: string; message: TimelineMessage };
export type TimelinePage = { items: TimelineEntry[]; nextCursor: string | null; sellerId: string };

export type CustomerOrdersPage = {
  items: OrderSummary[];
  nextCursor: string | null;
  sellerId: string;
  total: number | null;
};

/** What gave the access, where it is still known. */
export type GrantSource =
  | { kind: "invite"; contact: string; at: string }
  | { kind: "client"; label: string; contact: string | null; status: ClientStatus };

export type CustomerDetails = CustomerItem & {
  /** The member who let them in; `former`: nobody who works here now. */
  grantedBy: { name: string | null; former: boolean } | null;
  source: GrantSource | null;
  requestedAt: string | null;
  requestCompany: string | null;
  /** The poster or counter that the request came from. */
  shareLink: string | null;
  decidedAt: string | null;
  /** Of all their orders; `total` leaves cancelled ones out. */
  orders: CustomerOrders & { total: number; cancelled: number };
};
