import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "../logo";
import { Badge } from "../ui/badge";
import { type NavGroup, SidebarShell } from "./sidebar-shell";
import { UserMenu, type UserMenuProps } from "./user-menu";

export interface AdminShellProps {
  groups: NavGroup[];
  user: UserMenuProps;
  tools?: ReactNode;
  notice?: ReactNode;
  children: ReactNode;
}

/** The operators' side of the platform. */
export function AdminShell({ groups, user, tools, notice, children }: AdminShellProps) {
  const t = useTranslations("shell");
  const top = (
    <div className="flex items-center justify-between gap-2 p-2">
      <Link href="/admin" className="rounded-md">
        <Logo />
      </Link>
      <Badge tone="info" icon={null}>
        {t("operator")}
      </Badge>
    </div>
  );
  return (
    <SidebarShell
      top={top}
      place={t("platform")}
      groups={groups}
      bottom={<UserMenu {...user} />}
      tools={tools}
      notice={notice}
    >
      {children}
    </SidebarShell>
  );
}
