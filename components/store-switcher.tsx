"use client";

import { Check, ChevronsUpDown, LayoutGrid } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "./ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "./ui/dropdown-menu";

export interface StoreChoice {
  slug: string;
  name: string;
  href: string;
  logo?: string | null;
  /** The member's role there, in words. */
  detail?: string;
}

export interface StoreSwitcherProps {
  current: StoreChoice;
  /** Every store of this member, the current one included. */
  stores: StoreChoice[];
  /** The chooser. */
  allHref?: string;
}

export function StoreSwitcher({ current, stores, allHref = "/vendor" }: StoreSwitcherProps) {
  const t = useTranslations("shell");
  return (
    <div className="relative flex items-center gap-2.5 rounded-md border border-border bg-card p-2 transition-colors has-[button:hover]:bg-hover">
      <Avatar name={current.name} src={current.logo} square />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold text-sm">{current.name}</p>
        {current.detail ? <p className="truncate text-muted-foreground text-xs">{current.detail}</p> : null}
      </div>
      <DropdownMenu>
        {/* The name stands beside the button, which covers the whole box: its own name stays "Switch store". */}
        <DropdownMenuTrigger
          aria-label={t("switchStore")}
          className="grid size-6 place-items-center rounded-md text-muted-foreground after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          <ChevronsUpDown aria-hidden="true" className="size-4" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-64">
          <DropdownMenuLabel>{t("yourStores")}</DropdownMenuLabel>
          {stores.map((store) => (
            <DropdownMenuItem key={store.slug} asChild>
              <Link href={store.href} aria-current={store.slug === current.slug ? "true" : undefined}>
                <Avatar name={store.name} src={store.logo} size="sm" square />
                <span className="min-w-0 flex-1 truncate">{store.name}</span>
                {store.slug === current.slug ? <Check aria-hidden="true" /> : null}
              </Link>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <Link href={allHref}>
              <LayoutGrid aria-hidden="true" />
              {t("allStores")}
            </Link>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
