"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import { Money } from "@/components/money";
import { ProductPicture } from "@/components/product-picture";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { parseQuantity } from "@/lib/carts/rules";
import { type ShopProduct, type StockState, stockState } from "@/lib/pricing/rules";
import { QuantityField } from "./quantity-field";
import { useAddToBasket, useShop } from "./shop-context";

export const ProductCard = memo(function ProductCard({
  product,
  held,
}: {
  product: ShopProduct;
  held: number | undefined;
}) {
  const t = useTranslations("shop");
  const { currency } = useShop();
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
            {product.minQuantity > 1 ? <> · {t("minimum", { min: product.minQuantity })}</> : null}
          </span>
          {held ? (
            <span className="shrink-0 font-medium text-foreground tabular-nums">{t("inBasket", { count: held })}</span>
          ) : null}
        </p>
        <div className="mt-1 mb-2.5 flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <span className="whitespace-nowrap">
            <Money minor={product.price} currency={currency} className="font-semibold text-base" />
            {product.unit ? (
              <span className="text-muted-foreground text-xs"> {t("perUnit", { unit: product.unit })}</span>
            ) : null}
          </span>
          <StockBadge state={state} stock={product.stock} />
        </div>
        <AddForm product={product} nameId={nameId} soldOut={state === "out"} />
      </div>
    </li>
  );
});

const TONES = { in: "success", low: "warning", out: "neutral" } as const;

function StockBadge({ state, stock }: { state: StockState; stock: number }) {
  const t = useTranslations("shop.stock");
  return <Badge tone={TONES[state]}>{t(state, { stock })}</Badge>;
}

function AddForm({ product, nameId, soldOut }: { product: ShopProduct; nameId: string; soldOut: boolean }) {
  const t = useTranslations("shop");
  const router = useRouter();
  const { slug } = useShop();
  const errorId = useId();
  const first = String(product.minQuantity);
  const [value, setValue] = useState(first);
  const add = useAddToBasket();
  const { run, pending, error, fieldErrors, clear } = useAction((quantity: number) => add(product, quantity), {
    onSuccess: () => setValue(first),
  });
  const change = (next: string) => {
    setValue(next);
    if (error) clear();
  };
  const [local, setLocal] = useState<string | null>(null);
  const submit = async () => {
    const parsed = parseQuantity(value);
    setLocal("problem" in parsed ? t(`errors.${PROBLEM_KEYS[parsed.problem]}`) : null);
    if ("problem" in parsed) return;
    const result = await run(parsed.quantity);
    if (!result?.ok) return;
    // One toast per product: adding again says the new figure instead of piling up.
    toast.success(t("added", { quantity: result.data.quantities[product.id] ?? parsed.quantity, name: product.name }), {
      id: product.id,
      action: { label: t("goToBasket"), onClick: () => router.push(`/s/${slug}/basket`) },
    });
  };
  const message = local ?? fieldErrors["quantity"];
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
          onChange={(next) => {
            setLocal(null);
            change(next);
          }}
          min={product.minQuantity}
          productName={product.name}
          describedBy={message ? `${nameId} ${errorId}` : nameId}
          invalid={Boolean(message)}
          disabled={soldOut}
          className="min-w-0 flex-1"
        />
        <Button type="submit" aria-describedby={nameId} disabled={soldOut} pending={pending} className="min-w-18">
          {t("add")}
        </Button>
      </div>
      {message ? <FieldError id={errorId}>{message}</FieldError> : null}
    </form>
  );
}

const PROBLEM_KEYS = {
  notNumber: "quantityNumber",
  notWhole: "quantityWhole",
  tooSmall: "quantitySmall",
  tooLarge: "quantityLarge",
} as const;
