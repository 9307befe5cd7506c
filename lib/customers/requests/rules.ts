/** When somebody may ask one seller, and how sellers are searched. Browser-safe. */

/** After a rejection so many days pass before the same person may ask the same seller again. */
const ASK_DAYS = 7;
/** And never more often than this in all: afterwards they have to talk to the seller. */
export const ASK_LIMIT = 3;
const DAY = 86_400_000;

type Rejected = { requestCount: number; requestedAt: Date | null; decidedAt: Date | null };

/** From when on a rejected person may ask again: the beginning of a day, which is what they read. Null: not by themselves. */
export function askAgainFrom({ requestCount, requestedAt, decidedAt }: Rejected): Date | null {
  if (requestCount >= ASK_LIMIT) return null;
  const since = decidedAt ?? requestedAt;
  return since ? new Date(startOfDay(since) + ASK_DAYS * DAY) : new Date(0);
}

/** The same from the other side, as a condition: who was rejected before this moment may ask now. */
export function mayAskIfDecidedBefore(now: Date): Date {
  return new Date(startOfDay(now) - (ASK_DAYS - 1) * DAY);
}

function startOfDay(time: Date): number {
  return Math.floor(time.getTime() / DAY) * DAY;
}

/** A decision is taken back within this time, and nobody has been told of it yet. */
export const UNDO_SECONDS = 20;

/** What one decision about several requests came to, row by row. `late`: the customer has been told already. */
export type RequestOutcome = { customerId: string; outcome: "done" | "decided" | "gone" | "late" };

/** So many are decided in one go. */
export const REQUEST_BULK = 500;

/** The words of a search as sellers' search keys have theirs: without marks and capitals. */
export function searchWords(q: string): string[] {
  const plain = q
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .toLowerCase();
  return [...new Set(plain.split(/[^\p{L}\p{N}\p{M}]+/u))].filter(Boolean).slice(0, 8);
}
