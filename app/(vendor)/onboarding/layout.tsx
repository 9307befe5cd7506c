import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { OwnMenu } from "@/app/(auth)/own-menu";
import { ClientMessages } from "@/components/client-messages";
import { Logo } from "@/components/logo";
import { OfflineNotice } from "@/components/offline-notice";
import { contentId, SkipLink } from "@/components/shells/skip-link";
import { findAccount } from "@/lib/access/scope";
import OnboardingLoading from "./loading";

export default function OnboardingLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<OnboardingLoading />}>
      <Shell>{children}</Shell>
    </Suspense>
  );
}

/** One thing at a time: no navigation but the way out. */
async function Shell({ children }: { children: ReactNode }) {
  const [t, account] = await Promise.all([getTranslations("shell"), findAccount()]);
  // Signed out: the page itself leads to the sign-in.
  if (!account) return children;
  return (
    <div className="flex min-h-dvh flex-col bg-muted/50">
      <SkipLink />
      <header className="flex h-16 items-center justify-between border-border border-b bg-card px-4 sm:px-8">
        <Link href="/" aria-label={t("home")} className="flex min-h-11 items-center rounded-md">
          <Logo />
        </Link>
        <OwnMenu user={account.user} />
      </header>
      <OfflineNotice />
      <main
        id={contentId}
        tabIndex={-1}
        className="mx-auto w-full max-w-3xl flex-1 px-4 pt-6 pb-16 outline-none sm:px-6"
      >
        <ClientMessages namespaces={["onboarding", "sellers", "brand", "auth"]}>{children}</ClientMessages>
      </main>
    </div>
  );
}
