const SECOND = 1000;
const MAX_KINDS = 1000;

/**
 * For a log that nobody can flood: of each kind one a second is told. Null: leave this one out; else how many were left out since
 * the last one that was told.
 */
export function oneASecond(): (kind: string, now?: number) => number | null {
  const told = new Map<string, { at: number; leftOut: number }>();
  return (kind, now = Date.now()) => {
    const last = told.get(kind);
    if (last && now - last.at < SECOND) {
      last.leftOut += 1;
      return null;
    }
    // Whoever can make up kinds without end must not fill the memory.
    if (told.size >= MAX_KINDS) told.clear();
    told.set(kind, { at: now, leftOut: 0 });
    return last?.leftOut ?? 0;
  };
}
