import "server-only";
import type { Db } from "@/lib/db/client";
import type { Job, RowOutcome } from "@/lib/imports/work/job";
import type { ReadyRow } from "@/lib/imports/work/reading";

/** Invites whoever stands in the rows of a file. */
export async function inviteChunk(_db: Db, _job: Job, rows: ReadyRow[]): Promise<RowOutcome[]> {
  return rows.map(() => ({ outcome: "refused", problem: "unknown" }));
}
