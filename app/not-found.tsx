import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { readSessionId } from "@/lib/auth/session-cookie";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui.notFound");
  return { title: t("pageTitle") };
}

// Next renders this beside every page, in case it is needed: so it asks the cookie who is here, and no database.
export default async function NotFound() {
  const [t, session] = await Promise.all([getTranslations("ui.notFound"), readSessionId()]);
  return (
    <main className="mx-auto grid min-h-[70dvh] w-full max-w-xl place-content-center p-4">
      <EmptyState
        as="h1"
        icon={Compass}
        title={t("title")}
        description={t("description")}
        action={
          <Link href={session ? "/sellers" : "/"} className={buttonVariants({ variant: "secondary" })}>
            {session ? t("sellers") : t("home")}
          </Link>
        }
      />
    </main>
  );
}
