import "server-only";
import type { SystemScope } from "@/lib/access/scope";

export const BEAT_MS = 3_000;
/** Several beats may be late before a worker counts as gone. */
const GONE_AFTER_SECONDS = 15;

export async function beat(scope: SystemScope, workerId: string): Promise<void> {
  await scope.db.$executeRaw`
    INSERT INTO worker_heartbeats (id, seen_at) VALUES (${workerId}::uuid, now())
    ON CONFLICT (id) DO UPDATE SET seen_at = now()`;
}

export async function endHeartbeat(scope: SystemScope, workerId: string): Promise<void> {
  await scope.db.workerHeartbeat.deleteMany({ where: { id: workerId } });
}

/** Does any worker live? Throws when the database does not answer. */
export async function isWorkerAlive(scope: SystemScope): Promise<boolean> {
  const rows = await scope.db.$queryRaw<unknown[]>`
    SELECT 1 FROM worker_heartbeats WHERE seen_at > now() - make_interval(secs => ${GONE_AFTER_SECONDS}::float8) LIMIT 1`;
  return rows.length > 0;
}
