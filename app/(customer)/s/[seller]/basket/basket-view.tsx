"use client";

import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSetBasket, useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { removeCartLineAction, setCartLineAction } from "@/lib/carts/actions";
import { type Cart, type CartLine, summaryOf } from "@/lib/carts/rules";
import { BasketLine } from "./basket-line";
import { PlaceOrder } from "./place-order";

/** The basket as the server last answered with it. */
export function BasketView({ cart: fromServer, orderMinimum }: { cart: Cart; orderMinimum: number }) {
  const t = useTranslations("shop.basket");
  const { slug } = useShop();
  const setBasket = useSetBasket();
  // A page that was kept while another was shown gets its newer basket as a property.
  const [state, setState] = useState({ fromServer, cart: fromServer });
  if (state.fromServer !== fromServer) setState({ fromServer, cart: fromServer });
  const { cart } = state;
  const show = (next: Cart) => {
    setState({ fromServer, cart: next });
    setBasket(summaryOf(next));
  };
  // Once per answer of the server: a kept page's effects run again when it is shown again.
  const told = useRef<Cart>(null);
  useEffect(() => {
    if (told.current === fromServer) return;
    told.current = fromServer;
    setBasket(summaryOf(fromServer));
  }, [fromServer, setBasket]);

  const putBack = useAction(
    (line: CartLine) => setCartLineAction(slug, { productId: line.productId, quantity: line.quantity }),
    {
      onSuccess: show,
    },
  );
  const remove = useAction((line: CartLine) => removeCartLineAction(slug, { productId: line.productId }), {
    onSuccess: show,
    onFailure: () => show(cart),
  });
  const onRemove = (line: CartLine) => {
    void remove.run(line).then((result) => {
      if (!result?.ok) return;
      toast.success(t("removed", { name: line.name }), {
        action: { label: t("undo"), onClick: () => void putBack.run(line) },
      });
    });
  };

  if (cart.lines.length === 0) {
    return (
      <EmptyState
        icon={ShoppingBasket}
        title={t("emptyTitle")}
        description={t("emptyDescription")}
        action={
          <Link href={`/s/${slug}`} className={buttonVariants()}>
            {t("toShop")}
          </Link>
        }
      />
    );
  }
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <ul aria-label={t("lines")} className="divide-y divide-border rounded-lg border border-border bg-card">
        {cart.lines.map((line) => (
          <BasketLine key={line.productId} line={line} onCart={show} onRemove={() => onRemove(line)} />
        ))}
      </ul>
      <PlaceOrder cart={cart} orderMinimum={orderMinimum} />
    </div>
  );
}
