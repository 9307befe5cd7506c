import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./say.ts";

/** The command line of a process, or null when there is no such process. */
export function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch (error) {
    if (process.platform === "linux" && codeOf(error) !== "EACCES") return null;
  }
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}

/** When a process started, in the system's own words: with the pid it names one process, even after pids are used again. */
function startMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    if (process.platform === "linux") return null;
  }
  try {
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim() || null
    );
  } catch {
    return null;
  }
}

export type Held = { release(): void };

/** Takes the lock file, or answers with the process id that holds it. The lock of a process that is gone counts as free. */
export function tryLock(path: string): Held | { holder: number } {
  const own = `${process.pid} ${startMark(process.pid)}`;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, path);
        return { release: () => releaseLock(path, own) };
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
      const found = readLock(path);
      if (found === null) continue;
      const [pid = "0", mark = ""] = found.split(" ");
      if (Number(pid) > 0 && startMark(Number(pid)) === mark) return { holder: Number(pid) };
      discardStale(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits for the lock. */
export async function lock(path: string, seconds: number): Promise<Held | null> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const got = tryLock(path);
    if (!("holder" in got)) return got;
    if (Date.now() > until) return null;
    await sleep(50);
  }
}

/** Removes exactly the stale lock that was read: a fresh one that slipped in is put back. */
function discardStale(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function releaseLock(path: string, own: string): void {
  if (readLock(path) === own) rmSync(path, { force: true });
}
