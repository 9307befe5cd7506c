"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";

/** The same words whyever: neither a seller's state nor what became of an access is told here. */
export function ShopClosed() {
  const t = useTranslations("shop.closed");
  return (
    <Alert
      live
      tone="warning"
      action={
        <Link href="/sellers" className={buttonVariants({ variant: "secondary", size: "sm" })}>
          {t("sellers")}
        </Link>
      }
    >
      <h1 className="font-semibold">{t("title")}</h1>
    </Alert>
  );
}
