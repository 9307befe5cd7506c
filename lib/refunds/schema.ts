import { z } from "zod";
import { orderInput } from "@/lib/orders/schema";
import { paragraph } from "@/lib/text";

export const refundOrderInput = orderInput.extend({
  /** Made by the form: submitted twice it is one refund. */
  id: z.guid("errors.id"),
  /** As it is written in the order's currency; empty: all that was not refunded yet. */
  amount: z.string("errors.field").trim().max(40, "products.errors.price"),
  reason: paragraph("refunds.errors.reason").min(1, "refunds.errors.reason").max(500, "refunds.errors.reasonLong"),
});
export type RefundOrderInput = z.output<typeof refundOrderInput>;
