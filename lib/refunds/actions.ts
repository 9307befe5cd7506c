"use server";

import { refundOrder } from "@/lib/refunds/commands";
import { refundOrderInput } from "@/lib/refunds/schema";
import { action } from "@/lib/server/action";

export const refundOrderAction = action({
  scope: "store",
  can: "orders.refund",
  input: refundOrderInput,
  run: refundOrder,
});
