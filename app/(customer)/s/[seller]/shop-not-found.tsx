export { notFoundMetadata as generateMetadata } from "@/lib/i18n/not-found-metadata";
export { ShopNotFound as default } from "./shop-not-found";
