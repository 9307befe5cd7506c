import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";
import { SELLER_DECISIONS, SELLER_STATUSES } from "@/lib/sellers/rules";
import { line, paragraph } from "@/lib/text";

export const sellerListInput = z.object({
  search: line().max(100, "admin.errors.searchLong").default(""),
  status: z.enum(SELLER_STATUSES, "errors.field").optional(),
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.string(), z.guid()])),
});
export type SellerListInput = z.output<typeof sellerListInput>;

export const sellerDecisionInput = z
  .object({
    id: z.guid("errors.id"),
    decision: z.enum(SELLER_DECISIONS, "errors.field"),
    reason: paragraph()
      .max(500, "admin.errors.reasonLong")
      .transform((text) => text || null),
  })
  .refine(({ decision, reason }) => decision !== "suspend" || reason !== null, {
    path: ["reason"],
    error: "admin.errors.reasonRequired",
  });
export type SellerDecisionInput = z.output<typeof sellerDecisionInput>;
