export const CODE_MINUTES = 5;
export const MAX_ATTEMPTS = 5;
export const RESEND_SECONDS = 30;
/** After the first code of a sign-in. */
export const MAX_RESENDS = 3;

/** What a code may be used for; one for another purpose is a wrong one. */
export type CodePurpose = "sign_in" | "add_contact" | "second_proof";

/** A number that nobody used for so long may have a new owner: it opens nothing by itself any more. */
const SECOND_PROOF_DAYS = 180;

/** How long a proof of one's own contact, or of another one, allows what needs both. */
export const PROOF_MINUTES = 30;

type Seen = { kind: string; provedAt: Date; user: { lastSeenAt: Date } };

/** May a proof of this contact come from somebody new? Numbers are given to others after a while, e-mail addresses are not. */
export function isLongUnused({ kind, provedAt, user }: Seen, now: Date): boolean {
  const long = now.getTime() - SECOND_PROOF_DAYS * 86_400_000;
  return kind === "phone" && Math.min(provedAt.getTime(), user.lastSeenAt.getTime()) < long;
}

/** When the browser may ask again. */
export type CodeTimes = { resendSeconds: number; resendsLeft: number; minutes: number };

/** `contact` is what was typed, as it was understood. */
export type CodeSent = CodeTimes & { contact: string };

/** A path of this very site, or null: nothing that a browser could read as another host. */
export function sameSitePath(raw: string | null | undefined): string | null {
  if (!raw?.startsWith("/") || /[\\\p{Cc}]/u.test(raw)) return null;
  const base = "http://self.invalid";
  if (!URL.canParse(raw, base)) return null;
  const url = new URL(raw, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return null;
  return url.pathname + url.search + url.hash;
}

export const HOME_KINDS = ["shops", "stores", "admin"] as const;
export type HomeKind = (typeof HOME_KINDS)[number];

/** Where a user may go: slugs of open shops and living stores (two of each tell enough), and the platform's own pages. */
export type Reach = {
  shops: readonly string[];
  stores: readonly string[];
  operator: boolean;
  /** Their stores are drafts, all of them: they go on opening them. */
  drafting?: boolean;
};

/** Kinds of places that this user has; whoever has several chooses. */
export function homeKinds(reach: Reach): HomeKind[] {
  const has = { shops: reach.shops.length > 0, stores: reach.stores.length > 0, admin: reach.operator };
  return HOME_KINDS.filter((kind) => has[kind]);
}

/** The first page of one kind: the only one straight away, several through their list. */
export function homeOf(kind: HomeKind, { shops, stores, drafting }: Reach): string {
  if (kind === "admin") return "/admin";
  if (kind === "stores" && drafting) return "/onboarding";
  if (kind === "stores") return stores.length === 1 ? `/vendor/${stores[0]}` : "/vendor";
  return shops.length === 1 ? `/s/${shops[0]}` : "/sellers";
}

/** One open seller: its shop; several: the dashboard; none: find one. Several kinds: what was chosen last, else the choice. */
export function homeAfterSignIn(reach: Reach, chosen: string | undefined): string {
  const kinds = homeKinds(reach);
  const [only, second] = kinds;
  if (!only) return "/sellers/find";
  if (!second) return homeOf(only, reach);
  const remembered = kinds.find((kind) => kind === chosen);
  return remembered ? homeOf(remembered, reach) : "/choose";
}

/** The seller that a deep link leads into. */
export function sellerInPath(path: string): string | null {
  return /^\/(?:s|vendor)\/([^/?#]+)/.exec(path)?.[1] ?? null;
}

// Pages that lead on to somewhere else, and what is no page at all.
const NO_DESTINATION = /^\/($|[?#]|(sign-in|second-proof|welcome|choose|api|_next)([/?#]|$))/;

/** May they go there? A deep link is followed only then. */
export function mayGo(path: string, reach: Reach): boolean {
  if (NO_DESTINATION.test(path)) return false;
  const [, area] = /^\/([^/?#]*)/.exec(path) ?? [];
  const seller = sellerInPath(path);
  if (area === "s") return seller !== null && reach.shops.includes(seller);
  if (area === "vendor") return seller === null ? reach.stores.length > 0 : reach.stores.includes(seller);
  return area === "admin" ? reach.operator : true;
}
