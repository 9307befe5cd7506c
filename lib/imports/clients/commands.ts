import "server-only";
import { listClients } from "@/lib/clients/listing/commands";
import type { Db } from "@/lib/db/client";
import type { Job, RowOutcome } from "@/lib/imports/work/job";
import type { ReadyRow } from "@/lib/imports/work/reading";

/** Rows of a file on the client list. A revoked entry stays revoked: a file is older than the decision. */
export async function listChunk(db: Db, job: Job, rows: ReadyRow[]): Promise<RowOutcome[]> {
  const options = { by: job.createdBy, restore: false, importId: job.id };
  const { outcomes } = await listClients(db, job.by, job.seller.id, rows, options);
  return outcomes.map((answer): RowOutcome => {
    if (answer.outcome === "refused") return { outcome: "refused", problem: answer.reason };
    return { outcome: answer.outcome === "restored" ? "updated" : answer.outcome };
  });
}
