import { ClipboardList, ListPlus, Store, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Logo } from "../logo";
import { OfflineNotice } from "../offline-notice";
import { Avatar } from "../ui/avatar";
import { AccentScope } from "./accent-scope";
import { type NavItem, NavLink } from "./nav-link";
import { contentId, SkipLink } from "./skip-link";
import { UserMenu, type UserMenuProps } from "./user-menu";

interface ShopFront {
  slug: string;
  name: string;
  logo?: string | null;
  /** #rrggbb; anything else is ignored. */
  accent?: string | null;
}

export interface CustomerShellProps {
  /** The shop one is in; null on the dashboard and /me. */
  shop: ShopFront | null;
  user: UserMenuProps;
  /** BasketLink and StickyBasket, each possibly inside a Suspense of its own. */
  basketLink?: ReactNode;
  stickyBasket?: ReactNode;
  children: ReactNode;
}

/** Shop, dashboard and own pages of a customer: header on top, thumb bar at the bottom of phones. */
export function CustomerShell(props: CustomerShellProps) {
  const { shop, user, basketLink, stickyBasket, children } = props;
  const items = useNavigation(shop);
  return (
    <AccentScope accent={shop?.accent} className="flex min-h-dvh flex-col">
      <SkipLink />
      {shop ? <div aria-hidden="true" className="h-1 bg-accent" /> : null}
      <header data-print="hide" className="sticky top-0 z-30 border-border border-b bg-card">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 px-4 sm:px-6 lg:px-8">
          <div className="flex h-14 min-w-0 flex-1 items-center gap-4 sm:h-16">
            <ShopName shop={shop} />
            <TopNavigation items={items} />
          </div>
          <div className="flex items-center gap-2">
            {basketLink}
            <UserMenu {...user} compact />
          </div>
        </div>
      </header>
      <OfflineNotice />
      <main
        id={contentId}
        tabIndex={-1}
        className={cn(
          "mx-auto w-full max-w-7xl flex-1 px-4 pt-6 pb-12 outline-none sm:px-6 lg:px-8",
          // Room for the bar and the basket that float over the page's end.
          shop && "max-md:pb-40",
        )}
      >
        {children}
      </main>
      {shop ? <BottomBar items={items} stickyBasket={stickyBasket} /> : null}
    </AccentScope>
  );
}

function ShopName({ shop }: { shop: ShopFront | null }) {
  if (!shop) {
    return (
      <Link href="/sellers" className="rounded-md">
        <Logo />
      </Link>
    );
  }
  return (
    <Link
      href={`/s/${shop.slug}`}
      className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-md font-semibold text-base"
    >
      <Avatar name={shop.name} src={shop.logo} square className={shop.logo ? "" : "bg-accent text-accent-fg"} />
      <span className="truncate">{shop.name}</span>
    </Link>
  );
}

function TopNavigation({ items }: { items: NavItem[] }) {
  const t = useTranslations("shell");
  return (
    <nav aria-label={t("shopNavigation")} className="flex items-center gap-1 max-md:hidden">
      {items.map(({ icon: _, ...item }) => (
        <NavLink key={item.href} item={item} look="top" />
      ))}
    </nav>
  );
}

function BottomBar({ items, stickyBasket }: { items: NavItem[]; stickyBasket: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div data-print="hide" className="bottom-bar fixed inset-x-0 bottom-0 z-30 md:hidden">
      {stickyBasket ? (
        <aside aria-label={t("basket")} className="px-3 pb-2">
          {stickyBasket}
        </aside>
      ) : null}
      <nav
        aria-label={t("shopNavigation")}
        className="flex border-border border-t bg-card pb-[env(safe-area-inset-bottom)]"
      >
        {items.map((item) => (
          <NavLink key={item.href} item={item} look="bottom" />
        ))}
      </nav>
    </div>
  );
}

function useNavigation(shop: ShopFront | null): NavItem[] {
  const t = useTranslations("shell");
  const sellers = { href: "/sellers", label: t("sellers"), icon: <Users aria-hidden="true" /> };
  if (!shop) return [sellers];
  const base = `/s/${shop.slug}`;
  return [
    { href: base, label: t("shop"), icon: <Store aria-hidden="true" />, exact: true },
    { href: `${base}/quick-order`, label: t("quickOrder"), icon: <ListPlus aria-hidden="true" /> },
    { href: `${base}/orders`, label: t("orders"), icon: <ClipboardList aria-hidden="true" /> },
    sellers,
  ];
}
