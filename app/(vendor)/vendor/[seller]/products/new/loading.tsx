export { ProductSkeleton as default } from "@/app/(vendor)/vendor/[seller]/products/product-skeleton";
