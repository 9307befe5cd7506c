import type { ReactNode } from "react";
import { StoreSwitcher, type StoreSwitcherProps } from "../store-switcher";
import { type NavGroup, SidebarShell } from "./sidebar-shell";
import { UserMenu, type UserMenuProps } from "./user-menu";

export interface PortalShellProps {
  store: StoreSwitcherProps;
  groups: NavGroup[];
  user: UserMenuProps;
  tools?: ReactNode;
  notice?: ReactNode;
  children: ReactNode;
}

/** The vendor portal of one store. */
export function PortalShell({ store, groups, user, tools, notice, children }: PortalShellProps) {
  return (
    <SidebarShell
      top={<StoreSwitcher {...store} />}
      place={store.current.name}
      groups={groups}
      bottom={<UserMenu {...user} />}
      tools={tools}
      notice={notice}
    >
      {children}
    </SidebarShell>
  );
}
