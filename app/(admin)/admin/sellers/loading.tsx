import { PageSkeleton } from "@/components/ui/skeleton";

export default function SellersLoading() {
  return <PageSkeleton />;
}
