import { Compass } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("ui.notFound");
  return (
    <main className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-content-center p-4">
      <EmptyState
        as="h1"
        icon={Compass}
        title={t("title")}
        description={t("description")}
        action={
          <Link href="/" className={buttonVariants({ variant: "secondary" })}>
            {t("home")}
          </Link>
        }
      />
    </main>
  );
}
