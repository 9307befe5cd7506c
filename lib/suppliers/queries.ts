import "server-only";
import type { SystemScope } from "@/lib/access/scope";

/** The latest thousand refused writes, the newest first. */
export function listRefusedWrites(scope: SystemScope) {
  return scope.db.refusedWrite.findMany({ orderBy: { at: "desc" }, take: 1_000 });
}
