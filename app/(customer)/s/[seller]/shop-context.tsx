"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef } from "react";
import { addToCartAction } from "@/lib/carts/actions";
import { basketOptions } from "@/lib/carts/query-options";
import { type BasketSummary, basketWith, lineProblem } from "@/lib/carts/rules";
import { isRefusal } from "@/lib/get-json";
import type { ShopProduct } from "@/lib/pricing/rules";
import type { ActionResult } from "@/lib/server/result";

type Shop = { sellerId: string; slug: string; currency: string };
type ShopContextValue = { shop: Shop; basket: BasketSummary; addsUnderWay: { current: number } };

const ShopContext = createContext<ShopContextValue | null>(null);

/** Which shop this is, and what its basket holds at the start. */
export function ShopProvider({ shop, basket, children }: { shop: Shop; basket: BasketSummary; children: ReactNode }) {
  const addsUnderWay = useRef(0);
  const { sellerId, slug, currency } = shop;
  const value = useMemo(
    () => ({ shop: { sellerId, slug, currency }, basket, addsUnderWay }),
    [sellerId, slug, currency, basket],
  );
  return <ShopContext value={value}>{children}</ShopContext>;
}

function useShopContext(): ShopContextValue {
  const value = useContext(ShopContext);
  if (!value) throw new Error("Only inside a shop.");
  return value;
}

export function useShop(): Shop {
  return useShopContext().shop;
}

export function useBasket(): BasketSummary {
  const { shop, basket } = useShopContext();
  const { data } = useQuery({ ...basketOptions(shop), initialData: { ...basket, sellerId: shop.sellerId } });
  return data;
}

/** Whether the shop has been closed to this person since it was opened: its basket, which everyone let in has, is refused. */
export function useShopClosed(): boolean {
  const { shop, basket } = useShopContext();
  const { error } = useQuery({ ...basketOptions(shop), initialData: { ...basket, sellerId: shop.sellerId } });
  return isRefusal(error);
}

/** For an answer "not found": a product or an order may be meant, or the shop itself. Asking for the basket tells. */
export function useCheckShop(): (code: string) => void {
  const { shop } = useShopContext();
  const client = useQueryClient();
  return useCallback(
    (code) => {
      if (code === "not_found") void client.invalidateQueries({ queryKey: basketOptions(shop).queryKey });
    },
    [client, shop],
  );
}

/** Says what the basket holds now: after an action that answered with it. */
export function useSetBasket(): (basket: BasketSummary) => void {
  const { shop } = useShopContext();
  const client = useQueryClient();
  return useCallback(
    (basket) => client.setQueryData(basketOptions(shop).queryKey, { ...basket, sellerId: shop.sellerId }),
    [client, shop],
  );
}

/** What the basket is known to hold at this moment, without asking. */
export function useReadBasket(): () => BasketSummary | undefined {
  const { shop } = useShopContext();
  const client = useQueryClient();
  return useCallback(() => client.getQueryData(basketOptions(shop).queryKey), [client, shop]);
}

/** Adds to the basket: the header counts at once where the add will hold, and takes it back when it did not. */
export function useAddToBasket() {
  const { shop, basket: first, addsUnderWay } = useShopContext();
  const client = useQueryClient();
  const setBasket = useSetBasket();
  return useCallback(
    async (product: ShopProduct, quantity: number): Promise<ActionResult<BasketSummary>> => {
      const { queryKey } = basketOptions(shop);
      const before = client.getQueryData(queryKey) ?? first;
      const expected = (before.quantities[product.id] ?? 0) + quantity;
      await client.cancelQueries({ queryKey });
      if (!lineProblem({ ...product, status: "active" }, expected)) setBasket(basketWith(before, product, quantity));
      addsUnderWay.current += 1;
      let after: BasketSummary = before;
      try {
        const result = await addToCartAction(shop.slug, { productId: product.id, quantity });
        if (result.ok) after = result.data;
        return result;
      } finally {
        addsUnderWay.current -= 1;
        // With more on their way, only the last answer knows of all of them.
        if (addsUnderWay.current === 0) setBasket(after);
        if (after === before) void client.invalidateQueries({ queryKey });
      }
    },
    [shop, first, addsUnderWay, client, setBasket],
  );
}
