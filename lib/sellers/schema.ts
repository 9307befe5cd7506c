import { z } from "zod";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import { asciiDigits } from "@/lib/digits";
import { cursorInput, limitInput } from "@/lib/paging";
import {
  BULK_DECISIONS,
  MAX_DAILY_INVITES,
  needsReason,
  parseCommission,
  SELLER_BULK,
  SELLER_DECISIONS,
  SELLER_PARTS,
  SELLER_STATUSES,
} from "@/lib/sellers/rules";
import { line, paragraph } from "@/lib/text";

/** What the list is narrowed to; the same words stand in the page's address. */
export const sellerFilter = z.object({
  search: line().max(100, "admin.errors.searchLong").default(""),
  status: z.enum(SELLER_STATUSES, "errors.field").optional(),
});
export type SellerFilter = z.output<typeof sellerFilter>;

export const sellerListInput = sellerFilter.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.string(), z.guid()])),
});
export type SellerListInput = z.output<typeof sellerListInput>;

/** One part of a seller, as it stands in the page's address. */
export const sellerPartInput = z.object({
  tab: z.enum(SELLER_PARTS, "errors.field").default("overview"),
  /** Of customers. */
  status: z.enum(CUSTOMER_STATUSES, "errors.field").optional(),
  limit: limitInput,
  /** The id of the last row: ids are made in the order of time. */
  cursor: cursorInput(z.tuple([z.uuid()])),
});
export type SellerPartInput = z.output<typeof sellerPartInput>;

const decidedReason = paragraph()
  .max(500, "admin.errors.reasonLong")
  .transform((text) => text || null);

export const sellerDecisionInput = z
  .object({
    id: z.guid("errors.id"),
    decision: z.enum(SELLER_DECISIONS, "errors.field"),
    reason: decidedReason,
    /** Which submission was looked at: a submitted shop stays as it is until it is decided, and another one is another time. */
    submittedAt: z.iso.datetime("errors.field").nullish(),
  })
  .refine(({ decision, reason }) => !needsReason(decision) || reason !== null, {
    path: ["reason"],
    error: "admin.errors.reasonRequired",
  });
export type SellerDecisionInput = z.output<typeof sellerDecisionInput>;

export const sellerDecisionsInput = z
  .object({
    ids: z
      .array(z.guid("errors.id"))
      .min(1, "errors.field")
      .max(SELLER_BULK, "errors.field")
      .transform((ids) => [...new Set(ids)]),
    decision: z.enum(BULK_DECISIONS, "errors.field"),
    reason: decidedReason,
  })
  .refine(({ decision, reason }) => !needsReason(decision) || reason !== null, {
    path: ["reason"],
    error: "admin.errors.reasonRequired",
  });
export type SellerDecisionsInput = z.output<typeof sellerDecisionsInput>;

export const terminateSellerInput = z.object({
  id: z.guid("errors.id"),
  /** The seller's name, typed. */
  name: z.string("errors.field").max(200, "admin.terminate.errors.name"),
  reason: paragraph("errors.field").min(1, "admin.errors.reasonRequired").max(500, "admin.errors.reasonLong"),
});
export type TerminateSellerInput = z.output<typeof terminateSellerInput>;

export const sellerTermsInput = z.object({
  id: z.guid("errors.id"),
  /** As typed, in percent. */
  commission: z.string("errors.field").transform((text, context) => {
    const bp = parseCommission(text);
    if (bp !== null) return bp;
    context.addIssue({ code: "custom", message: "admin.terms.errors.commission" });
    return z.NEVER;
  }),
  /** As typed; empty: as many as everybody. */
  dailyInvites: z.string("errors.field").transform((text, context) => {
    const typed = asciiDigits(text).trim();
    if (typed === "") return null;
    if (/^\d{1,7}$/.test(typed) && Number(typed) <= MAX_DAILY_INVITES) return Number(typed);
    context.addIssue({ code: "custom", message: "admin.terms.errors.dailyInvites" });
    return z.NEVER;
  }),
});
export type SellerTermsInput = z.output<typeof sellerTermsInput>;
