import { ArrowLeftRight, CircleUser } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { CustomerShell } from "@/components/shells/customer-shell";
import { findAccount } from "@/lib/access/scope";
import { signOutAction } from "@/lib/auth/actions";
import MeLoading from "./loading";

export default function MeLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<MeLoading />}>
      <Shell>{children}</Shell>
    </Suspense>
  );
}

async function Shell({ children }: { children: ReactNode }) {
  const [t, account] = await Promise.all([getTranslations("me"), findAccount()]);
  // Signed out: the page itself leads to the sign-in.
  if (!account) return children;
  const { name, company } = account.user;
  const links = [
    { href: "/me", label: t("title"), icon: <CircleUser aria-hidden="true" /> },
    { href: "/choose", label: t("switch"), icon: <ArrowLeftRight aria-hidden="true" /> },
  ];
  return (
    <ClientMessages namespaces={["me", "auth"]}>
      <CustomerShell
        shop={null}
        user={{ name: name ?? t("title"), ...(company && { detail: company }), links, signOut: signOutAction }}
      >
        {children}
      </CustomerShell>
    </ClientMessages>
  );
}
