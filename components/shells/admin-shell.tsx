import Link from "next/link";
import { useTranslations } from "next-intl";
import { Logo } from "../logo";
import { Badge } from "../ui/badge";
import { SidebarShell, type SidebarShellProps } from "./sidebar-shell";

/** The operators' side of the platform. */
export function AdminShell(props: Omit<SidebarShellProps, "top" | "place">) {
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
  return <SidebarShell top={top} place={t("platform")} {...props} />;
}
