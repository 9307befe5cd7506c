"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { cn } from "@/lib/cn";
import { Avatar } from "../ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { Spinner } from "../ui/spinner";
import type { NavItem } from "./nav-link";

export interface UserMenuProps {
  name: string;
  /** Role or contact, under the name. */
  detail?: string;
  links: NavItem[];
  signOut: () => Promise<unknown>;
  /** Only the picture, for headers; otherwise the whole line, for sidebars. */
  compact?: boolean;
}

export function UserMenu({ name, detail, links, signOut, compact }: UserMenuProps) {
  const t = useTranslations("shell");
  const [pending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      await signOut();
    });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("userMenu")}
        className={cn(
          "flex min-w-0 items-center gap-2.5 rounded-md text-start transition-colors hover:bg-hover",
          compact ? "size-11 justify-center sm:size-9" : "w-full p-1.5",
        )}
      >
        {pending ? <Spinner className="m-2" /> : <Avatar name={name} />}
        {compact ? null : (
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-sm">{name}</span>
            {detail ? <span className="block truncate text-muted-foreground text-xs">{detail}</span> : null}
          </span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? "end" : "start"} side={compact ? "bottom" : "top"} className="w-60">
        <DropdownMenuLabel>
          <span className="block truncate font-medium text-foreground text-sm">{name}</span>
          {detail ? <span className="block truncate">{detail}</span> : null}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {links.map((link) => (
          <DropdownMenuItem key={link.href} asChild>
            <Link href={link.href}>
              {link.icon}
              {link.label}
            </Link>
          </DropdownMenuItem>
        ))}
        {links.length > 0 ? <DropdownMenuSeparator /> : null}
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden="true" className="rtl:rotate-180" />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
