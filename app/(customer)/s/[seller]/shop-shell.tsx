"use client";

import { ArrowLeftRight, CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { QueryProvider } from "@/components/query-provider";
import { CustomerShell } from "@/components/shells/customer-shell";
import { signOutAction } from "@/lib/auth/actions";
import type { BasketSummary } from "@/lib/carts/rules";
import { HeaderBasket, PhoneBasket, WhileOpen } from "./baskets";
import { ShopProvider } from "./shop-context";
import { VisitBeacon } from "./visit-beacon";

export interface ShopShellProps {
  shop: {
    sellerId: string;
    slug: string;
    name: string;
    logo: string | null;
    accent: string | null;
    currency: string;
    /** How long it keeps what it sees of its visitors. */
    visitMonths: number;
  };
  basket: BasketSummary;
  user: { id: string; name: string | null; company: string | null };
  children: ReactNode;
}

/** All of a shop that stays from page to page, as one client component: the server sends what it shows, not how. */
export function ShopShell({ shop, basket, user, children }: ShopShellProps) {
  const t = useTranslations("shop.menu");
  const links = [
    { href: "/me", label: t("you"), icon: <CircleUserRound aria-hidden="true" /> },
    { href: "/choose", label: t("switch"), icon: <ArrowLeftRight aria-hidden="true" /> },
  ];
  return (
    <QueryProvider userId={user.id} sellerId={shop.sellerId}>
      <ShopProvider shop={shop} basket={basket}>
        <CustomerShell
          shop={shop}
          user={{
            name: user.name ?? t("you"),
            ...(user.company && { detail: user.company }),
            links,
            signOut: signOutAction,
          }}
          basketLink={<HeaderBasket />}
          stickyBasket={<PhoneBasket />}
        >
          <WhileOpen>{children}</WhileOpen>
          <VisitNotice seller={shop.name} months={shop.visitMonths} />
          <VisitBeacon slug={shop.slug} />
        </CustomerShell>
      </ShopProvider>
    </QueryProvider>
  );
}

function VisitNotice({ seller, months }: { seller: string; months: number }) {
  const t = useTranslations("shop.visits");
  return (
    <p data-print="hide" className="mt-10 max-w-prose text-muted-foreground text-xs">
      {t("notice", { seller, count: months })}
    </p>
  );
}
