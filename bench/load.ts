import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const CONNECTIONS = 20;
/** Clock ticks per second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;

export type Target = { port: number; pid: number; requests: { path: string; headers: Record<string, string> }[] };
export type Measured = { perSecond: number; cpuMs: number; p50: number; p975: number };

/** 20 connections for a while, each going round all requests; CPU time is that of the server's process alone. */
export async function load({ port, pid, requests }: Target, seconds: number): Promise<Measured> {
  const before = cpuMs(pid);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: requests.map((request) => ({ method: "GET" as const, ...request })),
  });
  const spent = cpuMs(pid) - before;
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests failed.`);
  return {
    perSecond: result.requests.total / result.duration,
    cpuMs: spent / result.requests.total,
    p50: result.latency.p50,
    p975: result.latency.p97_5,
  };
}

/** User and system time of a process so far, all its threads. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold blanks; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
}
