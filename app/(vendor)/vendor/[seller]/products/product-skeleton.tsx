import { Loading, Skeleton } from "@/components/ui/skeleton";

/** A product's form while it loads. */
export function ProductSkeleton() {
  return (
    <Loading className="flex max-w-3xl flex-col gap-5">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-9 w-72 max-w-full" />
      <Skeleton className="h-80 rounded-lg" />
      <Skeleton className="h-52 rounded-lg" />
    </Loading>
  );
}
