import { Loading, Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function AnalyticsLoading() {
  return (
    <Loading className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <Skeleton className="h-16 rounded-lg" />
      <Skeleton className="h-14 rounded-lg" />
      <Skeleton className="h-28 rounded-lg" />
      <Skeleton className="h-96 rounded-lg" />
      <SkeletonRows rows={6} />
    </Loading>
  );
}
