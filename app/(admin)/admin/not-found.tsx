import { Compass } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";

export { notFoundMetadata as generateMetadata } from "@/lib/i18n/not-found-metadata";

export default async function AdminNotFound() {
  const t = await getTranslations("admin.notFound");
  const action = (
    <Link href="/admin/sellers" className={buttonVariants({ variant: "secondary" })}>
      {t("action")}
    </Link>
  );
  return <EmptyState as="h1" icon={Compass} title={t("title")} description={t("description")} action={action} />;
}
