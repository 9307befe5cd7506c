"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Money } from "@/components/money";
import { BasketLink, StickyBasket } from "@/components/shells/basket-link";
import { ShopClosed } from "./shop-closed";
import { useBasket, useShop, useShopClosed } from "./shop-context";

export function HeaderBasket() {
  const link = useBasketLink();
  return useShopClosed() ? null : <BasketLink {...link} />;
}

/** Not on the basket's own page, where it would only lie over the lines. */
export function PhoneBasket() {
  const link = useBasketLink();
  const closed = useShopClosed();
  return usePathname() === link.href || closed ? null : <StickyBasket {...link} />;
}

function useBasketLink() {
  const { slug, currency } = useShop();
  const { count, total } = useBasket();
  return { href: `/s/${slug}/basket`, count, total: <Money minor={total} currency={currency} /> };
}

/** The page, as long as the shop is open to this person. */
export function WhileOpen({ children }: { children: ReactNode }) {
  return useShopClosed() ? <ShopClosed /> : children;
}
