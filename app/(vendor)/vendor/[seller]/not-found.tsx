export { notFoundMetadata as generateMetadata } from "@/lib/i18n/not-found-metadata";
export { PortalNotFound as default } from "./portal-not-found";
