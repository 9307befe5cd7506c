"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("ui.notFound");
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
