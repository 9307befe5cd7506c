import { ArrowLeftRight, CircleUser, Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CustomerShell } from "@/components/shells/customer-shell";
import { findAccount } from "@/lib/access/scope";
import { signOutAction } from "@/lib/auth/actions";

/** Around a customer's pages outside of shops: their sellers, and themselves. */
export async function AccountShell({ children }: { children: ReactNode }) {
  const [t, account] = await Promise.all([getTranslations("me"), findAccount()]);
  // Signed out: the page itself leads to the sign-in.
  if (!account) return children;
  const { name, company } = account.user;
  const links = [
    { href: "/me", label: t("title"), icon: <CircleUser aria-hidden="true" /> },
    { href: "/choose", label: t("switch"), icon: <ArrowLeftRight aria-hidden="true" /> },
    { href: "/onboarding", label: t("openShop"), icon: <Store aria-hidden="true" /> },
  ];
  return (
    <CustomerShell
      shop={null}
      user={{ name: name ?? t("title"), ...(company && { detail: company }), links, signOut: signOutAction }}
    >
      {children}
    </CustomerShell>
  );
}
