import { PageSkeleton } from "@/components/ui/skeleton";

export default function ProductsLoading() {
  return <PageSkeleton rows={10} />;
}
