"use server";

import { cancelOrder, confirmOrder, deliverOrder, orderAgain, placeOrder, shipOrder } from "@/lib/orders/commands";
import { cancelOrderInput, orderInput, placeOrderInput } from "@/lib/orders/schema";
import { action } from "@/lib/server/action";

export const placeOrderAction = action({ scope: "shop", input: placeOrderInput, run: placeOrder });

export const orderAgainAction = action({ scope: "shop", input: orderInput, run: orderAgain });

export const confirmOrderAction = action({
  scope: "store",
  can: "orders.answer",
  input: orderInput,
  run: confirmOrder,
});

export const shipOrderAction = action({ scope: "store", can: "orders.answer", input: orderInput, run: shipOrder });

export const deliverOrderAction = action({
  scope: "store",
  can: "orders.answer",
  input: orderInput,
  run: deliverOrder,
});

export const cancelOrderAction = action({
  scope: "store",
  can: "orders.answer",
  input: cancelOrderInput,
  run: cancelOrder,
});
