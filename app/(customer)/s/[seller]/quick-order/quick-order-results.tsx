"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Money } from "@/components/money";
import { ProductPicture } from "@/components/product-picture";
import { Badge } from "@/components/ui/badge";
import type { QuickOrderLine } from "@/lib/carts/quick-order";

/** Every line as it was read, with its product or the reason why it cannot be added. */
export function QuickOrderResults({ lines }: { lines: QuickOrderLine[] }) {
  return (
    <ol className="divide-y divide-border rounded-lg border border-border bg-card">
      {lines.map((line) => (
        <Line key={line.line} line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: QuickOrderLine }) {
  const t = useTranslations("shop.quickOrder");
  const format = useFormatter();
  const { currency } = useShop();
  const { product, quantity, problem } = line;
  return (
    <li className="flex items-center gap-3 px-3 py-2.5 sm:px-4">
      <span className="w-6 shrink-0 text-end text-muted-foreground text-xs tabular-nums">
        <span className="sr-only">{t("line")} </span>
        {line.line}
      </span>
      {product ? <ProductPicture picture={product.picture} name={product.name} className="size-10 rounded-sm" /> : null}
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{product?.name ?? line.text}</p>
        <p className="truncate text-muted-foreground text-xs">
          <bdi>{product ? product.sku : line.sku}</bdi>
          {product && quantity ? (
            <>
              {" · "}
              <span className="tabular-nums">{format.number(quantity)}</span> ×{" "}
              <Money minor={product.price} currency={currency} />
            </>
          ) : null}
        </p>
        {problem ? <Problem line={line} className="mt-1.5 sm:hidden" /> : null}
      </div>
      {problem ? (
        <Problem line={line} className="max-sm:hidden" />
      ) : (
        <>
          {product && quantity ? (
            <Money minor={product.price * quantity} currency={currency} className="font-medium" />
          ) : null}
          <Badge tone="success" className="max-sm:hidden">
            {t("problems.found")}
          </Badge>
        </>
      )}
    </li>
  );
}

function Problem({ line, className }: { line: QuickOrderLine; className: string }) {
  const t = useTranslations("shop.quickOrder.problems");
  const { problem, available, product } = line;
  if (!problem) return null;
  const tone = problem === "unknown" || problem === "archived" || problem === "outOfStock" ? "danger" : "warning";
  return (
    <Badge tone={tone} className={className}>
      {t(problem, { available: available ?? 0, min: product?.minQuantity ?? 1 })}
    </Badge>
  );
}
