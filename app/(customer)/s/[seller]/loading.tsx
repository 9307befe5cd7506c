import { ShopPageSkeleton } from "./shop-skeleton";

export default function ShopLoading() {
  return <ShopPageSkeleton />;
}
