import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres, runningUrl } from "./embedded-postgres.ts";
import { prepareCluster } from "./postgres/cluster.ts";
import { ROOT, withClient } from "./support/installation.ts";
import { commandLine } from "./support/lock.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "embedded-"));
  // Root's cluster belongs to an unprivileged user, who must be able to get here.
  chmodSync(root, 0o755);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Another process that holds the server until it is killed. */
function holder(): { child: ChildProcess; up: Promise<boolean> } {
  const code = `import { openPostgres } from "@/scripts/embedded-postgres.ts";
    const server = await openPostgres(${JSON.stringify(root)}, "postgres"); process.stdout.write(server.started ? "started" : "joined"); setInterval(() => {}, 1000);`;
  const folder = join(ROOT, "test-results");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `holder-${process.pid}.mts`);
  writeFileSync(file, code);
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, up: new Promise((done) => child.stdout?.once("data", (data) => done(String(data) === "started"))) };
}

function serverPid(): number {
  return Number(readFileSync(join(prepareCluster(root, "postgres").dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
}

async function until(met: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!met()) {
    if (Date.now() > end) throw new Error("waited in vain");
    await sleep(20);
  }
}

async function one(url: string): Promise<unknown> {
  return withClient(url, async (client) => (await client.query("SELECT 1 AS one")).rows[0].one);
}

describe("embedded PostgreSQL", () => {
  it("starts in an empty folder, keeps its password to itself, listens on this machine only, and leaves no process", async () => {
    const server = await openPostgres(root, "postgres");
    expect(server.started).toBe(true);
    expect(await one(server.url("postgres"))).toBe(1);
    expect(runningUrl(root)).toBe(server.url());
    expect(statSync(join(root, "postgres.json")).mode & 0o777).toBe(0o600);
    const shown = await withClient(
      server.url("postgres"),
      async (client) => (await client.query("SHOW listen_addresses")).rows,
    );
    expect(shown).toEqual([{ listen_addresses: "127.0.0.1" }]);
    await expect(one(server.url("postgres").replace(/:[^:@/]+@/, ":guess@"))).rejects.toThrow(
      "password authentication failed",
    );
    const pid = serverPid();
    await server.close();
    expect(commandLine(pid) ?? "").not.toContain(root);
    expect(runningUrl(root)).toBeNull();
  });

  it("is started by one of several that come at once, joined by the others, and ends with the last", async () => {
    const servers = await Promise.all([1, 2, 3].map(() => openPostgres(root, "postgres")));
    expect(servers.filter((server) => server.started)).toHaveLength(1);
    const [first, second, third] = servers.sort((a, b) => Number(b.started) - Number(a.started));
    await Promise.all([second?.close(), third?.close()]);
    expect(await one(first?.url("postgres") ?? "")).toBe(1);
    await first?.close();
    expect(runningUrl(root)).toBeNull();
  });

  it("ends when its holder is killed with -9", async () => {
    const { child, up } = holder();
    expect(await up).toBe(true);
    const pid = serverPid();
    child.kill("SIGKILL");
    await until(() => !(commandLine(pid) ?? "").includes(root));
    expect(runningUrl(root)).toBeNull();
  });

  it("comes back with all data after the server itself was killed with -9", async () => {
    const before = await openPostgres(root, "postgres");
    await withClient(before.url("postgres"), (client) =>
      client.query("CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS n"),
    );
    process.kill(serverPid(), "SIGKILL");
    await until(() => runningUrl(root) === null);
    const after = await openPostgres(root, "postgres");
    expect(after.started).toBe(true);
    const rows = await withClient(
      after.url("postgres"),
      async (client) => (await client.query("SELECT n FROM kept")).rows,
    );
    expect(rows).toEqual([{ n: 42 }]);
    await Promise.all([before.close(), after.close()]);
  });

  it("is not put off by a pid file whose number another process has now", async () => {
    const { dataDir } = prepareCluster(root, "postgres");
    writeFileSync(join(dataDir, "postmaster.pid"), `${process.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n  1 1\nready\n`);
    const server = await openPostgres(root, "postgres");
    expect(await one(server.url("postgres"))).toBe(1);
    await server.close();
  });

  it("refuses data of a newer PostgreSQL in one sentence and leaves it alone", async () => {
    const file = join(prepareCluster(root, "postgres").dataDir, "PG_VERSION");
    const kept = readFileSync(file, "utf8");
    writeFileSync(file, "99\n");
    await expect(openPostgres(root, "postgres")).rejects.toThrow(
      /was made by the newer PostgreSQL 99, and this version of Tradehall brings \d+: use the newer version/,
    );
    writeFileSync(file, kept);
  });

  it("says when its folder cannot be one", async () => {
    const file = join(root, "a-file");
    writeFileSync(file, "");
    await expect(openPostgres(file, "postgres")).rejects.toThrow(
      `${file} must be a folder, but a file is in its place.`,
    );
    expect(existsSync(join(root, "postgres.lock"))).toBe(false);
  });
});
