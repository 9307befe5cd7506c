"use client";

import { Check, ChevronsUpDown, LayoutGrid } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Popover from "radix-ui/popover";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { findStores, nextByLetter } from "@/lib/members/rules";
import type { StorePlace } from "@/lib/members/schema";
import { StatusBadge } from "./status-badge";
import { type Section, useRecentStores, useStorePlaces, useSwitchStore } from "./store-places";
import { Avatar } from "./ui/avatar";
import { SearchInput } from "./ui/search-input";
import { Skeleton } from "./ui/skeleton";

export interface StoreSwitcherProps {
  userId: string;
  current: { sellerId: string; slug: string; name: string; logo: string | null; detail: string };
  /** The portal's sections: one stays in the same, where one may open it. */
  sections: readonly Section[];
}

/** More are found by typing. */
const SHOWN = 50;
/** Fewer are seen at a glance. */
const SEARCHED = 8;

export function StoreSwitcher({ userId, current, sections }: StoreSwitcherProps) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  const recent = useRecentStores(userId, current.slug);
  const { veil, ...places } = useSwitchStore(current, sections);
  return (
    <div className="relative flex items-center gap-2.5 rounded-md border border-border bg-card p-2 transition-colors has-[button:hover]:bg-hover">
      <Avatar name={current.name} src={current.logo} square />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold text-sm">{current.name}</p>
        <p className="truncate text-muted-foreground text-xs">{current.detail}</p>
      </div>
      <ChevronsUpDown aria-hidden="true" className="mx-1 size-4 shrink-0 text-muted-foreground" />
      <Popover.Root open={open} onOpenChange={setOpen}>
        {/* It lies over the whole box, so that the menu opens below all of it; the name in the box leaves its own one "Switch store". */}
        <Popover.Trigger
          aria-label={t("switchStore")}
          className="absolute inset-0 rounded-md focus-visible:outline-2 focus-visible:outline-ring"
        />
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={6}
            aria-label={t("yourStores")}
            onKeyDown={moveFocus}
            onOpenAutoFocus={(event) => {
              // Until the stores are there, Enter leads nowhere.
              event.preventDefault();
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
            }}
            className="z-50 flex max-h-[min(32rem,70vh)] w-[max(18rem,var(--radix-popover-trigger-width))] max-w-[calc(100vw-2rem)] flex-col overflow-hidden rounded-md border border-border bg-popover text-sm shadow-float outline-none data-[state=open]:animate-pop-in"
          >
            <StoreMenu
              sellerId={current.sellerId}
              current={current.slug}
              recent={recent}
              places={places}
              onStay={() => setOpen(false)}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {veil}
    </div>
  );
}

interface StoreMenuProps {
  sellerId: string;
  current: string;
  recent: readonly string[];
  places: Pick<ReturnType<typeof useSwitchStore>, "hrefOf" | "onFollow" | "onFollowAll">;
  /** The store in which one is already was chosen. */
  onStay: () => void;
}

function StoreMenu({ sellerId, current, recent, places, onStay }: StoreMenuProps) {
  const t = useTranslations("shell");
  const countId = useId();
  const [search, setSearch] = useState("");
  const { data, isError, refetch } = useStorePlaces(sellerId, true);
  const found = findStores(data?.items ?? [], search, recent);
  const more = found.length - SHOWN;
  const menu = useRef<HTMLDivElement>(null);
  const isThere = data !== undefined;
  useEffect(() => {
    if (!isThere || !menu.current) return;
    const field = menu.current.querySelector<HTMLElement>("input");
    (field ?? firstChoice(menu.current))?.focus();
  }, [isThere]);
  return (
    <div ref={menu} className="flex min-h-0 flex-col">
      {data && data.items.length > SEARCHED ? (
        <div className="border-border border-b p-2">
          <SearchInput label={t("searchStores")} value={search} onValueChange={setSearch} aria-describedby={countId} />
        </div>
      ) : null}
      <div role="menu" aria-label={t("yourStores")} className="min-h-0 overflow-y-auto p-1">
        {found.slice(0, SHOWN).map((store) => (
          <StoreItem key={store.slug} store={store} current={store.slug === current} places={places} onStay={onStay} />
        ))}
        {data || isError ? null : <Waiting />}
        <a
          role="menuitem"
          href="/vendor"
          data-name={t("allStores")}
          onClick={places.onFollowAll(t("allStores"))}
          className={itemClasses}
        >
          <LayoutGrid aria-hidden="true" className="mx-1.5 size-4 text-muted-foreground" />
          {t("allStores")}
        </a>
      </div>
      {isError ? (
        <button type="button" className="p-3 text-start text-danger" onClick={() => void refetch()}>
          {t("storesFailed")}
        </button>
      ) : null}
      <p id={countId} aria-live="polite" className="px-3 pb-2 text-muted-foreground text-xs empty:hidden">
        {data && found.length === 0 ? t("noStore") : more > 0 ? t("moreStores", { count: more }) : null}
      </p>
    </div>
  );
}

const itemClasses =
  "flex min-h-10 items-center gap-2.5 rounded-sm px-2 py-1.5 outline-none hover:bg-hover focus-visible:bg-hover";

function StoreItem({
  store,
  current,
  places,
  onStay,
}: { store: StorePlace; current: boolean } & Pick<StoreMenuProps, "places" | "onStay">) {
  const stay = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onStay();
  };
  return (
    <a
      role="menuitem"
      href={places.hrefOf(store)}
      data-store
      data-name={store.name}
      onClick={current ? stay : places.onFollow(store)}
      aria-current={current ? "true" : undefined}
      className={itemClasses}
    >
      <Avatar name={store.name} src={store.logo} size="sm" square />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{store.name}</span>
        <span className="block truncate text-muted-foreground text-xs">{store.detail}</span>
      </span>
      {store.status === "open" ? null : <StatusBadge kind="seller" status={store.status} />}
      {current ? <Check aria-hidden="true" className="size-4 shrink-0" /> : null}
    </a>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 p-2">
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
  );
}

function itemsIn(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** What Enter most likely means: another store than the one in which one is. */
function firstChoice(menu: HTMLElement): HTMLElement | undefined {
  const [first, second] = itemsIn(menu);
  const another = second?.matches("[data-store]") ? second : undefined;
  return first?.ariaCurrent === "true" ? (another ?? first) : first;
}

/** The keys of a menu, from the search field on: arrows and letters go through the stores, Enter in the field takes the likeliest. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const menu = event.currentTarget;
  const inField = event.target instanceof HTMLInputElement;
  const chosen = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role="menuitem"]') : null;
  if (inField ? event.key === "Enter" : event.key === " " && chosen) {
    event.preventDefault();
    (chosen ?? firstChoice(menu))?.click();
    return;
  }
  const next = placeOfKey(event, itemsIn(menu), inField);
  if (next === null) return;
  const field = menu.querySelector<HTMLElement>("input");
  if (next === "field") {
    // What is typed on the list goes on in the field.
    field?.focus();
    return;
  }
  event.preventDefault();
  if (next < 0 && field) field.focus();
  else itemsIn(menu).at(next)?.focus();
}

/** To which item a key leads; -1 is before the first, where the field is, or else the last. */
function placeOfKey(
  event: KeyboardEvent<HTMLElement>,
  items: HTMLElement[],
  inField: boolean,
): number | "field" | null {
  const at = items.findIndex((item) => item.matches(":focus"));
  if (event.key === "ArrowDown") return (at + 1) % items.length;
  if (event.key === "ArrowUp") return Math.max(at, 0) - 1;
  if (inField) return null;
  if (event.key === "Home") return 0;
  if (event.key === "End") return items.length - 1;
  if (event.key.length > 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.currentTarget.querySelector("input")) return "field";
  return nextByLetter(
    items.map((item) => item.dataset.name ?? ""),
    at,
    event.key,
  );
}
