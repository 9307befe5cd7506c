import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import type { Computed, PayoutRunDto, RunSkipReason } from "@/lib/payouts/rules";

/** Of those that were skipped, as many are named. */
const NAMED = 100;

type Row = Pick<PayoutRunDto, "id" | "from" | "to" | "status" | "startedBy"> & {
  createdAt: Date;
  finishedAt: Date | null;
};

/** The run for all sellers that began last: how far it is, and when it has ended what became of whom. */
export async function findPayoutRun(scope: OperatorScope): Promise<PayoutRunDto | null> {
  const [run] = await scope.db.$queryRaw<Row[]>`
    SELECT r.id, r.period_from::text AS from, r.period_to::text AS to, r.status, r.created_at AS "createdAt", r.finished_at AS "finishedAt", u.name AS "startedBy"
    FROM payout_runs r LEFT JOIN users u ON u.id = r.started_by ORDER BY r.created_at DESC, r.id DESC LIMIT 1`;
  if (!run) return null;
  const [counts] = await scope.db.$queryRaw<[Computed & Pick<PayoutRunDto, "total" | "done" | "skipped">]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE outcome <> 'waiting')::int AS done, count(*) FILTER (WHERE outcome = 'skipped')::int AS skipped,
      COALESCE(sum(written), 0)::int AS written, COALESCE(sum(unchanged), 0)::int AS unchanged, COALESCE(sum(closed), 0)::int AS closed
    FROM payout_run_sellers WHERE run_id = ${run.id}::uuid`;
  const skipped = await scope.db.payoutRunSeller.findMany({
    where: { runId: run.id, outcome: "skipped" },
    orderBy: { sellerId: "asc" },
    take: NAMED,
    select: { reason: true, seller: { select: { slug: true, name: true } } },
  });
  return {
    ...run,
    ...counts,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    skippedSellers: skipped.map(({ reason, seller }) => ({ ...seller, why: reason as RunSkipReason })),
  };
}
