import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/errors";
import { takeJob } from "@/lib/imports/claim/commands";
import { listChunk } from "@/lib/imports/clients/commands";
import { endImport } from "@/lib/imports/ending/commands";
import { inviteChunk } from "@/lib/imports/invites/commands";
import { type ImportKind, MAX_ATTEMPTS } from "@/lib/imports/rules";
import type { RefusedRow } from "@/lib/imports/schema";
import { openRows, sealReport } from "@/lib/imports/sealing";
import type { Job, RowOutcome } from "@/lib/imports/work/job";
import { priceListsByName } from "@/lib/imports/work/queries";
import { type ReadyRow, type Refusal, readRow } from "@/lib/imports/work/reading";
import { SeenContacts } from "@/lib/imports/work/seen";
import { logger } from "@/lib/logger";

const WORK: Record<ImportKind, (db: Db, job: Job, rows: ReadyRow[]) => Promise<RowOutcome[]>> = {
  clients: listChunk,
  invites: inviteChunk,
};

/** What this worker remembers of the imports that it works on; whatever it has forgotten lies with the chunks. */
const remembered = new Map<string, SeenContacts>();

/**
 * One turn: the import that has waited longest gets its next chunk done, in one transaction that holds the import's row. Whoever
 * holds the row works on it; a worker that dies lets go of it, and leaves nothing half done. False: there was nothing to do.
 */
export async function workOnImport(scope: SystemScope): Promise<boolean> {
  const turn: { job: Job | null } = { job: null };
  try {
    return await scope.tx(async (db) => {
      turn.job = await takeJob(db, scope);
      if (turn.job) await advance(db, turn.job);
      return turn.job !== null;
    });
  } catch (error) {
    if (!turn.job) throw error;
    remembered.delete(turn.job.id);
    if (isDatabaseAway(error)) throw error;
    await failTurn(scope, turn.job, error);
    return true;
  }
}

async function advance(db: Db, job: Job): Promise<void> {
  const stop = whyStop(job);
  if (stop) return await finish(db, job, "cancelled", stop);
  const chunk = await db.importChunk.findFirst({
    where: { sellerId: job.seller.id, importId: job.id, doneAt: null },
    orderBy: { number: "asc" },
  });
  if (!chunk?.rows) return await finish(db, job, "done", null);
  const place = { sellerId: job.seller.id, importId: job.id, number: chunk.number };
  const seen = await recall(db, job);
  const result = await doRows(db, job, seen, openRows(place, chunk.rows));
  await db.importChunk.updateMany({
    where: place,
    data: {
      rows: null,
      doneAt: new Date(),
      report: result.refused.length > 0 ? sealReport(place, result.refused) : null,
      contacts: seen.takeFresh(),
    },
  });
  await count(db, job, chunk.count, result);
  seen.rowsKnown = job.done + chunk.count;
}

/** What a member may not do any more, an import does not do for them. */
function whyStop({ kind, seller, memberRole }: Job): string | null {
  if (memberRole !== "admin" && memberRole !== "manager") return "member";
  if (seller.status === "suspended" || seller.status === "terminated") return "seller";
  return kind === "invites" && seller.status !== "open" ? "seller" : null;
}

async function recall(db: Db, job: Job): Promise<SeenContacts> {
  const known = remembered.get(job.id);
  if (known?.rowsKnown === job.done) return known;
  const stored = await db.importChunk.findMany({
    where: { sellerId: job.seller.id, importId: job.id, doneAt: { not: null } },
    select: { contacts: true },
  });
  const seen = new SeenContacts(
    job.id,
    job.done,
    stored.flatMap(({ contacts }) => contacts ?? []),
  );
  remembered.set(job.id, seen);
  return seen;
}

type Result = { added: number; updated: number; skipped: number; refused: RefusedRow[] };

async function doRows(db: Db, job: Job, seen: SeenContacts, rows: string[][]): Promise<Result> {
  const reader = {
    mapping: job.mapping,
    ...job.options,
    priceLists: await priceListsByName(db, job.seller.id),
    seen,
  };
  const first = job.done + (job.headed ? 2 : 1);
  const result: Result = { added: 0, updated: 0, skipped: 0, refused: [] };
  const ready: ReadyRow[] = [];
  const refuse = (row: number, { problem, of }: Refusal) =>
    result.refused.push({ row, cells: rows[row - first] ?? [], problem, of });
  for (const [n, cells] of rows.entries()) {
    const read = readRow(reader, cells, first + n);
    if (read === "blank") result.skipped += 1;
    else if ("refusal" in read) refuse(first + n, read.refusal);
    else ready.push(read.ready);
  }
  const outcomes = ready.length > 0 ? await WORK[job.kind](db, job, ready) : [];
  for (const [n, { row }] of ready.entries()) {
    const answer = outcomes[n];
    if (!answer) throw new Error("Every row has an outcome.");
    if (answer.outcome === "refused") refuse(row, { problem: answer.problem, of: null });
    else if (answer.outcome === "unchanged") result.skipped += 1;
    else result[answer.outcome] += 1;
  }
  result.refused.sort((a, b) => a.row - b.row);
  return result;
}

async function count(db: Db, job: Job, rows: number, { added, updated, skipped, refused }: Result): Promise<void> {
  const reasons: Record<string, number> = {};
  for (const { problem } of refused) reasons[problem] = (reasons[problem] ?? 0) + 1;
  await db.$executeRaw`
    UPDATE imports SET status = 'running', started_at = COALESCE(started_at, now()), claimed_at = clock_timestamp(), attempts = 0,
      done = done + ${rows}, added = added + ${added}, updated = updated + ${updated}, skipped = skipped + ${skipped},
      refused = refused + ${refused.length},
      reasons = (SELECT COALESCE(jsonb_object_agg(key, n), '{}') FROM (
        SELECT key, sum(value::int) AS n FROM (
          SELECT * FROM jsonb_each_text(reasons) UNION ALL SELECT * FROM jsonb_each_text(${JSON.stringify(reasons)}::jsonb)) AS both_of(key, value)
        GROUP BY key) AS summed)
    WHERE seller_id = ${job.seller.id}::uuid AND id = ${job.id}::uuid`;
}

async function finish(db: Db, job: Job, status: "done" | "cancelled" | "failed", error: string | null): Promise<void> {
  remembered.delete(job.id);
  await endImport(db, job.by, { sellerId: job.seller.id, id: job.id, kind: job.kind }, { status, error });
}

/** The turn is undone. It is tried again a little later, and given up when that does not help. */
async function failTurn(scope: SystemScope, job: Job, error: unknown): Promise<void> {
  logger.error({ id: job.id, attempt: job.attempts + 1, err: error }, "import chunk failed");
  await scope.tx(async (db) => {
    if (job.attempts + 1 >= MAX_ATTEMPTS) return await finish(db, job, "failed", "unexpected");
    await db.import.updateMany({
      where: { sellerId: job.seller.id, id: job.id, status: { in: ["queued", "running"] } },
      data: { attempts: job.attempts + 1, claimedAt: new Date() },
    });
  });
}
