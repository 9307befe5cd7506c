import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { newId } from "@/lib/db/ids";
import { startBoss } from "@/lib/jobs/boss";
import { endHeartbeat } from "@/lib/jobs/heartbeat";
import { QUEUE_NAMES, SCHEDULES } from "@/lib/jobs/queues";
import { startRelay } from "@/lib/jobs/relay-loop";
import { TASKS, TURNS } from "@/lib/jobs/tasks";
import { startTurns } from "@/lib/jobs/turn-loop";
import { logger } from "@/lib/logger";
import { sendersFromEnv } from "@/lib/messages/senders/from-env";
import { makeMonths } from "@/lib/visits/keeping/commands";

/** Sends the outbox, takes turns at work that is a row and runs what the clock asks for. Any number of workers may run. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const workerId = newId();
  const scope = SystemScope.resolve("worker");
  const senders = await sendersFromEnv();
  const jobs = await startBoss();
  // A system that stood still for long has no month for today.
  await makeMonths(scope);
  for (const queue of QUEUE_NAMES) {
    await jobs.boss.schedule(queue, SCHEDULES[queue]);
    await jobs.boss.work(queue, { pollingIntervalSeconds: 10 }, async () => {
      const startedAt = performance.now();
      await TASKS[queue](SystemScope.resolve(queue));
      logger.debug({ queue, durationMs: Math.round(performance.now() - startedAt) }, "job done");
    });
  }
  const relay = startRelay(scope, workerId, senders);
  const turns = Object.entries(TURNS).map(([name, turn]) => startTurns(name, () => turn(scope)));
  logger.info({ id: workerId, pid: process.pid }, "worker started");
  return {
    async stop() {
      await Promise.all([relay, jobs, ...turns].map((part) => part.stop()));
      await endHeartbeat(scope, workerId).catch(() => undefined);
      logger.info({ id: workerId }, "worker stopped");
    },
  };
}
