import { z } from "zod";
import { cursorInput, limitInput } from "@/lib/paging";
import { PAYOUT_STATES } from "@/lib/payouts/rules";
import { line, paragraph } from "@/lib/text";

const MAX_NUMBER = 2_147_483_647;
const number = z.coerce
  .number("errors.notFound")
  .int("errors.notFound")
  .min(1, "errors.notFound")
  .max(MAX_NUMBER, "errors.notFound");
const numberCursor = cursorInput(z.tuple([z.int().min(0).max(MAX_NUMBER)]));

export const payoutFilter = z.object({ state: z.enum(PAYOUT_STATES, "errors.field").optional() });
export type PayoutFilter = z.output<typeof payoutFilter>;

export const payoutListInput = payoutFilter.extend({ limit: limitInput, cursor: numberCursor });
export type PayoutListInput = z.output<typeof payoutListInput>;

export const payoutInput = z.object({ number });

/** Rows of a statement that are shown at once. */
export const LINE_PAGE = 100;
export const payoutLinesInput = payoutInput.extend({ cursor: numberCursor });

export const adminPayoutFilter = payoutFilter.extend({
  seller: line().max(100, "admin.errors.searchLong").default(""),
});
export type AdminPayoutFilter = z.output<typeof adminPayoutFilter>;

export const adminPayoutListInput = adminPayoutFilter.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.guid()])),
});
export type AdminPayoutListInput = z.output<typeof adminPayoutListInput>;

/** One payout of one seller, as operators name it in addresses. */
export const sellerPayoutInput = z.object({ seller: z.string().max(100, "errors.notFound"), number });
export type SellerPayoutInput = z.output<typeof sellerPayoutInput>;
export const sellerPayoutLinesInput = sellerPayoutInput.extend({ cursor: numberCursor });

/** The same in the address of an export: `seller` would be the door's own. */
export const statementInput = z
  .object({ slug: sellerPayoutInput.shape.seller, number })
  .transform(({ slug: seller, number }) => ({ seller, number }));

const day = z.iso.date("payouts.errors.day").refine((text) => text >= "2000-01-01", "payouts.errors.day");
const MAX_DAYS = 366;

function asPeriod<Schema extends z.ZodType<{ from: string; to: string }>>(schema: Schema) {
  return schema
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "payouts.errors.backwards" })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MAX_DAYS * 86_400_000, {
      path: ["to"],
      message: "payouts.errors.periodLong",
    });
}

/** Every seller's. */
export const payoutRunInput = asPeriod(z.object({ from: day, to: day }));
export type PayoutRunInput = z.output<typeof payoutRunInput>;

/** One seller's, by its name in addresses. */
export const computePayoutsInput = asPeriod(
  z.object({
    from: day,
    to: day,
    seller: z.string().trim().min(1, "payouts.errors.seller").max(100, "payouts.errors.seller"),
  }),
);
export type ComputePayoutsInput = z.output<typeof computePayoutsInput>;

export const approvePayoutInput = sellerPayoutInput.extend({
  /** What was seen, in minor units: nothing else is approved. */
  shownNet: z.int("errors.field"),
});
export type ApprovePayoutInput = z.output<typeof approvePayoutInput>;

export const payPayoutInput = sellerPayoutInput.extend({
  reference: line("errors.field").min(1, "payouts.errors.reference").max(140, "payouts.errors.referenceLong"),
});
export type PayPayoutInput = z.output<typeof payPayoutInput>;

export const correctPayoutInput = sellerPayoutInput.extend({
  /** Made by the form: submitted twice it is one counter-entry. */
  id: z.guid("errors.id"),
  direction: z.enum(["more", "less"], "errors.field"),
  // Whether they say anything is looked at together, with the currency that says which amounts there are: all that is wrong is told at once.
  amount: z.string("errors.field").trim().max(40, "payouts.errors.amount"),
  reason: paragraph("payouts.errors.reason").max(500, "payouts.errors.reasonLong"),
});
export type CorrectPayoutInput = z.output<typeof correctPayoutInput>;
