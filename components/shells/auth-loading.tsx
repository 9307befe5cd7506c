import { Loading, Skeleton } from "../ui/skeleton";

/** What a signed-out page shows while it loads. */
export function AuthLoading() {
  return (
    <Loading className="flex min-h-dvh flex-col bg-muted/50 px-4 pt-[calc(4rem+8vh)]">
      <div className="mx-auto flex w-full max-w-md flex-col gap-5 rounded-lg border border-border bg-card p-6 sm:p-8">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-full" />
      </div>
    </Loading>
  );
}
