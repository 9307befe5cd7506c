import { PageSkeleton, Skeleton } from "@/components/ui/skeleton";

/** The portal before it is known whose it is. */
export function PortalSkeleton() {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <div
        aria-hidden="true"
        className="flex flex-col gap-4 border-border p-3 max-lg:h-14 max-lg:border-b lg:h-dvh lg:border-e lg:bg-muted/40"
      >
        <Skeleton className="h-12 rounded-md max-lg:h-8 max-lg:w-40" />
        {["w-24", "w-20", "w-28", "w-32", "w-16"].map((width) => (
          <Skeleton key={width} className={`mx-2 max-lg:hidden ${width}`} />
        ))}
      </div>
      <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
        <PageSkeleton />
      </div>
    </div>
  );
}
