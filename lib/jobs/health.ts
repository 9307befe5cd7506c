import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { SystemScope } from "@/lib/access/scope";
import { isWorkerAlive } from "@/lib/jobs/heartbeat";
import { version } from "@/package.json";

type Check = "ok" | "gone" | "unknown";
export type Health = { status: "ok" | "unavailable"; version: string; checks: { database: Check; worker: Check } };

const PATIENCE_MS = 3_000;

/** Are database and worker there? Says nothing about why not. */
export async function checkHealth(patienceMs = PATIENCE_MS): Promise<Health> {
  const worker = await askWorker(patienceMs);
  const database = worker === "unknown" ? "gone" : "ok";
  return { status: worker === "ok" ? "ok" : "unavailable", version, checks: { database, worker } };
}

async function askWorker(patienceMs: number): Promise<Check> {
  const late = new AbortController();
  try {
    const asked = isWorkerAlive(SystemScope.resolve("health")).then((alive) => (alive ? "ok" : "gone") as Check);
    return await Promise.race([asked, sleep(patienceMs, "unknown" as Check, { signal: late.signal })]);
  } catch {
    return "unknown";
  } finally {
    late.abort();
  }
}
