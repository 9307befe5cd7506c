"use client";

import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { QuantityField } from "@/app/(customer)/s/[seller]/quantity-field";
import { useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Money } from "@/components/money";
import { ProductPicture } from "@/components/product-picture";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { setCartLineAction } from "@/lib/carts/actions";
import { type CartLine, saysQuantity } from "@/lib/carts/rules";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/i18n/format";
import type { SendChange } from "./use-cart";

export interface LineHandle {
  /** Resolves to whether the basket holds what the field says. */
  save: () => Promise<boolean>;
  focus: () => void;
}

export interface BasketLineProps {
  ref: Ref<LineHandle>;
  line: CartLine;
  send: SendChange;
  onRemove: () => void;
}

export function BasketLine({ ref, line, send, onRemove }: BasketLineProps) {
  const t = useTranslations("shop.basket");
  const tShop = useTranslations("shop");
  const labels = { quantity: tShop("quantity"), less: tShop("less"), more: tShop("more") };
  const locale = useLocale();
  const { currency } = useShop();
  const nameId = useId();
  const errorId = useId();
  const quantity = useLineQuantity(line, send);
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ save: quantity.commit, focus: () => input.current?.focus() }));
  const price = formatMoney(line.price, currency, locale);
  const problem = line.problem ? t(`problems.${line.problem}`, { stock: line.stock, min: line.minQuantity }) : null;
  const message = quantity.error ?? problem;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-2 p-3 sm:grid-cols-[auto_minmax(0,1fr)_10rem_7rem_auto] sm:items-center sm:gap-x-4 sm:p-4">
      <ProductPicture
        picture={line.picture}
        name={line.name}
        className="size-14 rounded-md max-sm:row-span-2 sm:size-16"
      />
      <div className="min-w-0">
        <h2 id={nameId} className="break-words font-medium text-sm">
          {line.name}
        </h2>
        <p className="text-muted-foreground text-xs tabular-nums">
          <bdi>{line.sku}</bdi> · {line.unit ? t("eachUnit", { price, unit: line.unit }) : t("each", { price })}
        </p>
        {message ? (
          <div className="mt-1">
            <FieldError id={errorId}>{message}</FieldError>
          </div>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 max-sm:col-span-2 max-sm:col-start-2 sm:contents">
        <div className="flex min-w-36 max-w-40 flex-1">
          <QuantityField
            value={quantity.value}
            onChange={quantity.change}
            onCommit={() => void quantity.commit()}
            inputRef={input}
            min={line.minQuantity}
            labels={labels}
            describedBy={message ? `${nameId} ${errorId}` : nameId}
            invalid={message !== null}
            disabled={line.problem === "archived"}
          />
        </div>
        <p
          className={cn(
            "ms-auto font-semibold tabular-nums",
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
        className="text-muted-foreground max-sm:col-start-3 max-sm:row-start-1 max-sm:-me-2 max-sm:-mt-2"
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </li>
  );
}

const REST = 600;

type Typed = { value: string; saved: number; error: string | null; pending: boolean };

/** What is typed is sent when typing rests, on Enter, or on leaving the field; it stays as typed when it is refused. */
function useLineQuantity(line: CartLine, send: SendChange) {
  const { slug } = useShop();
  const asSaved = { value: String(line.quantity), saved: line.quantity, error: null, pending: false };
  const [state, setState] = useState<Typed>(asSaved);
  // Changed elsewhere: shown, unless something else is being typed here.
  const isTyping = state.pending || state.value !== String(state.saved);
  if (state.saved !== line.quantity) setState(isTyping ? { ...state, saved: line.quantity } : asSaved);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const sending = useRef<{ value: string; saved: Promise<boolean> }>(null);
  const save = async (value: string): Promise<boolean> => {
    const result = await send(() => setCartLineAction(slug, { productId: line.productId, quantity: value }));
    if (sending.current?.value === value) sending.current = null;
    const kept = result.ok && result.data.lines.find(({ productId }) => productId === line.productId);
    setState((now) => {
      if (now.value !== value) return now;
      if (kept) return { ...now, value: String(kept.quantity), error: null, pending: false };
      if (result.ok) return { ...now, pending: false };
      return { ...now, error: result.error.fields?.["quantity"] ?? result.error.message, pending: false };
    });
    return result.ok;
  };
  /** Resolves to whether the basket holds what is typed: at once, unless that is new. */
  const commit = (value: string): Promise<boolean> => {
    clearTimeout(timer.current);
    if (sending.current?.value === value) return sending.current.saved;
    const isNew = sending.current !== null || !saysQuantity(value, line.quantity);
    setState((now) => ({ ...now, pending: isNew }));
    if (!isNew) return Promise.resolve(true);
    const saved = save(value);
    sending.current = { value, saved };
    return saved;
  };
  const change = (value: string) => {
    setState((now) => ({ ...now, value, error: null }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void commit(value), REST);
  };
  return { ...state, change, commit: () => commit(state.value) };
}
