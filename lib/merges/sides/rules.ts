import { undoableUntil } from "@/lib/merges/rules";

/** A merge that can still be undone, and which contacts it moved. */
export type OpenMerge = { fromUserId: string; intoUserId: string; createdAt: Date; contacts: readonly string[] };

/** Whose would each of a user's contacts be, were all these merges undone? The latest goes first, as it has to. */
function sidesOf(userId: string, contactIds: readonly string[], merges: readonly OpenMerge[]): Map<string, string> {
  const sides = new Map(contactIds.map((id) => [id, userId]));
  const latestFirst = [...merges].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  for (const { fromUserId, intoUserId, contacts } of latestFirst) {
    for (const id of contacts) if (sides.get(id) === intoUserId) sides.set(id, fromUserId);
  }
  return sides;
}

/**
 * When may a user take off a verified contact? Not while undoing a merge would leave one of those whom it parts with nothing to sign in by: neither the one who merged nor
 * the other can make a merge final before its time. Null: at once.
 */
export function removableFrom(
  { userId, contactId, verified }: { userId: string; contactId: string; verified: readonly string[] },
  merges: readonly OpenMerge[],
  now: Date,
): Date | null {
  const isNeeded = (at: Date) => {
    const open = merges.filter(({ createdAt }) => undoableUntil(createdAt) > at);
    const sides = sidesOf(userId, verified, open);
    const side = sides.get(contactId);
    return open.length > 0 && verified.every((id) => id === contactId || sides.get(id) !== side);
  };
  if (!verified.includes(contactId) || !isNeeded(now)) return null;
  const ends = merges.map(({ createdAt }) => undoableUntil(createdAt)).sort((a, b) => a.getTime() - b.getTime());
  return ends.find((end) => end > now && !isNeeded(end)) ?? null;
}
