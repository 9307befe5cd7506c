import { PageSkeleton } from "@/components/ui/skeleton";

export default function SellerLoading() {
  return <PageSkeleton />;
}
