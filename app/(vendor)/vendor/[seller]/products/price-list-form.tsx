"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Money } from "@/components/money";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { formatMoney, localDecimal, minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { setProductPricesAction } from "@/lib/products/actions";
import { parseMoney } from "@/lib/products/rules";
import type { ProductDto, ProductPriceDto } from "@/lib/products/schema";

export interface PriceListFormProps {
  store: { slug: string; currency: string };
  product: ProductDto;
  prices: ProductPriceDto[];
  mayWrite: boolean;
}

/** What customers of each price list pay for one product. */
export function PriceListForm({ store, product, prices, mayWrite }: PriceListFormProps) {
  const t = useTranslations("products.priceLists");
  return (
    <Card>
      <CardHeader title={t("title")} description={mayWrite ? t("description") : t("readDescription")} />
      {prices.length === 0 ? (
        <CardBody>
          <p className="text-muted-foreground text-sm">{t("empty")}</p>
        </CardBody>
      ) : mayWrite ? (
        <EditPrices store={store} product={product} prices={prices} />
      ) : (
        <ul className="divide-y divide-border">
          {prices.map(({ priceListId, name, price }) => (
            <li key={priceListId} className="flex items-baseline justify-between gap-4 px-4 py-2.5 text-sm">
              <span className="min-w-0 break-words">{name}</span>
              <Money
                minor={price ?? product.price}
                currency={store.currency}
                className={price === null ? "text-muted-foreground" : undefined}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function EditPrices({ store, product, prices }: Omit<PriceListFormProps, "mayWrite">) {
  const t = useTranslations("products.priceLists");
  const router = useRouter();
  const locale = useLocale();
  const digits = minorDigits(store.currency);
  /** Only what was typed; the rest follows the newest prices. */
  const [typed, setTyped] = useState<Record<string, string>>({});
  const textOf = ({ priceListId, price }: ProductPriceDto) =>
    typed[priceListId] ?? (price === null ? "" : localDecimal(minorToDecimal(price, digits), locale));
  const { submit, pending, fieldErrors } = useAction(
    () =>
      setProductPricesAction(store.slug, {
        id: product.id,
        prices: prices.map((entry) => ({ priceListId: entry.priceListId, before: entry.price, price: textOf(entry) })),
      }),
    {
      success: ({ changed }) => t("saved", { count: changed }),
      onSuccess: () => {
        setTyped({});
        router.refresh();
      },
      // Somebody was quicker: the newest prices come in, what was typed stays.
      onFailure: ({ code }) => code === "conflict" && router.refresh(),
    },
  );
  return (
    <form noValidate onSubmit={submit(() => [])}>
      <CardBody className="flex flex-col gap-4">
        {prices.map((entry, index) => (
          <Field
            key={entry.priceListId}
            label={entry.name}
            error={fieldErrors[`prices.${index}.price`]}
            hint={<PriceHint typed={textOf(entry)} product={product} currency={store.currency} />}
          >
            <Input
              name={`prices.${index}.price`}
              inputMode="decimal"
              autoComplete="off"
              maxLength={40}
              className="tabular-nums"
              placeholder={localDecimal(minorToDecimal(product.price, digits), locale)}
              value={textOf(entry)}
              onChange={(event) => setTyped({ ...typed, [entry.priceListId]: event.target.value })}
            />
          </Field>
        ))}
      </CardBody>
      <CardFooter>
        <Button type="submit" variant="secondary" pending={pending}>
          {t("save")}
        </Button>
      </CardFooter>
    </form>
  );
}

function PriceHint({ typed, product, currency }: { typed: string; product: ProductDto; currency: string }) {
  const t = useTranslations("products.priceLists");
  const locale = useLocale();
  const minor = parseMoney(typed, minorDigits(currency));
  if (typed.trim() === "" || minor === null) return t("own", { amount: formatMoney(product.price, currency, locale) });
  const amount = t("own", { amount: formatMoney(minor, currency, locale) });
  if (product.price === 0 || minor === product.price) return amount;
  const change = minor / product.price - 1;
  return `${amount}, ${t(change > 0 ? "above" : "below", { percent: Math.abs(change) })}`;
}
