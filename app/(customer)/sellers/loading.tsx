import { Loading, Skeleton, SkeletonCards } from "@/components/ui/skeleton";

export default function SellersLoading() {
  return (
    <Loading className="flex flex-col gap-6">
      <Skeleton className="h-7 w-48" />
      <SkeletonCards />
    </Loading>
  );
}
