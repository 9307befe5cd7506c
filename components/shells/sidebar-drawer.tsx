"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Sheet, SheetContent, SheetTrigger } from "../ui/sheet";

/** The sidebar on small screens; going somewhere closes it. */
export function SidebarDrawer({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  return (
    <Sheet open={openedOn === pathname} onOpenChange={(open) => setOpenedOn(open ? pathname : null)}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("openNavigation")} className="-ms-2">
          <Menu aria-hidden="true" />
        </Button>
      </SheetTrigger>
      <SheetContent side="start" title={t("navigation")} bare>
        {children}
      </SheetContent>
    </Sheet>
  );
}
