"use client";

import type { useTranslations } from "next-intl";
import { memo, useId, useRef, useState } from "react";
import { ProductPicture } from "@/components/product-picture";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { orUnanswered } from "@/components/use-action";
import { parseQuantity, type QuantityProblem } from "@/lib/carts/rules";
import { type ShopProduct, stockState } from "@/lib/pricing/rules";
import { QuantityField, type QuantityLabels } from "./quantity-field";
import type { useAddToBasket } from "./shop-context";

/** The same for all cards of a page: made once by the list, for what each card does is done by the dozen. */
export interface CardTools {
  t: ReturnType<typeof useTranslations<"shop">>;
  labels: QuantityLabels & { add: string; sku: string; in: string; out: string };
  money: (minor: number) => string;
  perUnit: (unit: string) => string;
  add: ReturnType<typeof useAddToBasket>;
  openBasket: () => void;
}

export interface ProductCardProps {
  product: ShopProduct;
  /** How many are in the basket. */
  held: number | undefined;
  tools: CardTools;
}

/** As little markup as it can be, for a page shows many; its looks are in app/shop.css. */
export const ProductCard = memo(function ProductCard({ product, held, tools }: ProductCardProps) {
  const { t, labels } = tools;
  const nameId = useId();
  const errorId = `${nameId}e`;
  const { value, error, pending, change, submit } = useAddForm(product, tools);
  const state = stockState(product);
  const soldOut = state === "out";
  return (
    <li className="product-card">
      <ProductPicture picture={product.picture} name={product.name} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 id={nameId}>{product.name}</h2>
        <p className="facts">
          <span className="sr-only">{labels.sku}</span>
          <span className="truncate">
            <bdi>{product.sku}</bdi>
            {product.minQuantity > 1 ? ` · ${t("minimum", { min: product.minQuantity })}` : null}
          </span>
          {held ? <strong>{t("inBasket", { count: held })}</strong> : null}
        </p>
        <div className="price">
          <span>
            <b>{tools.money(product.price)}</b>
            {product.unit ? ` ${tools.perUnit(product.unit)}` : null}
          </span>
          <span className={`stock stock-${state}`}>
            {state === "low" ? t("stock.low", { stock: product.stock }) : labels[state]}
          </span>
        </div>
        <div className="order">
          <QuantityField
            value={value}
            onChange={change}
            min={product.minQuantity}
            labels={labels}
            describedBy={error ? `${nameId} ${errorId}` : nameId}
            invalid={error !== null}
            disabled={soldOut}
          />
          <button type="submit" aria-describedby={nameId} aria-busy={pending || undefined} disabled={soldOut}>
            {pending ? <Spinner /> : null}
            {labels.add}
          </button>
        </div>
        {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      </form>
    </li>
  );
});

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
      const result = await orUnanswered(
        () => add(product, parsed.quantity),
        () => t("notReached"),
      );
      if (!result.ok) {
        const { fields, message } = result.error;
        return setState({ ...state, error: fields?.["quantity"] ?? message, pending: false });
      }
      setState({ value: first, error: null, pending: false });
      // One toast per product: adding again says the new figure instead of piling up.
      toast.success(
        t("added", { quantity: result.data.quantities[product.id] ?? parsed.quantity, name: product.name }),
        {
          about: product.id,
          action: { label: t("goToBasket"), onClick: openBasket },
        },
      );
    } finally {
      running.current = false;
    }
  };
  return { ...state, change: (value: string) => setState({ ...state, value, error: null }), submit };
}
