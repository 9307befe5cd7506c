"use client";

import { Check, ChevronsUpDown, LayoutGrid } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { createPortal } from "react-dom";
import { samePlaceIn } from "@/lib/members/rules";
import { Avatar } from "./ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "./ui/dropdown-menu";
import { PageSkeleton } from "./ui/skeleton";

export interface StoreChoice {
  slug: string;
  name: string;
  logo?: string | null;
  /** The member's role there, and the store's state when it is not open, in words. */
  detail?: string;
}

export interface StoreSwitcherProps {
  current: StoreChoice;
  /** Every store of this member, the current one included. */
  stores: StoreChoice[];
}

/**
 * Goes to the same section of another store by loading the document anew: Next keeps left pages hidden in the
 * document, and nothing of the old store may stay there. Its page is covered at once, while the new one loads.
 */
export function StoreSwitcher({ current, stores }: StoreSwitcherProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [goingTo, setGoingTo] = useState<StoreChoice | null>(null);
  const leave = (store: StoreChoice) => (event: MouseEvent) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!elsewhere && store.slug !== current.slug) setGoingTo(store);
  };
  return (
    <div className="relative flex items-center gap-2.5 rounded-md border border-border bg-card p-2 transition-colors has-[button:hover]:bg-hover">
      <Avatar name={current.name} src={current.logo} square />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold text-sm">{current.name}</p>
        {current.detail ? <p className="truncate text-muted-foreground text-xs">{current.detail}</p> : null}
      </div>
      <ChevronsUpDown aria-hidden="true" className="mx-1 size-4 shrink-0 text-muted-foreground" />
      <DropdownMenu>
        {/* It lies over the whole box, so that the menu opens below all of it; the name in the box leaves its own one "Switch store". */}
        <DropdownMenuTrigger
          aria-label={t("switchStore")}
          className="absolute inset-0 rounded-md focus-visible:outline-2 focus-visible:outline-ring"
        />
        <DropdownMenuContent align="start" className="w-(--radix-dropdown-menu-trigger-width)">
          <DropdownMenuLabel>{t("yourStores")}</DropdownMenuLabel>
          {stores.map((store) => (
            <DropdownMenuItem key={store.slug} asChild>
              <a
                href={samePlaceIn(store.slug, pathname)}
                onClick={leave(store)}
                aria-current={store.slug === current.slug ? "true" : undefined}
              >
                <Avatar name={store.name} src={store.logo} size="sm" square />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{store.name}</span>
                  {store.detail ? (
                    <span className="block truncate text-muted-foreground text-xs">{store.detail}</span>
                  ) : null}
                </span>
                {store.slug === current.slug ? <Check aria-hidden="true" /> : null}
              </a>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <a href="/vendor">
              <LayoutGrid aria-hidden="true" />
              {t("allStores")}
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {goingTo ? createPortal(<SwitchingVeil store={goingTo} />, document.body) : null}
    </div>
  );
}

function SwitchingVeil({ store }: { store: StoreChoice }) {
  return (
    <div className="fixed inset-0 z-50 bg-background lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <div className="flex items-start border-border p-3 lg:h-dvh lg:border-e lg:bg-muted/40">
        <div className="flex w-full items-center gap-2.5 rounded-md border border-border bg-card p-2">
          <Avatar name={store.name} src={store.logo} square />
          <p className="truncate font-semibold text-sm">{store.name}</p>
        </div>
      </div>
      <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
        <PageSkeleton />
      </div>
    </div>
  );
}
