"use client";

// A client component, so that a page's answer names a skeleton instead of carrying its markup.
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { LoadingWord } from "./loading-word";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("h-4 animate-pulse rounded-sm bg-muted", className)} />;
}

/** Wraps skeletons and tells screen readers that something is loading. */
export function Loading({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div role="status" className={className}>
      <LoadingWord />
      {children}
    </div>
  );
}

/** The skeleton of a page with a header and a list: what most loading.tsx files show. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Loading className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <SkeletonRows rows={rows} />
    </Loading>
  );
}

export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div className="divide-y divide-border rounded-lg border border-border bg-card">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex items-center gap-4 px-4 py-3.5">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/3" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  );
}

/** A grid of cards, as in a shop. */
export function SkeletonCards() {
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 xl:grid-cols-4">
      {Array.from({ length: 8 }, (_, card) => card).map((card) => (
        <div key={card} className="flex flex-col gap-3 rounded-lg border border-border bg-card p-3">
          <Skeleton className="aspect-4/3 h-auto w-full rounded-md" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-2/5" />
        </div>
      ))}
    </div>
  );
}
