import { PageSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="mx-auto w-full max-w-xl p-4 sm:py-8">
      <PageSkeleton />
    </div>
  );
}
