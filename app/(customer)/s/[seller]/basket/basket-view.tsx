"use client";

import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { removeCartLineAction, setCartLineAction } from "@/lib/carts/actions";
import { type Cart, type CartLine, withoutLine } from "@/lib/carts/rules";
import { BasketLine, type LineHandle } from "./basket-line";
import { PlaceOrder } from "./place-order";
import { useCart } from "./use-cart";

export function BasketView({ cart: fromServer, orderMinimum }: { cart: Cart; orderMinimum: number }) {
  const t = useTranslations("shop.basket");
  const { slug } = useShop();
  const { cart, send, settled, changing } = useCart(fromServer);
  const handles = useRef(new Map<string, LineHandle>());
  /** Saves what is still only typed. The basket then, or null, with the focus on the first line that was refused. */
  const settle = async (): Promise<Cart | null> => {
    const lines = cart.lines.flatMap(({ productId }) => handles.current.get(productId) ?? []);
    const saved = await Promise.all(lines.map((line) => line.save()));
    const refused = lines[saved.indexOf(false)];
    refused?.focus();
    return refused ? null : settled();
  };
  const putBack = async ({ productId, quantity }: CartLine) => {
    const result = await send(() => setCartLineAction(slug, { productId, quantity }));
    if (!result.ok)
      toast.error(Object.values(result.error.fields ?? {})[0] ?? result.error.message, { about: productId });
  };
  const remove = async (line: CartLine) => {
    const { productId, name } = line;
    const result = await send(() => removeCartLineAction(slug, { productId }), withoutLine(cart, productId));
    if (result.ok)
      toast.success(t("removed", { name }), {
        about: productId,
        action: { label: t("undo"), onClick: () => void putBack(line) },
      });
    else toast.error(result.error.message, { about: productId });
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
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <ul aria-label={t("lines")} className="divide-y divide-border rounded-lg border border-border bg-card">
        {cart.lines.map((line) => (
          <BasketLine
            key={line.productId}
            ref={(handle) => {
              if (handle) handles.current.set(line.productId, handle);
              else handles.current.delete(line.productId);
            }}
            line={line}
            send={send}
            onRemove={() => void remove(line)}
          />
        ))}
      </ul>
      <PlaceOrder cart={cart} orderMinimum={orderMinimum} changing={changing} settle={settle} />
    </div>
  );
}
