import "server-only";
import { SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import type { ImportKind, ImportMapping } from "@/lib/imports/rules";
import { importOptions } from "@/lib/imports/schema";
import type { Job, JobSeller } from "@/lib/imports/work/job";

type JobRow = Omit<Job, "seller" | "by" | "options"> & {
  sellerId: string;
  kind: ImportKind;
  mapping: ImportMapping;
  options: unknown;
};

/** Locks the import whose last turn is longest ago, so that a short one does not wait for a long one. Others' imports are skipped. */
export async function takeJob(db: Db, scope: SystemScope): Promise<Job | null> {
  const [row] = await db.$queryRaw<JobRow[]>`
    SELECT i.seller_id AS "sellerId", i.id, i.kind, i.status, i.total, i.done, i.attempts, i.mapping, i.options, i.header IS NOT NULL AS headed,
      i.created_by AS "createdBy", m.role AS "memberRole"
    FROM imports i LEFT JOIN members m ON m.seller_id = i.seller_id AND m.status = 'active'
      AND m.user_id = (SELECT now_id FROM users_now(ARRAY[i.created_by]))
    WHERE i.status IN ('queued', 'running')
      AND COALESCE(i.claimed_at, i.created_at) + i.attempts * interval '2 seconds' <= clock_timestamp()
    ORDER BY COALESCE(i.claimed_at, i.created_at) LIMIT 1 FOR UPDATE OF i SKIP LOCKED`;
  if (!row) return null;
  const { sellerId, ...job } = row;
  return {
    ...job,
    options: importOptions.parse(job.options),
    seller: await sellerOf(db, sellerId),
    by: SystemScope.resolve("import", { origin: scope.origin, actorId: job.createdBy }),
  };
}

async function sellerOf(db: Db, id: string): Promise<JobSeller> {
  const seller = await db.seller.findFirst({
    where: { id },
    select: { id: true, name: true, slug: true, status: true, country: true, timeZone: true, defaultLocale: true },
  });
  if (!seller) throw new Error("An import belongs to a seller.");
  return seller;
}
