import { PageSkeleton } from "@/components/ui/skeleton";

export default function MeLoading() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageSkeleton rows={6} />
    </div>
  );
}
