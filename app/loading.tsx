import { PageSkeleton } from "@/components/ui/skeleton";

export default function RootLoading() {
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-8">
      <PageSkeleton />
    </div>
  );
}
