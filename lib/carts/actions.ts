"use server";

import { addToCart, removeCartLine, setCartLine } from "@/lib/carts/commands";
import { checkQuickOrder } from "@/lib/carts/queries";
import { cartLineInput, cartLinesInput, quickOrderInput, removeLineInput } from "@/lib/carts/schema";
import { action } from "@/lib/server/action";

export const addToCartAction = action({
  scope: "shop",
  input: cartLineInput,
  run: (scope, line) => addToCart(scope, { lines: [line] }),
});

export const addLinesToCartAction = action({ scope: "shop", input: cartLinesInput, run: addToCart });

export const setCartLineAction = action({ scope: "shop", input: cartLineInput, run: setCartLine });

export const removeCartLineAction = action({ scope: "shop", input: removeLineInput, run: removeCartLine });

export const checkQuickOrderAction = action({
  scope: "shop",
  input: quickOrderInput,
  run: (scope, { text }) => checkQuickOrder(scope, text),
});
