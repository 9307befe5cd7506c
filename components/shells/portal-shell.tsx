import { StoreSwitcher, type StoreSwitcherProps } from "../store-switcher";
import { SidebarShell, type SidebarShellProps } from "./sidebar-shell";

export interface PortalShellProps extends Omit<SidebarShellProps, "top" | "place"> {
  store: StoreSwitcherProps;
}

/** The vendor portal of one store. */
export function PortalShell({ store, ...shell }: PortalShellProps) {
  return <SidebarShell top={<StoreSwitcher {...store} />} place={store.current.name} {...shell} />;
}
