import { addDays, dayIn, daysFrom } from "@/lib/days";
import type { OrderCustomer } from "@/lib/orders/rules";
import { isSlug } from "@/lib/sellers/rules";

/** A stay ends after so long without activity. */
export const VISIT_MINUTES = 30;
/** The platform keeps whole visits for so long, and no store longer; roll-ups stay. */
export const MAX_VISIT_MONTHS = 13;
export const VISIT_MONTHS = [1, 3, 6, 13] as const;
/** After so many days an address is shortened to its network; 0: it is never kept whole. */
export const VISIT_IP_DAYS = [0, 7, 30, 90] as const;
/** In `gap` columns: there was no visit before. */
export const NEVER = 9999;
/** Where a visit's country is not known. */
export const UNKNOWN_COUNTRY = "ZZ";

export const DEVICES = ["phone", "tablet", "desktop"] as const;
export type Device = (typeof DEVICES)[number];

/** What a browser may report of one page at once: it does so every 15 seconds, and a tab that slept has nothing to tell. */
export const MAX_BEAT_SECONDS = 60;
export const BEAT_SECONDS = 15;

const SHOP_PAGES = ["quick-order", "basket", "orders"] as const;
export const PAGE_KINDS = ["shop", ...SHOP_PAGES, "category", "search", "order"] as const;
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

/** The page that a key of a visit's row stands for. */
export function pageOfKey(key: string): { kind: ShopPage["kind"]; about: string | null } {
  const [kind = "", ...about] = key.split(":");
  const known = PAGE_KINDS.find((each) => each === kind) ?? "shop";
  return { kind: known, about: about.length > 0 ? about.join(":") : null };
}

/** What the analytics look at where nothing is asked for, and at the most, in days. */
export const RANGE_DAYS = 30;
// All that is kept: thirteen months and the one that is not over.
export const MAX_RANGE_DAYS = 430;

type Range = { from: string; to: string };

/** Where the analytics show all visits of one customer. */
export function customerVisitsPath({ slug, timeZone }: { slug: string; timeZone: string }, customerId: string): string {
  return `/vendor/${slug}/analytics?${new URLSearchParams({ customer: customerId, ...wholeRange(timeZone) })}`;
}

/** The days that are asked for: the last 30 up to today unless the address says otherwise. */
export function visitRange({ from, to }: Partial<Range>, today: string): Range {
  if (from && to) return { from, to };
  if (to) return { from: addDays(to, 1 - RANGE_DAYS), to };
  if (!from) return { from: addDays(today, 1 - RANGE_DAYS), to: today };
  const last = addDays(from, MAX_RANGE_DAYS - 1);
  if (from > today) return { from, to: from };
  return { from, to: last < today ? last : today };
}

/** As many days before it. */
export function rangeBefore({ from, to }: Range): Range {
  return { from: addDays(from, -daysFrom(from, to)), to: addDays(from, -1) };
}

/** Every day of a range, with nothing on those of which nothing is known. */
export function fillDays({ from, to }: Range, known: readonly VisitsOfDay[]): VisitsOfDay[] {
  const byDay = new Map(known.map((day) => [day.day, day]));
  return Array.from({ length: daysFrom(from, to) }, (_, n) => {
    const day = addDays(from, n);
    const { visits = 0, customers = 0 } = byDay.get(day) ?? {};
    return { day, visits, customers };
  });
}

/** `customers`: different ones. */
export type VisitsOfDay = { day: string; visits: number; customers: number };
/** `ordered`: visits in which an order was placed. */
export type VisitTotals = { visits: number; customers: number; ordered: number };

export type Analytics = {
  /** First and last day, of the seller. */
  from: string;
  to: string;
  days: VisitsOfDay[];
  totals: VisitTotals;
  /** The same of as many days before. */
  before: VisitTotals;
  beforeDays: VisitsOfDay[];
  /** Most visits first. Of all countries, also where one is asked for: it can be compared with the others. */
  countries: { country: string; visits: number }[];
  devices: { device: Device; visits: number }[];
  /** Visits by day of the week, Monday first, and hour of the day. */
  week: number[][];
  sellerId: string;
};

/** A page that was looked at in a visit, as it stands in its row. */
export type SeenPage = {
  key: string;
  kind: ShopPage["kind"];
  about: string | null;
  /** A category's name, an order's number, the words searched for; null: nothing to add to its kind, or gone. */
  label: string | null;
  /** When it was opened first. */
  at: string;
  views: number;
  seconds: number;
};

export type VisitRow = {
  id: string;
  visitedAt: string;
  lastSeenAt: string;
  customer: OrderCustomer;
  country: string;
  device: Device;
  browser: string | null;
  os: string | null;
  ip: string | null;
  seconds: number;
  /** In the order in which they were opened. */
  pages: SeenPage[];
  ordered: boolean;
};

/** A visit on its customer's timeline. `pages`: different ones. */
export type TimelineVisit = Pick<VisitRow, "country" | "device" | "seconds" | "ordered"> & { pages: number };

export type VisitPage = {
  items: VisitRow[];
  nextCursor: string | null;
  sellerId: string;
  /** With the first page, where asked for. */
  total: number | null;
};

/** Seen so lately is in the shop now: browsers report every 15 seconds, and one report may be lost. */
export const PRESENT_MINUTES = 2;
/** Newcomers first; `total` also counts those beyond the first fifty. */
export type PresentPage = { items: VisitRow[]; total: number; sellerId: string };

/** A customer by their visits. */
export type VisitorRow = {
  customer: OrderCustomer;
  visits: number;
  firstAt: string;
  lastAt: string;
  /** From when on they have not come for longer than usual; null: too few visits to say. */
  overdueAt: string | null;
  /** Between two visits; null: too few to say. */
  usualDays: number | null;
};
export type VisitorPage = { items: VisitorRow[]; nextCursor: string | null; sellerId: string };

/** Whole days from one visit of theirs to the next, as the database reckons from when on they are late. */
export function usualDays({ visits, firstAt, lastAt }: { visits: number; firstAt: Date; lastAt: Date }): number | null {
  if (visits < 3) return null;
  return Math.max(1, Math.round((lastAt.getTime() - firstAt.getTime()) / (visits - 1) / 86_400_000));
}

/** As many days as one can ask for, up to the one that it is in the zone: all that is kept. */
export function wholeRange(timeZone: string): Range {
  const to = dayIn(timeZone, new Date());
  return { from: addDays(to, 1 - MAX_RANGE_DAYS), to };
}
