"use client";

import { PackageX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { useCheckShop } from "./shop-context";

export function ShopNotFound() {
  const t = useTranslations("ui.notFound");
  const checkShop = useCheckShop();
  useEffect(() => checkShop("not_found"), [checkShop]);
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState icon={PackageX} title={t("title")} description={t("description")} />
    </>
  );
}
