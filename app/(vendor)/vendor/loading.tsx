import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function ChooserLoading() {
  return (
    <Loading className="mx-auto flex max-w-md flex-col gap-4 px-4 pt-[16vh]">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-14 rounded-md" />
      <Skeleton className="h-14 rounded-md" />
    </Loading>
  );
}
