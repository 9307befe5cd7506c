import { z } from "zod";
import { REQUEST_BULK } from "@/lib/customers/requests/rules";
import type { CustomerStatus } from "@/lib/customers/rules";
import type { ShopLink } from "@/lib/customers/schema";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { line, paragraph } from "@/lib/text";

const optional = (text: z.ZodString, max: number) =>
  text.max(max, "customers.errors.tooLong").transform((value) => value || null);
const seller = z.string().max(48, "errors.notFound");

export const askInput = z.object({
  seller,
  note: optional(paragraph(), 500),
  company: optional(line(), 100),
});
export const withdrawInput = z.object({ seller });

export const findSellersInput = z.object({
  q: line().max(100, "customers.errors.tooLong").optional(),
  limit: limitInput,
  /** Name and id of the last seller. */
  cursor: cursorInput(z.tuple([z.string().max(200), z.uuid()])),
});

/** Where somebody stands with a seller that they asked. */
export type Standing = {
  state: CustomerStatus;
  askedAt: string | null;
  /** How often they have asked in all. */
  times: number;
  requestNote: string | null;
  requestCompany: string | null;
  /** The seller's reason, where it rejected. */
  reason: string | null;
  /** Rejected: from when on they may ask again; null: not by themselves. */
  askAgainFrom: string | null;
  /** That moment has come. */
  mayAsk: boolean;
};
export type MyRequest = ShopLink & Standing;
export type FindableSeller = ShopLink & { description: string | null; standing: Standing | null };
export type FindablePage = { items: FindableSeller[]; nextCursor: string | null };

const customerIds = z
  .array(z.uuid("errors.id"))
  .min(1, "errors.field")
  .max(REQUEST_BULK, "customers.errors.tooMany")
  .transform((ids) => [...new Set(ids)]);
export const REQUEST_STATES = ["requested", "rejected"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const approveRequestsInput = z.object({
  customerIds,
  /** What the member saw: a request that somebody else decided meanwhile stays as decided. */
  was: z.enum(REQUEST_STATES, "errors.field").default("requested"),
  priceListId: z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullable(),
  /** The seller's own, about whoever is let in. */
  note: optional(paragraph(), 1000).nullish(),
});
export const rejectRequestsInput = z.object({ customerIds, reason: optional(paragraph(), 300) });
/** Whose approval or rejection is taken back. */
export const undoDecisionsInput = z.object({ customerIds });

export const REQUEST_SORTS = ["asked", "-asked"] as const;
/** Rows that a table asks for at once. */
export const REQUEST_PAGE = 50;

/** What the list is narrowed to; the same words stand in the page's address. */
export const requestFilter = z.object({
  /** The beginning of a name or company, or a whole mobile number or e-mail. */
  q: line().max(320, "customers.errors.tooLong").default(""),
  state: z.enum(REQUEST_STATES, "customers.errors.status").default("requested"),
  /** Whoever waits longest stands first. */
  sort: z.enum(REQUEST_SORTS, "customers.errors.sort").default("asked"),
});
export type RequestFilter = z.output<typeof requestFilter>;

export const listRequestsInput = requestFilter.extend({
  limit: limitInput,
  /** When the last row was asked, and its id. */
  cursor: cursorInput(z.tuple([cursorTime, z.uuid()])),
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});

export type RequestItem = {
  id: string;
  name: string | null;
  /** What they said when they asked, else what is known. */
  company: string | null;
  contact: string | null;
  state: RequestState;
  askedAt: string;
  /** How often they have asked in all. */
  times: number;
  /** The label of the share link; null: they found the seller by themselves. */
  shareLink: string | null;
  requestNote: string | null;
  /** The seller's own note. */
  note: string | null;
  /** Why they were rejected, or were before. */
  reason: string | null;
  decidedAt: string | null;
};

export type RequestPage = {
  items: RequestItem[];
  nextCursor: string | null;
  /** With the first page, where asked for. */
  total: number | null;
  sellerId: string;
};
