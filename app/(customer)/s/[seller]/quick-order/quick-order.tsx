"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCheckShop, useSetBasket, useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { addLinesToCartAction, checkQuickOrderAction } from "@/lib/carts/actions";
import type { QuickOrderLine } from "@/lib/carts/quick-order";
import { QuickOrderResults } from "./quick-order-results";

type Checked = { text: string; lines: QuickOrderLine[] };

/** Paste, check, add: what is ready goes into the basket, what is not stays in the field to be put right. */
export function QuickOrder() {
  const t = useTranslations("shop.quickOrder");
  const { slug } = useShop();
  const setBasket = useSetBasket();
  const checkShop = useCheckShop();
  const [text, setText] = useState("");
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = useAction((pasted: string) => checkQuickOrderAction(slug, { text: pasted }), {
    onSuccess: (lines) => setChecked({ text, lines }),
    onFailure: ({ code, message, fields }) => {
      if (code === "not_found") checkShop(code);
      else if (!fields) toast.error(message);
    },
    toastFailure: false,
  });
  const ready = checked?.lines.flatMap(toCartLine) ?? [];
  const add = useAction(() => addLinesToCartAction(slug, { lines: ready }), {
    success: t("added", { count: ready.length }),
    onSuccess: (basket) => {
      setBasket(basket);
      setText(
        checked?.lines
          .filter(({ problem }) => problem)
          .map((line) => line.text)
          .join("\n") ?? "",
      );
      setChecked(null);
    },
    // Something changed since the check: the list says what.
    onFailure: (error) => {
      if (error.code === "not_found") return checkShop(error.code);
      toast.error(Object.values(error.fields ?? {})[0] ?? error.message);
      void check.run(text);
    },
    toastFailure: false,
  });
  const isStale = checked !== null && checked.text !== text;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <form onSubmit={check.submit(() => [text])} className="flex flex-col gap-3">
        <Field label={t("label")} hint={t("hint")} error={check.fieldErrors["text"]}>
          <Textarea
            name="text"
            rows={10}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t("placeholder")}
            spellCheck={false}
            autoCapitalize="characters"
            autoCorrect="off"
            dir="ltr"
            className="font-mono"
          />
        </Field>
        <Button
          type="submit"
          variant={checked && !isStale ? "secondary" : "primary"}
          pending={check.pending}
          className="self-start max-sm:w-full"
        >
          {t("check")}
        </Button>
      </form>
      {checked ? (
        <section aria-label={t("results")} className="flex flex-col gap-3">
          <Summary lines={checked.lines} ready={ready.length} />
          <QuickOrderResults lines={checked.lines} />
          {isStale ? <Alert tone="info">{t("changed")}</Alert> : null}
          <Button
            disabled={ready.length === 0 || isStale}
            pending={add.pending}
            onClick={() => void add.run()}
            className="self-end max-sm:w-full"
          >
            {t("addToBasket")}
          </Button>
        </section>
      ) : null}
    </div>
  );
}

function Summary({ lines, ready }: { lines: QuickOrderLine[]; ready: number }) {
  const t = useTranslations("shop.quickOrder");
  const rest = lines.length - ready;
  return (
    <p role="status" className="text-sm">
      <span className="font-semibold">{t("ready", { count: ready })}</span>
      {rest > 0 ? <span className="text-muted-foreground"> · {t("notReady", { count: rest })}</span> : null}
    </p>
  );
}

function toCartLine({ product, quantity, problem }: QuickOrderLine) {
  return product && quantity && !problem ? [{ productId: product.id, quantity }] : [];
}
