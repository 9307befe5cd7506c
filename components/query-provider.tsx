"use client";

import { hashKey, QueryCache, QueryClient, QueryClientProvider, type QueryKey } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ApiError } from "@/lib/get-json";
import { TabWatch, type TabWatchProps, tellRefused } from "./tab-watch";

export interface QueryProviderProps {
  userId: string;
  /** The seller in the address; null where there is none (dashboard, admin). */
  sellerId: string | null;
  /** What an open tab asks whether it may still be here; without it, whether anybody is signed in. */
  watch?: TabWatchProps;
  children: ReactNode;
}

/**
 * One QueryClient per user and seller. The key makes React throw the whole subtree away when either
 * changes: clearing a shared client would leave mounted observers and late answers of the old store alive.
 */
export function QueryProvider({ userId, sellerId, watch, children }: QueryProviderProps) {
  const owner = sellerId ?? "none";
  return (
    <OwnedQueries key={`${userId}:${owner}`} owner={owner}>
      <TabWatch url={watch?.url ?? "/api/me"} place={watch?.place ?? ""} />
      {children}
    </OwnedQueries>
  );
}

function OwnedQueries({ owner, children }: { owner: string; children: ReactNode }) {
  const [client] = useState(() => createQueryClient(owner));
  useEffect(() => reloadWhenRestored(), []);
  useEffect(
    () => () => {
      void client.cancelQueries();
      client.clear();
    },
    [client],
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** Exported for its test. */
export function createQueryClient(owner: string): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && (error.code === "unauthenticated" || error.code === "not_found"))
          tellRefused();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: 1,
        queryKeyHashFn: (key: QueryKey) => {
          if (key[0] !== owner) throw new Error(`A query key must begin with its seller: ${hashKey(key)}`);
          return hashKey(key);
        },
      },
    },
  });
}

// A page that comes back out of the browser's back-forward cache may belong to another store or to someone signed out.
function reloadWhenRestored(): () => void {
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) window.location.reload();
  };
  window.addEventListener("pageshow", onPageShow);
  return () => window.removeEventListener("pageshow", onPageShow);
}
