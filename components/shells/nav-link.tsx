"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export interface NavItem {
  href: string;
  label: string;
  /** An element, not a component: it crosses from server to client. */
  icon?: ReactNode;
  /** Only this very address is current, not those below it: for "Overview" and "Shop". */
  exact?: boolean;
}

const looks = {
  side: "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-foreground max-lg:h-11 [&_svg]:size-4",
  top: "inline-flex h-9 items-center gap-2 rounded-md px-3 text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-foreground [&_svg]:size-4",
  bottom:
    "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-muted-foreground text-xs aria-[current=page]:font-medium aria-[current=page]:text-foreground focus-visible:-outline-offset-2 [&_svg]:size-5",
};

export function NavLink({ item, look }: { item: NavItem; look: keyof typeof looks }) {
  const pathname = usePathname();
  const current = pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`));
  return (
    <Link href={item.href} aria-current={current ? "page" : undefined} className={looks[look]}>
      {item.icon}
      <span className={look === "side" ? "min-w-0 flex-1 truncate" : undefined}>{item.label}</span>
    </Link>
  );
}
