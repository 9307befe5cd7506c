import { filterParams, storeListOptions } from "@/lib/list-options";
import { PRODUCT_PAGE, type ProductFilter, type ProductPage } from "@/lib/products/schema";

export function productParams(filter: ProductFilter): URLSearchParams {
  return filterParams(filter, { search: "", status: "active", sort: "name" });
}

export function productsKey(sellerId: string) {
  return [sellerId, "products"] as const;
}

export function productListOptions(store: { sellerId: string; slug: string }, filter: ProductFilter) {
  return storeListOptions<ProductPage>(store, "products", productParams(filter), PRODUCT_PAGE);
}
