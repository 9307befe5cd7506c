"use client";

import { PackageX } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

export default function ShopNotFound() {
  const t = useTranslations("ui.notFound");
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState icon={PackageX} title={t("title")} description={t("description")} />
    </>
  );
}
