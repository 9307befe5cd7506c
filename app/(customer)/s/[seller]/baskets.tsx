"use client";

import { usePathname } from "next/navigation";
import { Money } from "@/components/money";
import { BasketLink, StickyBasket } from "@/components/shells/basket-link";
import { useBasket, useShop } from "./shop-context";

export function HeaderBasket() {
  return <BasketLink {...useBasketLink()} />;
}

/** Not on the basket's own page, where it would only lie over the lines. */
export function PhoneBasket() {
  const link = useBasketLink();
  return usePathname() === link.href ? null : <StickyBasket {...link} />;
}

function useBasketLink() {
  const { slug, currency } = useShop();
  const { count, total } = useBasket();
  return { href: `/s/${slug}/basket`, count, total: <Money minor={total} currency={currency} /> };
}
