import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { logger } from "@/lib/logger";

/** Many visits of one seller at once are one announcement. */
const GATHER_MS = 250;
const waiting = new Set<string>();

/**
 * Says to all processes that somebody is in this shop. After the visit's transaction and outside of any: announcing inside would make
 * commits wait for one another. What is lost when a process ends is found at the next look.
 */
export function announceVisit(sellerId: string): void {
  if (waiting.has(sellerId)) return;
  waiting.add(sellerId);
  setTimeout(() => {
    waiting.delete(sellerId);
    const notify = { name: "visit-announce", text: "SELECT pg_notify('visits', $1)", values: [sellerId] };
    SystemScope.resolve("visit announced")
      .sql(notify)
      .catch((error: unknown) => logger.warn({ sellerId, err: error }, "visit not announced"));
  }, GATHER_MS).unref();
}
