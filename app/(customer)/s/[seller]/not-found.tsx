import { PackageX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";

export default async function ShopNotFound() {
  const t = await getTranslations("ui.notFound");
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState icon={PackageX} title={t("title")} description={t("description")} />
    </>
  );
}
