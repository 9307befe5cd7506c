import { CircleUserRound, ShoppingBag, Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { UserMenu } from "@/components/shells/user-menu";
import { signOutAction } from "@/lib/auth/actions";

/** For pages of one card: who is signed in, and the way out. */
export async function OwnMenu({ user }: { user: { name: string | null; company: string | null } }) {
  const t = await getTranslations("portal.menu");
  const links = [
    { href: "/me", label: t("you"), icon: <CircleUserRound aria-hidden="true" /> },
    { href: "/sellers", label: t("shops"), icon: <ShoppingBag aria-hidden="true" /> },
    { href: "/onboarding", label: t("openShop"), icon: <Store aria-hidden="true" /> },
  ];
  const { name, company } = user;
  return (
    <UserMenu
      name={name ?? t("you")}
      {...(company && { detail: company })}
      links={links}
      signOut={signOutAction}
      compact
    />
  );
}
