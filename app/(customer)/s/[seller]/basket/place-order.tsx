"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type SubmitEvent, useId, useRef } from "react";
import { useCheckShop, useSetBasket, useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Money } from "@/components/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { focusFirst, useAction } from "@/components/use-action";
import { type Cart, EMPTY_BASKET } from "@/lib/carts/rules";
import { formatMoney } from "@/lib/i18n/format";
import { placeOrderAction } from "@/lib/orders/actions";
import { missingToMinimum } from "@/lib/orders/rules";

export interface PlaceOrderProps {
  cart: Cart;
  orderMinimum: number;
  /** A change of the basket is on its way: what is shown is not yet what would be ordered. */
  changing: boolean;
  /** Waits for the changes, those only typed as well; null when one was refused. */
  settle: () => Promise<Cart | null>;
}

export function PlaceOrder({ cart, orderMinimum, changing, settle }: PlaceOrderProps) {
  const t = useTranslations("shop.basket");
  const router = useRouter();
  const { slug, currency } = useShop();
  const setBasket = useSetBasket();
  const checkShop = useCheckShop();
  const hintId = useId();
  const place = useAction((input: Parameters<typeof placeOrderAction>[1]) => placeOrderAction(slug, input), {
    onSuccess: ({ number }) => {
      toast.success(t("placed", { number }));
      setBasket(EMPTY_BASKET);
      router.push(`/s/${slug}/orders/${number}`);
    },
    // Prices, stock or the basket itself changed: show them as they are now, beside what the server said.
    onFailure: ({ code, fields }) => {
      if (code === "not_found") checkShop(code);
      else if (!fields) router.refresh();
    },
    toastFailure: false,
  });
  const { problems, missing, blocked } = obstaclesOf(cart, orderMinimum);
  const settling = useRef(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (settling.current) return;
    const form = event.currentTarget;
    settling.current = true;
    const settled = await settle().finally(() => {
      settling.current = false;
    });
    // The lines and the notes above the button say why.
    if (!settled || obstaclesOf(settled, orderMinimum).blocked) return;
    const typed = new FormData(form);
    const result = await place.run({
      cartId: settled.id ?? "",
      shownTotal: settled.total,
      poNumber: String(typed.get("poNumber")),
      note: String(typed.get("note")),
    });
    if (result && !result.ok) focusFirst(form, Object.keys(result.error.fields ?? {}));
  };
  return (
    <Card className="lg:sticky lg:top-20">
      <CardHeader title={t("summary")} />
      <CardBody>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="-mb-2 text-muted-foreground text-xs">{t("subtotal", { count: cart.count })}</p>
          <dl className="grid grid-cols-2 gap-y-1.5 tabular-nums [&_dd]:text-end">
            <dt className="font-semibold text-base">{t("total")}</dt>
            <dd className="font-semibold text-base">
              <Money minor={cart.total} currency={currency} />
            </dd>
            {orderMinimum > 0 ? (
              <>
                <dt className="text-muted-foreground text-xs">{t("orderMinimum")}</dt>
                <dd className="text-muted-foreground text-xs">
                  <Money minor={orderMinimum} currency={currency} />
                </dd>
              </>
            ) : null}
          </dl>
          <Field label={t("poNumber")} optional error={place.fieldErrors["poNumber"]}>
            <Input name="poNumber" maxLength={60} autoComplete="off" />
          </Field>
          <Field label={t("note")} optional hint={t("noteHint")} error={place.fieldErrors["note"]}>
            <Textarea name="note" rows={3} maxLength={2000} />
          </Field>
          {place.error && !place.error.fields ? (
            <Alert tone="danger" live>
              {place.error.message}
            </Alert>
          ) : null}
          <div id={hintId} role="status" className="flex flex-col gap-2 empty:hidden">
            {problems > 0 ? <Alert tone="warning">{t("fixLines", { count: problems })}</Alert> : null}
            {missing > 0 ? <Missing missing={missing} minimum={orderMinimum} /> : null}
          </div>
          <Button
            type="submit"
            size="lg"
            // While a line is being saved a click waits for it, and for what it makes of the rest.
            disabled={blocked && !changing}
            aria-describedby={blocked ? hintId : undefined}
            pending={place.pending}
            {...(changing && { "aria-busy": true })}
            className="w-full"
          >
            {t("place")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

function obstaclesOf(cart: Cart, orderMinimum: number) {
  const problems = cart.lines.filter((line) => line.problem).length;
  const missing = missingToMinimum(cart.total, orderMinimum);
  return { problems, missing, blocked: problems > 0 || missing > 0 };
}

function Missing({ missing, minimum }: { missing: number; minimum: number }) {
  const t = useTranslations("shop.basket");
  const locale = useLocale();
  const { currency } = useShop();
  const money = (minor: number) => formatMoney(minor, currency, locale);
  return <Alert tone="info">{t("missing", { missing: money(missing), minimum: money(minimum) })}</Alert>;
}
