"use client";

import { unstable_rethrow } from "next/navigation";
import type { useTranslations } from "next-intl";
import { memo, useId, useRef, useState } from "react";
import { Money } from "@/components/money";
import { ProductPicture } from "@/components/product-picture";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { parseQuantity, type QuantityProblem } from "@/lib/carts/rules";
import { type ShopProduct, stockState } from "@/lib/pricing/rules";
import { QuantityField, type QuantityLabels } from "./quantity-field";
import type { useAddToBasket } from "./shop-context";
import { shopToast } from "./shop-toast";

/** The same for all cards of a page: made once by the list, for a translator per card is what a page of cards costs most. */
export interface CardTools {
  t: ReturnType<typeof useTranslations<"shop">>;
  labels: QuantityLabels;
  currency: string;
  add: ReturnType<typeof useAddToBasket>;
  openBasket: () => void;
}

export interface ProductCardProps {
  product: ShopProduct;
  /** How many are in the basket. */
  held: number | undefined;
  tools: CardTools;
}

const TONES = { in: "success", low: "warning", out: "neutral" } as const;

export const ProductCard = memo(function ProductCard({ product, held, tools }: ProductCardProps) {
  const { t, currency } = tools;
  const nameId = useId();
  const state = stockState(product);
  return (
    <li className="flex gap-3 rounded-lg border border-border bg-card p-3">
      <ProductPicture picture={product.picture} name={product.name} className="size-20 rounded-md" />
      <div className="flex min-w-0 flex-1 flex-col">
        <h2 id={nameId} className="line-clamp-2 break-words font-medium text-sm">
          {product.name}
        </h2>
        <p className="flex gap-2 text-muted-foreground text-xs">
          <span className="min-w-0 flex-1 truncate">
            <span className="sr-only">{t("sku")} </span>
            {product.sku}
            {product.minQuantity > 1 ? ` · ${t("minimum", { min: product.minQuantity })}` : null}
          </span>
          {held ? (
            <span className="shrink-0 font-medium text-foreground tabular-nums">{t("inBasket", { count: held })}</span>
          ) : null}
        </p>
        <div className="mt-1 mb-2.5 flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <span className="min-w-0">
            <Money minor={product.price} currency={currency} className="font-semibold text-base" />
            {product.unit ? (
              <span className="text-muted-foreground text-xs"> {t("perUnit", { unit: product.unit })}</span>
            ) : null}
          </span>
          <Badge tone={TONES[state]}>
            {state === "low" ? t("stock.low", { stock: product.stock }) : t(`stock.${state}`)}
          </Badge>
        </div>
        <AddForm product={product} tools={tools} nameId={nameId} soldOut={state === "out"} />
      </div>
    </li>
  );
});

function AddForm({
  product,
  tools,
  nameId,
  soldOut,
}: {
  product: ShopProduct;
  tools: CardTools;
  nameId: string;
  soldOut: boolean;
}) {
  const { t, labels } = tools;
  const errorId = `${nameId}-error`;
  const { value, error, pending, change, submit } = useAddForm(product, tools);
  return (
    <form
      noValidate
      className="mt-auto flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex gap-2">
        <QuantityField
          value={value}
          onChange={change}
          min={product.minQuantity}
          labels={labels}
          describedBy={error ? `${nameId} ${errorId}` : nameId}
          invalid={error !== null}
          disabled={soldOut}
          className="min-w-0 flex-1"
        />
        <Button type="submit" aria-describedby={nameId} disabled={soldOut} pending={pending} className="min-w-18">
          {t("add")}
        </Button>
      </div>
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </form>
  );
}

const PROBLEM_KEYS = {
  notNumber: "errors.quantityNumber",
  notWhole: "errors.quantityWhole",
  tooSmall: "errors.quantitySmall",
  tooLarge: "errors.quantityLarge",
} as const satisfies Record<QuantityProblem, string>;

/** One add at a time per product. What was typed stays until it was added. */
function useAddForm(product: ShopProduct, { t, add, openBasket }: CardTools) {
  const first = String(product.minQuantity);
  const [state, setState] = useState<{ value: string; error: string | null; pending: boolean }>({
    value: first,
    error: null,
    pending: false,
  });
  const running = useRef(false);
  const submit = async () => {
    const parsed = parseQuantity(state.value);
    if ("problem" in parsed) return setState({ ...state, error: t(PROBLEM_KEYS[parsed.problem]) });
    if (running.current) return;
    running.current = true;
    setState({ ...state, error: null, pending: true });
    try {
      const result = await add(product, parsed.quantity);
      if (!result.ok) {
        const { fields, message } = result.error;
        return setState({ ...state, error: fields?.["quantity"] ?? message, pending: false });
      }
      setState({ value: first, error: null, pending: false });
      // One toast per product: adding again says the new figure instead of piling up.
      shopToast(t("added", { quantity: result.data.quantities[product.id] ?? parsed.quantity, name: product.name }), {
        id: product.id,
        action: { label: t("goToBasket"), onClick: openBasket },
      });
    } catch (thrown) {
      // Redirects travel as errors and belong to Next.
      unstable_rethrow(thrown);
      setState({ ...state, error: t("notReached"), pending: false });
    } finally {
      running.current = false;
    }
  };
  return { ...state, change: (value: string) => setState({ ...state, value, error: null }), submit };
}
