import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OfflineNotice } from "../offline-notice";
import { type NavItem, NavLink } from "./nav-link";
import { SidebarDrawer } from "./sidebar-drawer";
import { contentId, SkipLink } from "./skip-link";
import { UserMenu, type UserMenuProps } from "./user-menu";

export interface SidebarShellProps {
  /** Store switcher or product name. */
  top: ReactNode;
  /** Names the place in the phone's top bar. */
  place: ReactNode;
  items: NavItem[];
  user: UserMenuProps;
  /** At the end of the phone's top bar and under the switcher: search, the palette's button. */
  tools?: ReactNode;
  /** A notice above the page, such as "this store is suspended". */
  notice?: ReactNode;
  children: ReactNode;
}

/** What portal and admin share: a sidebar that becomes a drawer below 1024 px. */
export function SidebarShell({ top, place, items, user, tools, notice, children }: SidebarShellProps) {
  const sidebar = <SidebarContent top={top} items={items} user={user} tools={tools} />;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block print:min-h-0">
      <SkipLink />
      <aside data-print="hide" className="sticky top-0 h-dvh border-border border-e bg-muted/40 max-lg:hidden">
        {sidebar}
      </aside>
      <div className="flex min-w-0 flex-col">
        <header
          data-print="hide"
          className="sticky top-0 z-30 flex h-14 items-center gap-2 border-border border-b bg-background px-4 lg:hidden"
        >
          <SidebarDrawer>{sidebar}</SidebarDrawer>
          <p className="min-w-0 flex-1 truncate font-semibold text-sm">{place}</p>
        </header>
        <OfflineNotice />
        {notice}
        <main
          id={contentId}
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

function SidebarContent({ top, items, user, tools }: Pick<SidebarShellProps, "top" | "items" | "user" | "tools">) {
  const t = useTranslations("shell");
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      {top}
      {tools}
      <nav aria-label={t("mainNavigation")} className="-mx-3 min-h-0 flex-1 overflow-y-auto px-3">
        <ul className="flex flex-col gap-0.5">
          {items.map((item) => (
            <li key={item.href}>
              <NavLink item={item} look="side" />
            </li>
          ))}
        </ul>
      </nav>
      <div className="-mx-3 border-border border-t px-3 pt-3">
        <UserMenu {...user} />
      </div>
    </div>
  );
}
