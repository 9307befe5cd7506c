import type { MemberRole } from "@/lib/access/permissions";

export type MemberStatus = "active" | "deactivated";

/** Counts for the last-admin rule. */
export function isActiveAdmin({ role, status }: { role: string; status: string }): boolean {
  return role === "admin" && status === "active";
}

/** What a change tells the person whom it is about. */
export const MEMBER_CHANGES = ["role", "locale", "deactivated", "reactivated", "removed", "left"] as const;
export type MemberChangeKind = (typeof MEMBER_CHANGES)[number];

/** The place that a proof of the invited e-mail gives somebody who may have one already, or had. `goneAt`: when they lost it last. */
export function placeAfterProof(
  row: { status: string } | null,
  goneAt: Date | null,
  sentAt: Date,
): "join" | "keep" | "return" | "refuse" {
  if (row?.status === "active") return "keep";
  // Who was sent away after the invite was sent stays out; who is invited afterwards is wanted back.
  if (goneAt && goneAt >= sentAt) return "refuse";
  return row ? "return" : "join";
}

/** Where a switch to another store leads: the section one is in, not the single thing, which the other store does not have. */
export function samePlaceIn(slug: string, pathname: string, isOpen: (section: string) => boolean = () => true): string {
  const [, area, , section] = pathname.split("/");
  return area === "vendor" && section && isOpen(section) ? `/vendor/${slug}/${section}` : `/vendor/${slug}`;
}

/** Changes with anything that changes what an open tab of a store may show. */
export function placeKey(place: { userId: string; role: MemberRole; status: string; looking: boolean }): string {
  return [place.userId, place.role, place.status, place.looking ? "looking" : "member"].join(" ");
}

/** Stores as one looks for them: those whose name has all that was typed, whoever was visited last first. */
export function findStores<Store extends { slug: string; name: string }>(
  stores: readonly Store[],
  typed: string,
  recent: readonly string[],
): Store[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const rank = ({ slug }: Store) => (recent.includes(slug) ? recent.indexOf(slug) : recent.length);
  return stores
    .filter(({ name, slug }) => words.every((word) => plain(name).includes(word) || slug.includes(word)))
    .sort((a, b) => rank(a) - rank(b));
}

/** Where a letter leads in a list of names: to the next that begins with it, round and round; null where none does. */
export function nextByLetter(names: readonly string[], from: number, letter: string): number | null {
  const order = names.map((_, n) => (from + 1 + n + names.length) % names.length);
  return order.find((at) => plain(names[at] ?? "").startsWith(plain(letter))) ?? null;
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
