import type { ActionResult } from "@/lib/server/result";

/** What this tab has asked the server to do and has no answer to yet. */
const underWay = new Set<Promise<boolean>>();

/** Remembers an action until it is answered: leaving the page before would give it up without a word. */
export function untilAnswered<Data>(write: Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  const answered = write.then(
    ({ ok }) => ok,
    () => true,
  );
  underWay.add(answered);
  void answered.then(() => underWay.delete(answered));
  return write;
}

export function isWriting(): boolean {
  return underWay.size > 0;
}

export type WriteOutcome = "saved" | "refused" | "unknown";

/** How what is under way ends; "unknown" when that takes longer than one waits. */
export async function outcomeOfWrites(patience: number): Promise<WriteOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"unknown">((resolve) => {
    timer = setTimeout(() => resolve("unknown"), patience);
  });
  const all = Promise.all(underWay).then((oks) => (oks.every(Boolean) ? "saved" : "refused"));
  const outcome = await Promise.race([all, late]);
  clearTimeout(timer);
  return outcome;
}
