import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function OnboardingLoading() {
  return (
    <Loading className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 pt-6 sm:px-6">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-8 w-full" />
      <div className="flex flex-col gap-5 rounded-lg border border-border bg-card p-6">
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-full" />
      </div>
    </Loading>
  );
}
