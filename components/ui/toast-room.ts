export type ShownToast = { id: number; about: readonly string[] };

/** So many stand at once; older ones go, for nobody reads a pile. */
const VISIBLE = 3;

/** Which toasts, the oldest first, go for one about these things: those about nothing else, and those for which there is no room. */
export function toastsThatGo(shown: readonly ShownToast[], about: readonly string[]): number[] {
  const outdated = shown.filter((old) => old.about.every((thing) => about.includes(thing)));
  const left = shown.filter((old) => !outdated.includes(old));
  const crowded = left.slice(0, Math.max(0, left.length - VISIBLE + 1));
  return [...outdated, ...crowded].map(({ id }) => id);
}
