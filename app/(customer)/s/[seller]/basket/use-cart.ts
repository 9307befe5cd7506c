"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useCheckShop, useReadBasket, useSetBasket } from "@/app/(customer)/s/[seller]/shop-context";
import { orUnanswered } from "@/components/use-action";
import { type BasketSummary, type Cart, cartOf, summaryOf } from "@/lib/carts/rules";
import type { ActionResult } from "@/lib/server/result";

export type SendChange = (change: () => Promise<ActionResult<Cart>>, meanwhile?: Cart) => Promise<ActionResult<Cart>>;

/** The basket as the server last answered with it, and one way to change it. */
export function useCart(fromServer: Cart) {
  const t = useTranslations("shop");
  const router = useRouter();
  const setBasket = useSetBasket();
  const readBasket = useReadBasket();
  const checkShop = useCheckShop();
  // A page that was kept while another was shown gets its newer basket as a property.
  const [state, setState] = useState({ fromServer, cart: fromServer });
  if (state.fromServer !== fromServer) setState({ fromServer, cart: fromServer });
  const shown = useRef(fromServer);
  const show = (cart: Cart) => {
    shown.current = cart;
    setState({ fromServer, cart });
    setBasket(summaryOf(cart));
  };
  // Once per answer of the server: a kept page's effects run again when it is shown again.
  const told = useRef<Cart>(null);
  useEffect(() => {
    const held = readBasket();
    const again = told.current === fromServer;
    const first = told.current === null;
    told.current = fromServer;
    if (again || (first && held && !isSame(held, summaryOf(fromServer)))) {
      // The browser's Back: this page is older than the order that was placed from it, or than another change since.
      if (held?.count === 0) setState({ fromServer, cart: cartOf(null, []) });
      router.refresh();
      return;
    }
    shown.current = fromServer;
    setBasket(summaryOf(fromServer));
  }, [fromServer, router, readBasket, setBasket]);

  const latest = useRef(0);
  const last = useRef<Promise<ActionResult<Cart>>>(null);
  const [underWay, setUnderWay] = useState(0);
  /** Changes reach the server one after the other, so the answer to the last one knows of all of them. */
  const send: SendChange = async (change, meanwhile) => {
    latest.current += 1;
    const mine = latest.current;
    const before = shown.current;
    if (meanwhile) show(meanwhile);
    setUnderWay((count) => count + 1);
    const answer = async (): Promise<ActionResult<Cart>> => {
      const result = await orUnanswered(change, () => t("notReached"));
      setUnderWay((count) => count - 1);
      if (mine === latest.current) {
        last.current = null;
        if (result.ok) show(result.data);
        else if (meanwhile) show(before);
      }
      if (!result.ok) checkShop(result.error.code);
      return result;
    };
    last.current = answer();
    return last.current;
  };
  /** The basket once nothing is on its way any more; null when the last change was refused. */
  const settled = async (): Promise<Cart | null> => {
    let underWay = last.current;
    while (underWay !== null) {
      const result = await underWay;
      if (!result.ok) return null;
      underWay = last.current;
    }
    return shown.current;
  };
  return { cart: state.cart, send, settled, changing: underWay > 0 };
}

function isSame(a: BasketSummary, b: BasketSummary): boolean {
  const ids = Object.keys(a.quantities);
  return a.count === b.count && a.total === b.total && ids.every((id) => a.quantities[id] === b.quantities[id]);
}
