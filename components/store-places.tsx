"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { type MemberRight, memberMay } from "@/lib/access/permissions";
import { getJson } from "@/lib/get-json";
import { samePlaceIn } from "@/lib/members/rules";
import type { StorePlace, StorePlaces } from "@/lib/members/schema";
import { Avatar } from "./ui/avatar";
import { PageSkeleton } from "./ui/skeleton";

/** The section of a portal, and the right that opens it. */
export type Section = { path: string; right: MemberRight };

/** The stores that one can switch to; asked for when somebody looks. */
export function useStorePlaces(sellerId: string, enabled: boolean) {
  return useQuery({
    queryKey: [sellerId, "stores"],
    queryFn: ({ signal }) => getJson<StorePlaces>("/api/me/stores", null, signal),
    enabled,
    staleTime: 60_000,
  });
}

/**
 * Goes to the same section of another store by loading the document anew: Next keeps left pages hidden in the
 * document, and nothing of the old store may stay there. Its page is covered at once, and what it still asks for is given up.
 */
export function useSwitchStore(current: string, sections: readonly Section[]) {
  const pathname = usePathname();
  const queries = useQueryClient();
  const [goingTo, setGoingTo] = useState<StorePlace | null>(null);
  const hrefOf = (store: StorePlace) =>
    samePlaceIn(store.slug, pathname, (section) =>
      sections.some(({ path, right }) => path === `/${section}` && memberMay(store.role, right)),
    );
  const leave = (store: StorePlace) => {
    if (store.slug === current) return;
    setGoingTo(store);
    void queries.cancelQueries();
  };
  return {
    hrefOf,
    /** For a link: opened elsewhere, this tab stays where it is. */
    onFollow: (store: StorePlace) => (event: MouseEvent) => {
      if (!(event.metaKey || event.ctrlKey || event.shiftKey) && event.button === 0) leave(store);
    },
    go: (store: StorePlace) => {
      leave(store);
      window.location.assign(hrefOf(store));
    },
    veil: goingTo ? createPortal(<SwitchingVeil store={goingTo} />, document.body) : null,
  } satisfies { veil: ReactNode } & Record<string, unknown>;
}

function SwitchingVeil({ store }: { store: StorePlace }) {
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

const RECENT = 8;
const NONE: readonly string[] = [];
const nobodyListens = () => () => undefined;

/** The stores that this person visited last in this browser, the current one first; read once, so that the list stands still. */
export function useRecentStores(userId: string, current: string): readonly string[] {
  const key = `stores ${userId}`;
  const [before] = useState(() => ({ slugs: null as readonly string[] | null }));
  const recent = useSyncExternalStore(
    nobodyListens,
    () => {
      before.slugs ??= [current, ...readRecent(key).filter((slug) => slug !== current)];
      return before.slugs;
    },
    () => NONE,
  );
  useEffect(() => {
    try {
      const others = readRecent(key).filter((slug) => slug !== current);
      localStorage.setItem(key, [current, ...others].slice(0, RECENT).join(" "));
    } catch {
      // A browser that keeps nothing lists the stores by name.
    }
  }, [key, current]);
  return recent;
}

function readRecent(key: string): readonly string[] {
  try {
    return localStorage.getItem(key)?.split(" ").filter(Boolean) ?? NONE;
  } catch {
    return NONE;
  }
}
