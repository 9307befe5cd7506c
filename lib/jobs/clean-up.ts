import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { forgetCoolDowns } from "@/lib/alerts/commands";
import { forgetOldTold } from "@/lib/alerts/forgetting/commands";
import { sweepFiles } from "@/lib/files/commands";
import { cleanUpImports } from "@/lib/imports/commands";

const DAY = 86_400_000;

/** Removes what nobody can use any more: old codes, full-up budgets, ended sessions, heartbeats of dead workers, files of nobody, what was told about visits. */
export async function cleanUp(scope: SystemScope): Promise<void> {
  const now = Date.now();
  const before = (days: number) => new Date(now - days * DAY);
  await scope.db.signInCode.deleteMany({ where: { expiresAt: { lt: before(1) } } });
  await scope.db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
  // People see their recent sign-ins under "You"; a month later they are history.
  await scope.db.session.deleteMany({
    where: { OR: [{ endedAt: { lt: before(30) } }, { expiresAt: { lt: before(30) } }] },
  });
  await scope.db.workerHeartbeat.deleteMany({ where: { seenAt: { lt: before(1) } } });
  await cleanUpImports(scope, now);
  await sweepFiles(scope, now);
  await forgetCoolDowns(scope, now);
  await forgetOldTold(scope.db);
}
