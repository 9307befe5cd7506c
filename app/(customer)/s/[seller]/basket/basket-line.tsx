"use client";

import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { QuantityField } from "@/app/(customer)/s/[seller]/quantity-field";
import { useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Money } from "@/components/money";
import { ProductPicture } from "@/components/product-picture";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { useAction } from "@/components/use-action";
import { setCartLineAction } from "@/lib/carts/actions";
import type { Cart, CartLine } from "@/lib/carts/rules";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/i18n/format";

export interface BasketLineProps {
  line: CartLine;
  onCart: (cart: Cart) => void;
  onRemove: () => void;
}

export function BasketLine({ line, onCart, onRemove }: BasketLineProps) {
  const t = useTranslations("shop.basket");
  const locale = useLocale();
  const { currency } = useShop();
  const nameId = useId();
  const errorId = useId();
  const quantity = useLineQuantity(line, onCart);
  const price = formatMoney(line.price, currency, locale);
  const problem = line.problem ? t(`problems.${line.problem}`, { stock: line.stock, min: line.minQuantity }) : null;
  const message = quantity.error ?? problem;
  return (
    <li className="flex gap-3 p-3 sm:items-center sm:gap-4 sm:p-4">
      <ProductPicture picture={line.picture} name={line.name} className="size-14 rounded-md sm:size-16" />
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_10rem_7rem] sm:items-center">
        <div className="min-w-0">
          <h2 id={nameId} className="break-words font-medium text-sm">
            {line.name}
          </h2>
          <p className="text-muted-foreground text-xs tabular-nums">
            {line.sku} · {line.unit ? t("eachUnit", { price, unit: line.unit }) : t("each", { price })}
          </p>
          {message ? (
            <div className="mt-1">
              <FieldError id={errorId}>{message}</FieldError>
            </div>
          ) : null}
        </div>
        <QuantityField
          value={quantity.value}
          onChange={quantity.change}
          onBlur={quantity.commit}
          min={line.minQuantity}
          productName={line.name}
          describedBy={message ? `${nameId} ${errorId}` : nameId}
          invalid={message !== null}
          disabled={line.problem === "archived"}
          className="w-40 sm:w-full"
        />
        <p
          className={cn(
            "font-semibold tabular-nums sm:text-end",
            quantity.pending && "opacity-60",
            line.problem === "archived" && "text-muted-foreground line-through",
          )}
        >
          <Money minor={line.total} currency={currency} />
        </p>
      </div>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("removeProduct", { name: line.name })}
        onClick={onRemove}
        className="text-muted-foreground"
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </li>
  );
}

const REST = 600;

/** What is typed is sent when typing rests, on Enter, or on leaving the field; it stays as typed when it is refused. */
function useLineQuantity(line: CartLine, onCart: (cart: Cart) => void) {
  const { slug } = useShop();
  const [state, setState] = useState({ saved: line.quantity, value: String(line.quantity) });
  if (state.saved !== line.quantity) setState({ saved: line.quantity, value: String(line.quantity) });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const action = useAction((value: string) => setCartLineAction(slug, { productId: line.productId, quantity: value }), {
    onSuccess: onCart,
  });
  const send = (value: string) => {
    clearTimeout(timer.current);
    if (value.trim() !== String(line.quantity)) void action.run(value);
  };
  return {
    value: state.value,
    pending: action.pending,
    error: action.fieldErrors["quantity"] ?? null,
    change: (value: string) => {
      setState({ saved: line.quantity, value });
      action.clear();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => send(value), REST);
    },
    commit: () => send(state.value),
  };
}
