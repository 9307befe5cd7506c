"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { useShop } from "./shop-context";

/** The same words whyever: what became of the seller, or of an access to it, is told where the link leads, to whom it may be told. */
export function ShopClosed() {
  const t = useTranslations("shop.closed");
  const { slug } = useShop();
  return (
    <Alert
      live
      tone="warning"
      action={
        <Link href={`/sellers?closed=${slug}`} className={buttonVariants({ variant: "secondary", size: "sm" })}>
          {t("sellers")}
        </Link>
      }
    >
      <h1 className="font-semibold">{t("title")}</h1>
    </Alert>
  );
}
