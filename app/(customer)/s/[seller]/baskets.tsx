"use client";

import { Money } from "@/components/money";
import { BasketLink, StickyBasket } from "@/components/shells/basket-link";
import { useBasket, useShop } from "./shop-context";

export function HeaderBasket() {
  return <BasketLink {...useBasketLink()} />;
}

export function PhoneBasket() {
  return <StickyBasket {...useBasketLink()} />;
}

function useBasketLink() {
  const { slug, currency } = useShop();
  const { count, total } = useBasket();
  return { href: `/s/${slug}/basket`, count, total: <Money minor={total} currency={currency} /> };
}
