/** How long an operator can take a merge back. */
const UNDO_DAYS = 30;

export function undoableUntil(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + UNDO_DAYS * 86_400_000);
}

/** Merges after this moment can be undone at `now`. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - UNDO_DAYS * 86_400_000);
}

export type MergeState = "merged" | "undone" | "final";

export function mergeState({ createdAt, undoneAt }: { createdAt: Date; undoneAt: Date | null }, now: Date): MergeState {
  if (undoneAt) return "undone";
  return now < undoableUntil(createdAt) ? "merged" : "final";
}

/** Where a customer stands with a seller, and since when. */
export type Standing = {
  status: string;
  decidedAt: Date | null;
  grantedHow: string | null;
  grantedAt: Date | null;
  requestedAt: Date | null;
  /** When the seller listed them, where its client list let them in. */
  listedAt: Date | null;
  /** When the invite that they answered last was sent, and their newest open one. */
  answeredAt: Date | null;
  invitedAt: Date | null;
  createdAt: Date;
};

const RANK: Record<string, number> = { approved: 3, requested: 2, invited: 2, rejected: 1, revoked: 1 };

/** Two rows of one person at one seller: the better standing counts, unless the seller said no later than it said or was asked the other. */
export function countingStanding(own: Standing, other: Standing): "own" | "other" {
  if (isClosed(own) !== isClosed(other)) {
    const [closed, open] = isClosed(own) ? (["own", "other"] as const) : (["other", "own"] as const);
    const rows = { own, other };
    return rows[closed].decidedAt && rows[closed].decidedAt > since(rows[open]) ? closed : open;
  }
  if (rankOf(other) !== rankOf(own)) return rankOf(other) > rankOf(own) ? "other" : "own";
  // An access that no entry gave does not end with one.
  return isListed(own) && other.status === "approved" && !isListed(other) ? "other" : "own";
}

function isListed({ status, grantedHow }: Standing): boolean {
  return status === "approved" && grantedHow === "client_list";
}

/** When the seller said yes, or was asked: not when somebody came and used it. */
function since(standing: Standing): Date {
  const { status, grantedHow, grantedAt, requestedAt, invitedAt, createdAt } = standing;
  const said = { client_list: standing.listedAt, invite: standing.answeredAt }[grantedHow ?? ""];
  const time = { approved: said ?? grantedAt, requested: requestedAt, invited: invitedAt }[status];
  return time ?? createdAt;
}

export function isClosed({ status }: { status: string }): boolean {
  return rankOf({ status }) === 1;
}

function rankOf({ status }: { status: string }): number {
  return RANK[status] ?? 0;
}

export type Place = { status: string; role: string };

/** Two memberships of one person, or two operators' places: an active one before one that is not, then the bigger role. `roles`: the biggest first. */
export function betterPlace<P extends Place>(own: P, other: P, roles: readonly string[]): P {
  const size = ({ status, role }: Place) => (status === "active" ? roles.length : 0) - roles.indexOf(role) / 100;
  return size(other) > size(own) ? other : own;
}

/** When it last changed, and when the invite was sent by which it came about; null: by none. */
export type DatedPlace = Place & { updatedAt: Date; askedAt: Date | null };

/** Two memberships of one person at one seller: the better one, unless the seller sent the one away after it had asked the other. */
export function countingPlace<P extends DatedPlace>(own: P, other: P, roles: readonly string[]): P {
  const [open, closed] = own.status === "active" ? [own, other] : [other, own];
  const isOneOut = open.status === "active" && closed.status !== "active";
  return isOneOut && open.askedAt && closed.updatedAt > open.askedAt ? closed : betterPlace(own, other, roles);
}

/** What comes back of a place when the merge is undone: what a seller took away meanwhile stays taken from both. */
export function placeAfterwards(before: Place, written: Place, present: Place | null, roles: readonly string[]): Place {
  if (!present) return { ...before, status: "deactivated" };
  if (present.status === written.status && present.role === written.role) return before;
  const role = roles.indexOf(present.role) > roles.indexOf(before.role) ? present.role : before.role;
  return { role, status: present.status === "active" ? before.status : present.status };
}
