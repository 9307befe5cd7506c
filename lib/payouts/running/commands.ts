import "server-only";
import { type OperatorRole, operatorMay } from "@/lib/access/permissions";
import { NO_ORIGIN } from "@/lib/access/request";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/errors";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { computeSeller } from "@/lib/payouts/computing/commands";
import { isOver, type RunSkipReason } from "@/lib/payouts/rules";
import type { PayoutRunInput } from "@/lib/payouts/schema";

/** Where each day ends first. */
const EARLIEST_ZONE = "Pacific/Kiritimati";
const MAX_ATTEMPTS = 3;

/** Has a period computed for every seller of whom there is anything to compute. The worker does it, a seller at a time; one run at a time. */
export async function startPayoutRun(scope: OperatorScope, { from, to }: PayoutRunInput): Promise<{ id: string }> {
  if (!isOver(to, EARLIEST_ZONE, new Date())) throw fieldError("to", "payouts.errors.earlyEverywhere");
  return await SystemScope.resolve("payouts of all sellers", scope).tx(async (db) => {
    const id = newId();
    // Waits for a run that somebody starts at this moment, and gives way to it.
    const added = await db.$executeRaw`
      INSERT INTO payout_runs (id, period_from, period_to, started_by) VALUES (${id}::uuid, ${from}::date, ${to}::date, ${scope.actorId}::uuid)
      ON CONFLICT DO NOTHING`;
    if (added === 0) throw new AppError("conflict", "payouts.errors.running");
    const count = await addSellers(db, id, to);
    await recordAudit(db, scope, {
      action: "payout.run_started",
      targetKind: "payout_run",
      targetId: id,
      data: { what: `${from} – ${to}`, count },
    });
    return { id };
  });
}

/** Those of whom there is anything to compute by the end of the period, or a draft to compute again. */
async function addSellers(db: Db, runId: string, to: string): Promise<number> {
  // Days end at other times in other zones; what is too much here is found to be nothing there.
  return await db.$executeRaw`
    WITH soon AS (SELECT (${to}::date + 2)::timestamptz AS at)
    INSERT INTO payout_run_sellers (seller_id, run_id) SELECT s.id, ${runId}::uuid FROM sellers s, soon
    WHERE EXISTS (SELECT FROM orders o WHERE o.seller_id = s.id AND o.status = 'delivered' AND o.delivered_at < soon.at
        AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = o.seller_id AND l.order_id = o.id))
      OR EXISTS (SELECT FROM order_refunds r WHERE r.seller_id = s.id AND r.created_at < soon.at
        AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = r.seller_id AND l.refund_id = r.id))
      OR EXISTS (SELECT FROM payout_corrections c WHERE c.seller_id = s.id
        AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.seller_id = c.seller_id AND l.correction_id = c.id))
      OR EXISTS (SELECT FROM payouts p WHERE p.seller_id = s.id AND p.state <> 'paid')`;
}

type Run = {
  id: string;
  from: string;
  to: string;
  startedBy: string;
  attempts: number;
  /** Null: whoever began it is no operator any more. */
  role: OperatorRole | null;
};
type Turn = { run: Run; sellerId: string };

/**
 * One turn: the next seller of the run, in one transaction that holds the run's row. A worker that dies lets go of it, and leaves nothing half done.
 * False: there was nothing to do.
 */
export async function workOnPayoutRun(scope: SystemScope): Promise<boolean> {
  let turn: Turn | null = null;
  try {
    return await scope.tx(async (db) => {
      const run = await takeRun(db);
      if (!run) return false;
      const next = await db.payoutRunSeller.findFirst({
        where: { runId: run.id, outcome: "waiting" },
        orderBy: { sellerId: "asc" },
        select: { sellerId: true, seller: { select: { timeZone: true } } },
      });
      const may = run.role !== null && operatorMay(run.role, "payouts.write");
      if (!next || !may) await endRun(db, run, next ? "stopped" : "done");
      else {
        turn = { run, sellerId: next.sellerId };
        const seller = { id: next.sellerId, timeZone: next.seller.timeZone };
        const { why, ...computed } = await computeSeller(inTheNameOf(run), db, seller, run);
        await settle(db, turn, why, computed);
      }
      return true;
    });
  } catch (error) {
    if (!turn || isDatabaseAway(error)) throw error;
    await failTurn(scope, turn, error);
    return true;
  }
}

async function takeRun(db: Db): Promise<Run | null> {
  const [run] = await db.$queryRaw<Run[]>`
    SELECT r.id, r.period_from::text AS from, r.period_to::text AS to, r.started_by AS "startedBy", r.attempts, o.role
    FROM payout_runs r LEFT JOIN (operators o JOIN users u ON u.id = o.user_id AND u.status = 'active')
      ON o.status = 'active' AND o.user_id = (SELECT now_id FROM users_now(ARRAY[r.started_by]))
    WHERE r.status = 'running' AND r.claimed_at + r.attempts * interval '2 seconds' <= clock_timestamp()
    LIMIT 1 FOR UPDATE OF r SKIP LOCKED`;
  return run ?? null;
}

function inTheNameOf({ startedBy }: Run): SystemScope {
  return SystemScope.resolve("payouts of all sellers", { origin: NO_ORIGIN, actorId: startedBy });
}

async function settle(
  db: Db,
  { run: { id: runId }, sellerId }: Turn,
  why: RunSkipReason | null,
  computed: { written: number; unchanged: number; closed: number } | null,
): Promise<void> {
  await db.payoutRunSeller.updateMany({
    where: { sellerId, runId, outcome: "waiting" },
    data: { ...computed, outcome: why ? "skipped" : "done", reason: why, doneAt: new Date() },
  });
  await db.payoutRun.updateMany({ where: { id: runId }, data: { attempts: 0, claimedAt: new Date() } });
}

async function endRun(db: Db, run: Run, status: "done" | "stopped"): Promise<void> {
  const { id, from, to } = run;
  await db.payoutRun.updateMany({ where: { id }, data: { status, finishedAt: new Date() } });
  const { _sum } = await db.payoutRunSeller.aggregate({ where: { runId: id }, _sum: { written: true } });
  await recordAudit(db, inTheNameOf(run), {
    action: `payout.run_${status}`,
    targetKind: "payout_run",
    targetId: id,
    data: { what: `${from} – ${to}`, count: _sum.written ?? 0 },
  });
}

/** The turn is undone. It is tried again a little later; when that does not help, the seller is skipped and the others go on. */
async function failTurn(scope: SystemScope, turn: Turn, error: unknown): Promise<void> {
  const { id, attempts } = turn.run;
  logger.error({ id, sellerId: turn.sellerId, attempt: attempts + 1, err: error }, "payouts of a seller failed");
  await scope.tx(async (db) => {
    if (attempts + 1 >= MAX_ATTEMPTS) return await settle(db, turn, "unexpected", null);
    await db.payoutRun.updateMany({ where: { id, attempts }, data: { attempts: attempts + 1, claimedAt: new Date() } });
  });
}
