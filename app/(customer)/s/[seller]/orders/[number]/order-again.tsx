"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCheckShop, useSetBasket, useShop } from "@/app/(customer)/s/[seller]/shop-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { orderAgainAction } from "@/lib/orders/actions";
import type { OrderAgainLine } from "@/lib/orders/rules";

/** Puts the order into the basket once more, and says of each line that cannot be had in full. */
export function OrderAgain({ number }: { number: number }) {
  const t = useTranslations("shop.orders");
  const { slug } = useShop();
  const setBasket = useSetBasket();
  const checkShop = useCheckShop();
  const [lines, setLines] = useState<OrderAgainLine[] | null>(null);
  const again = useAction(() => orderAgainAction(slug, { number }), {
    onSuccess: (done) => {
      setBasket(done.basket);
      setLines(done.lines);
    },
    onFailure: ({ code, message }) => (code === "not_found" ? checkShop(code) : toast.error(message)),
    toastFailure: false,
  });
  return (
    <>
      <Button
        variant="secondary"
        pending={again.pending}
        onClick={() => void again.run()}
        className="self-start max-sm:w-full"
      >
        {again.pending ? null : <RotateCcw aria-hidden="true" />}
        {t("again")}
      </Button>
      {lines ? <Outcome lines={lines} basketHref={`/s/${slug}/basket`} /> : null}
    </>
  );
}

function Outcome({ lines, basketHref }: { lines: OrderAgainLine[]; basketHref: string }) {
  const t = useTranslations("shop.orders");
  const short = lines.filter(({ added, asked }) => added < asked);
  const added = lines.some((line) => line.added > 0);
  const tone = short.length === 0 ? "success" : added ? "warning" : "danger";
  const title = short.length === 0 ? t("againAll") : added ? t("againSome") : t("againNone");
  return (
    <Alert
      live
      tone={tone}
      title={title}
      action={
        added ? (
          <Link href={basketHref} className={buttonVariants({ size: "sm" })}>
            {t("review")}
          </Link>
        ) : undefined
      }
    >
      {short.length > 0 ? (
        <ul className="mt-1 list-disc ps-4">
          {short.map((line) => (
            <li key={line.sku}>{line.added > 0 ? t("againFewer", line) : t("againMissing", line)}</li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
