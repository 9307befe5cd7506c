"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { type MemberRight, memberMay } from "@/lib/access/permissions";
import { getJson } from "@/lib/get-json";
import { samePlaceIn } from "@/lib/members/rules";
import type { StorePlace, StorePlaces } from "@/lib/members/schema";
import { Avatar } from "./ui/avatar";
import { PageSkeleton } from "./ui/skeleton";
import { toast } from "./ui/toast";
import { isWriting, outcomeOfWrites, type WriteOutcome } from "./writes-under-way";

/** The section of a portal, and the right that opens it. */
export type Section = { path: string; right: MemberRight };

/** Where one goes: a store, or the list of all. */
type Destination = Pick<StorePlace, "name" | "logo">;

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
export function useSwitchStore(from: { name: string }, sections: readonly Section[]) {
  const pathname = usePathname();
  const queries = useQueryClient();
  const t = useTranslations("shell.switching");
  const [goingTo, setGoingTo] = useState<Destination | null>(null);
  const [waits, setWaits] = useState(false);
  useEffect(() => tellArrival((outcome, store) => t(outcome, { store })), [t]);
  const hrefOf = (store: StorePlace) =>
    samePlaceIn(store.slug, pathname, (section) =>
      sections.some(({ path, right }) => path === `/${section}` && memberMay(store.role, right)),
    );
  /** Loading the document anew gives up a change that has not arrived: it is waited for, and how it ended is told. */
  const leave = async (to: Destination, href: string) => {
    setGoingTo(to);
    void queries.cancelQueries();
    if (isWriting()) {
      setWaits(true);
      const outcome = await outcomeOfWrites(PATIENCE);
      setWaits(false);
      // Why is said where it was asked for.
      if (outcome === "refused") return setGoingTo(null);
      rememberArrival(outcome, from.name);
    }
    window.location.assign(href);
  };
  const follow = (to: Destination, href: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void leave(to, href);
  };
  return {
    hrefOf,
    /** For a link: opened elsewhere, this tab stays where it is. */
    onFollow: (store: StorePlace) => follow(store, hrefOf(store)),
    onFollowAll: (name: string) => follow({ name, logo: null }, "/vendor"),
    go: (store: StorePlace) => void leave(store, hrefOf(store)),
    veil: goingTo
      ? createPortal(
          <SwitchingVeil store={goingTo}>{waits ? t("waits", { store: from.name }) : null}</SwitchingVeil>,
          document.body,
        )
      : null,
  } satisfies { veil: ReactNode } & Record<string, unknown>;
}

/** So long a change of the store that one leaves is waited for. */
const PATIENCE = 4000;
const ARRIVAL = "store switched";

function rememberArrival(outcome: WriteOutcome, store: string): void {
  try {
    sessionStorage.setItem(ARRIVAL, JSON.stringify([outcome, store]));
  } catch {
    // A browser that keeps nothing tells nothing.
  }
}

/** What became of the change under which one left the other store. */
function tellArrival(say: (outcome: "saved" | "unknown", store: string) => string): void {
  try {
    const [outcome, store] = JSON.parse(sessionStorage.getItem(ARRIVAL) ?? "[]");
    sessionStorage.removeItem(ARRIVAL);
    if (outcome === "saved") toast.success(say(outcome, String(store)));
    if (outcome === "unknown") toast.error(say(outcome, String(store)));
  } catch {
    // Nothing was kept.
  }
}

function SwitchingVeil({ store, children }: { store: Destination; children: ReactNode }) {
  return (
    <div className="fixed inset-0 z-50 bg-background lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <div className="flex items-start border-border p-3 lg:h-dvh lg:border-e lg:bg-muted/40">
        <div className="flex w-full items-center gap-2.5 rounded-md border border-border bg-card p-2">
          <Avatar name={store.name} src={store.logo} square />
          <p className="truncate font-semibold text-sm">{store.name}</p>
        </div>
      </div>
      <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
        <p role="status" className="mb-4 text-sm empty:hidden">
          {children}
        </p>
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
