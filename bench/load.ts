import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const CONNECTIONS = 20;
/** Clock ticks per second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;

export type Target = { port: number; pid: number; requests: { path: string; headers: Record<string, string> }[] };
export type Measured = { perSecond: number; cpuMs: number; p50: number; p975: number };

/** Lets the server's code become hot: so many requests, however long they take. */
export async function warm(target: Target, amount: number): Promise<void> {
  await fire(target, { amount });
}

/** 20 connections for a while, each going round all requests; CPU time is that of the server's process alone. */
export async function load(target: Target, seconds: number): Promise<Measured> {
  const before = cpuMs(target.pid);
  const { requests, duration, latency } = await fire(target, { duration: seconds });
  return {
    perSecond: requests.total / duration,
    cpuMs: (cpuMs(target.pid) - before) / requests.total,
    p50: latency.p50,
    p975: latency.p97_5,
  };
}

async function fire(
  { port, requests }: Target,
  length: { amount: number } | { duration: number },
): Promise<autocannon.Result> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    requests: requests.map((request) => ({ method: "GET" as const, ...request })),
    ...length,
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests failed.`);
  return result;
}

/** User and system time of a process so far, all its threads. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold blanks; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
}
