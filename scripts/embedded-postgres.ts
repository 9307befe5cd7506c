import { execFileSync, spawn } from "node:child_process";
import { closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import {
  bareEnvironment,
  type Cluster,
  freePort,
  identity,
  initialise,
  OWNER,
  PIPE,
  placeKeeper,
  prepareCluster,
  readState,
  refusalFromLog,
  writeState,
} from "./postgres/cluster.ts";
import { commandLine, lock } from "./support/lock.ts";
import { codeOf, fileRefusal, Refusal } from "./support/say.ts";

export type Postgres = {
  /** Connection string of the owner for a database of this server. */
  url(database?: string): string;
  /** False when another process had already started it. */
  started: boolean;
  /** Lets go of the server; it stops when nobody holds it any more. */
  close(): Promise<void>;
};

/** The installation's database in that server. */
export const DATABASE = "tradehall";

/** The embedded PostgreSQL of a data folder: started, or joined when it already runs. Ends with the last process that holds it. */
export async function openPostgres(dataRoot: string, name: "postgres" | "test"): Promise<Postgres> {
  try {
    mkdirSync(dataRoot, { recursive: true });
    const held = await lock(join(dataRoot, `${name}.lock`), 60);
    if (!held)
      throw new Refusal(
        `Another process has been starting the database in ${dataRoot} for a minute: stop it, then try again.`,
      );
    try {
      const cluster = prepareCluster(dataRoot, name);
      return (await joinRunning(cluster)) ?? (await start(cluster));
    } finally {
      held.release();
    }
  } catch (error) {
    throw fileRefusal(error, dataRoot);
  }
}

/** Connection string of the running installation's owner, or null when the embedded server is not running. */
export function runningUrl(dataRoot: string): string | null {
  const state = readState(join(dataRoot, "postgres.json"));
  if (!state) return null;
  const pipe = hold(join(state.folder ?? join(dataRoot, "postgres"), PIPE));
  if (pipe === null) return null;
  closeSync(pipe);
  return ownerUrl(state, DATABASE);
}

function ownerUrl(state: Cluster["state"], database: string): string {
  return `postgresql://${OWNER}:${state.password}@127.0.0.1:${state.port}/${database}`;
}

/** Opens the keeper's pipe: whoever has it open keeps the server running. Null when no keeper reads it. */
function hold(pipe: string): number | null {
  try {
    return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === "ENXIO" || codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function joinRunning(cluster: Cluster): Promise<Postgres | null> {
  const pipe = hold(cluster.pipe);
  if (pipe === null) return null;
  const ready = await answers(cluster, 10);
  // Opened a second time: had the keeper seen its last holder leave just before we came, it would be gone by now.
  const again = ready ? hold(cluster.pipe) : null;
  if (again === null) {
    closeSync(pipe);
    return null;
  }
  closeSync(again);
  return handle(cluster, pipe, false);
}

async function start(cluster: Cluster): Promise<Postgres> {
  initialise(cluster);
  await clearLeftovers(cluster);
  for (let attempt = 1; ; attempt++) {
    cluster.state.port = await freePort(cluster.state.port);
    writeState(cluster);
    const outcome = await launch(cluster);
    if (typeof outcome === "number") return handle(cluster, outcome, true);
    if (attempt === 5 || !/Address already in use|pre-existing shared memory/.test(outcome))
      throw refusalFromLog(cluster, outcome);
    await sleep(500);
  }
}

/** The open pipe of a server that answers, or what the server said before it ended. */
async function launch(cluster: Cluster): Promise<number | string> {
  if (!existsSync(cluster.pipe) || !statSync(cluster.pipe).isFIFO()) {
    rmSync(cluster.pipe, { force: true });
    execFileSync("mkfifo", ["-m", "600", cluster.pipe], identity(cluster));
  }
  const log = openSync(cluster.logFile, "w", 0o600);
  const program = join(cluster.programs, "bin", "postgres");
  const keeper = spawn(
    "/bin/sh",
    [placeKeeper(cluster), cluster.pipe, program, "-D", cluster.dataDir, ...settings(cluster)],
    {
      ...identity(cluster),
      cwd: cluster.folder,
      env: bareEnvironment(),
      stdio: ["ignore", log, log],
      detached: true,
    },
  );
  closeSync(log);
  keeper.unref();
  let pipe: number | null = null;
  try {
    const until = Date.now() + 30_000;
    while (keeper.exitCode === null && Date.now() < until) {
      pipe ??= hold(cluster.pipe);
      if (pipe !== null && (await answers(cluster, 0))) {
        const opened = pipe;
        pipe = null;
        return opened;
      }
      await sleep(20);
    }
    return readFileSync(cluster.logFile, "utf8") || "it did not answer within 30 seconds";
  } finally {
    if (pipe !== null) closeSync(pipe);
  }
}

function settings(cluster: Cluster): string[] {
  const values: Record<string, string> = {
    port: String(cluster.state.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    jit: "off",
    // Statements and error details carry people's data: the log gets neither.
    log_statement: "none",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
  };
  if (cluster.forTests) {
    Object.assign(values, {
      max_connections: "300",
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      autovacuum_naptime: "10min",
    });
  }
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** A server that outlived its keeper is stopped; a pid file whose process is gone or someone else's is removed. */
async function clearLeftovers(cluster: Cluster): Promise<void> {
  const file = join(cluster.dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const ours = () => commandLine(pid)?.includes(cluster.dataDir) ?? false;
  if (pid > 0 && ours()) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; ours(); waited += 50) {
      if (waited > 20_000) throw new Refusal(`A database server of an earlier run (process ${pid}) does not stop.`);
      await sleep(50);
    }
  }
  rmSync(file, { force: true });
}

async function answers(cluster: Cluster, seconds: number): Promise<boolean> {
  const until = Date.now() + seconds * 1000;
  do {
    const client = new pg.Client({
      connectionString: ownerUrl(cluster.state, "postgres"),
      connectionTimeoutMillis: 2000,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("SELECT 1");
      return true;
    } catch {
      if (Date.now() < until) await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  } while (Date.now() < until);
  return false;
}

function handle(cluster: Cluster, pipe: number, started: boolean): Postgres {
  let open = true;
  return {
    url: (database = DATABASE) => ownerUrl(cluster.state, database),
    started,
    async close() {
      if (!open) return;
      open = false;
      closeSync(pipe);
      const file = join(cluster.dataDir, "postmaster.pid");
      // Tests share their server: nobody waits for it to end.
      for (let waited = 0; started && !cluster.forTests && waited < 15_000 && existsSync(file); waited += 30)
        await sleep(30);
    },
  };
}
