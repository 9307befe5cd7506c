import { z } from "zod";
import { orderInput } from "@/lib/orders/schema";
import { paragraph } from "@/lib/text";

export const refundOrderInput = orderInput.extend({
  /** Made by the form: submitted twice it is one refund. */
  id: z.guid("errors.id"),
  /** As it is written in the order's currency. */
  amount: z.string("errors.field").trim().min(1, "refunds.errors.amountEmpty").max(40, "refunds.errors.amount"),
  reason: paragraph("refunds.errors.reason").min(1, "refunds.errors.reason").max(500, "refunds.errors.reasonLong"),
});
export type RefundOrderInput = z.output<typeof refundOrderInput>;
