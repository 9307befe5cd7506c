import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { Refusal, say } from "../support/say.ts";
import { chooseRunner, nativeFolder, type Runner, reachableBinaries, reachableFolder } from "./binaries.ts";

export const OWNER = "tradehall_owner";
/** The keeper's pipe, in the cluster's folder. */
export const PIPE = "running";
const ROOM_NEEDED = 300 * 1024 * 1024;

/** One embedded PostgreSQL: its folders, and what is remembered about it between runs. */
export type Cluster = {
  forTests: boolean;
  folder: string;
  dataDir: string;
  pipe: string;
  logFile: string;
  stateFile: string;
  programs: string;
  runner: Runner;
  state: State;
};

/** `folder` only where the data had to go outside the data folder. */
type State = { port: number; password: string; folder?: string };

/** Finds or makes the folders of a cluster; starts nothing. Called under the cluster's lock. */
export function prepareCluster(dataRoot: string, name: "postgres" | "test"): Cluster {
  if (process.platform === "win32") throw new Refusal("On Windows, run Tradehall inside WSL, or set DATABASE_URL.");
  const root = resolve(dataRoot);
  const stateFile = join(root, `${name}.json`);
  const state = readState(stateFile) ?? { port: 0, password: randomBytes(24).toString("base64url") };
  const runner = chooseRunner(join(state.folder ?? join(root, name), "data"));
  const folder = state.folder ?? reachableFolder(join(root, name), runner);
  if (folder !== join(root, name) && !state.folder) {
    say(`  PostgreSQL runs as ${runner?.name}, who cannot enter ${root}: its data is kept in ${folder}.`);
    state.folder = folder;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (runner) chownSync(folder, runner.uid, runner.gid);
  return {
    forTests: name === "test",
    folder,
    dataDir: join(folder, "data"),
    pipe: join(folder, PIPE),
    logFile: join(folder, "server.log"),
    stateFile,
    programs: reachableBinaries(nativeFolder(), runner),
    runner,
    state,
  };
}

/** What is remembered of a cluster that was started before. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null;
  const parsed: State = JSON.parse(readFileSync(file, "utf8"));
  return parsed;
}

export function writeState(cluster: Cluster): void {
  const draft = `${cluster.stateFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(cluster.state)}\n`, { mode: 0o600 });
  renameSync(draft, cluster.stateFile);
}

/** Makes the data folder when there is none; complete or not at all. */
export function initialise(cluster: Cluster): void {
  if (existsSync(join(cluster.dataDir, "PG_VERSION"))) {
    if (!existsSync(cluster.stateFile)) {
      throw new Refusal(
        `${cluster.stateFile} is missing, and the database beside it cannot be opened without it: put it back, or delete ${cluster.folder} to start anew.`,
      );
    }
    checkVersion(cluster);
    return;
  }
  const free = statfsSync(cluster.folder);
  if (free.bavail * free.bsize < ROOM_NEEDED) {
    throw new Refusal(`The disk that holds ${cluster.folder} is full: the database needs at least 300 MB.`);
  }
  const draft = `${cluster.dataDir}.new`;
  const passwordFile = join(cluster.folder, "password");
  rmSync(draft, { recursive: true, force: true });
  writeState(cluster);
  writeFileSync(passwordFile, `${cluster.state.password}\n`, { mode: 0o600 });
  if (cluster.runner) chownSync(passwordFile, cluster.runner.uid, cluster.runner.gid);
  const flags = ["--auth=scram-sha-256", `--username=${OWNER}`, `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  // PostgreSQL's own collation: the same order on every machine, whatever locales it has.
  flags.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (cluster.forTests) flags.push("--no-sync");
  const done = spawnSync(join(cluster.programs, "bin", "initdb"), [`--pgdata=${draft}`, ...flags], {
    ...identity(cluster),
    cwd: cluster.folder,
    env: bareEnvironment(),
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw refusalFromLog(cluster, `${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}`);
  }
  renameSync(draft, cluster.dataDir);
}

function checkVersion(cluster: Cluster): void {
  const data = readFileSync(join(cluster.dataDir, "PG_VERSION"), "utf8").trim();
  const shown = spawnSync(join(cluster.programs, "bin", "postgres"), ["--version"], {
    ...identity(cluster),
    cwd: "/",
    encoding: "utf8",
  });
  const programs = /PostgreSQL\) (\d+)/.exec(shown.stdout ?? "")?.[1] ?? "";
  if (data === programs) return;
  const which = Number(data) > Number(programs) ? "newer" : "older";
  throw new Refusal(
    `The database in ${cluster.dataDir} was made by the ${which} PostgreSQL ${data}, and this version of Tradehall brings ${programs}: ${
      which === "newer"
        ? "use the newer version of Tradehall"
        : "dump it with the old version and load it into the new one"
    }.`,
  );
}

/** One sentence for what PostgreSQL said when it did not start. */
export function refusalFromLog(cluster: Cluster, log: string): Refusal {
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    return new Refusal(`The disk that holds ${cluster.folder} is full: free some space and start again.`);
  }
  if (/Permission denied|has wrong ownership|Read-only file system/.test(log)) {
    return new Refusal(
      `PostgreSQL may not read or write ${cluster.folder}: it belongs to another user, or is read-only.`,
    );
  }
  const lines = log.split("\n").filter((line) => /FATAL|PANIC|ERROR|error:/.test(line));
  const said = (lines.at(-1) ?? log.trim().split("\n").at(-1) ?? "").replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, "");
  return new Refusal(`The embedded database did not start: ${said || "it said nothing"} (${cluster.logFile}).`);
}

export function identity(cluster: Cluster): { uid?: number; gid?: number } {
  return cluster.runner ? { uid: cluster.runner.uid, gid: cluster.runner.gid } : {};
}

/** PostgreSQL gets none of our variables: some of them are secrets. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

/** The remembered port when it is free, else one that the system picks. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  const port = await new Promise<number | null>((done, fail) => {
    server.once("error", (error) => (wanted ? done(null) : fail(error)));
    server.listen({ host: "127.0.0.1", port: wanted, exclusive: true }, () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : null);
    });
  });
  await new Promise((done) => (server.listening ? server.close(done) : done(null)));
  return port ?? freePort();
}

/** The keeper is read by the unprivileged user: a copy beside the data is always within reach. */
export function placeKeeper(cluster: Cluster): string {
  const place = join(cluster.folder, "keeper.sh");
  writeFileSync(place, readFileSync(join(import.meta.dirname, "keeper.sh")));
  chmodSync(place, 0o755);
  return place;
}
