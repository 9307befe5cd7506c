"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TellTabs } from "./tab-watch";
import { buttonVariants } from "./ui/button-variants";
import { EmptyState } from "./ui/empty-state";

export function NotFoundPage({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations("ui.notFound");
  return (
    <main className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-content-center p-4">
      <EmptyState
        as="h1"
        icon={Compass}
        title={t("title")}
        description={t("description")}
        action={
          <Link href={signedIn ? "/sellers" : "/"} className={buttonVariants({ variant: "secondary" })}>
            {signedIn ? t("sellers") : t("home")}
          </Link>
        }
      />
      {/* Perhaps it was theirs a moment ago. */}
      {signedIn ? <TellTabs /> : null}
    </main>
  );
}
