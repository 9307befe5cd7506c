"use client";

// A client component, so that a page's answer names these instead of carrying their markup three times.
import { Loading, Skeleton } from "@/components/ui/skeleton";

const CARDS = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];

/** The shop's cards, as long as there are none. */
export function CardsSkeleton() {
  return (
    <div aria-hidden="true" className="product-cards">
      {CARDS.map((card) => (
        <div key={card} className="product-card-skeleton" />
      ))}
    </div>
  );
}

export function ShopPageSkeleton() {
  return (
    <Loading className="flex flex-col gap-5">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-9 w-full max-w-md max-sm:h-11" />
      <CardsSkeleton />
    </Loading>
  );
}

/** Header and page of a shop that is not known yet. */
export function ShopSkeleton() {
  return (
    <div className="min-h-dvh">
      <div className="h-1 bg-muted" />
      <div className="border-border border-b bg-card">
        <div className="mx-auto flex h-14 max-w-7xl items-center gap-3 px-4 sm:h-16 sm:px-6 lg:px-8">
          <Skeleton className="size-8 rounded-md" />
          <Skeleton className="w-32" />
          <Skeleton className="ms-auto size-8 rounded-full" />
        </div>
      </div>
      <div className="mx-auto max-w-7xl px-4 py-6 sm:px-6 lg:px-8">
        <ShopPageSkeleton />
      </div>
    </div>
  );
}
