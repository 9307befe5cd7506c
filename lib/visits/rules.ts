import { isSlug } from "@/lib/sellers/rules";

/** A stay ends after so long without activity. */
export const VISIT_MINUTES = 30;
/** In `gap` columns: there was no visit before. */
export const NEVER = 9999;
/** Where a visit's country is not known. */
export const UNKNOWN_COUNTRY = "ZZ";

export type Device = "phone" | "tablet" | "desktop";

/** What a browser may report of one page at once: it does so every 15 seconds, and a tab that slept has nothing to tell. */
export const MAX_BEAT_SECONDS = 60;
export const BEAT_SECONDS = 15;

const SHOP_PAGES = ["quick-order", "basket", "orders"] as const;
/** A page of a shop by what it shows; `about`: a category's id, the words searched for, an order's number. */
export type ShopPage =
  | { kind: "shop" | (typeof SHOP_PAGES)[number] }
  | { kind: "category" | "search" | "order"; about: string };

const SHOP_PATH =
  /^\/s\/(?<seller>[^/?#]+)(?:\/(?<page>[a-z-]+)(?:\/(?<number>\d{1,9}))?)?\/?(?:\?(?<query>[^#]*))?(?:#.*)?$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_SEARCH = 60;

/** The page that an address of this seller's shop shows; null: it is none. */
export function shopPageAt(slug: string, address: string): ShopPage | null {
  const { seller, page, number, query } = SHOP_PATH.exec(address)?.groups ?? {};
  if (seller === undefined || !isSlug(seller) || seller !== slug) return null;
  if (page === undefined) return startPage(new URLSearchParams(query));
  if (page === "orders" && number !== undefined) return { kind: "order", about: number };
  const known = SHOP_PAGES.find((each) => each === page);
  return known && number === undefined ? { kind: known } : null;
}

function startPage(query: URLSearchParams): ShopPage {
  const search = query
    .get("search")
    ?.replace(/\p{C}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_SEARCH)
    .toWellFormed();
  if (search) return { kind: "search", about: search };
  const category = query.get("category") ?? "";
  return UUID.test(category) ? { kind: "category", about: category.toLowerCase() } : { kind: "shop" };
}

/** How a page stands in a visit's row: "basket", "search:oat milk". */
export function pageKey(page: ShopPage): string {
  return "about" in page ? `${page.kind}:${page.about}` : page.kind;
}
