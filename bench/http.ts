// The routes that people wait for, on one web process in its production build, against a bare node:http + pg server in the same run.

import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { closeDb } from "@/lib/db/client.ts";
import { freePort } from "@/scripts/postgres/cluster.ts";
import { build, isBuilt } from "@/scripts/support/build.ts";
import { loginUrls, ROOT } from "@/scripts/support/installation.ts";
import { type Service, serviceEnvironment, startService, stopService, TSX } from "@/scripts/support/processes.ts";
import { Refusal, step } from "@/scripts/support/say.ts";
import { type BenchData, createBenchData, type Visitor } from "./data.ts";
import { load, type Measured, type Target, warm } from "./load.ts";
import { type BenchOptions, median, print, printTable, withBenchDatabase, withUnprotectedCopy } from "./support.ts";

type Figures = { perSecond: number; cpuMs?: number; ofBare?: number };
type Bench = {
  name: string;
  who: keyof BenchData;
  path(visitor: Visitor): string;
  /** Its counterpart in the bare server. */
  bare?: string;
  goal: Figures;
  /** Requests before anything is measured. */
  warmUp?: number;
};

const BENCHES: Bench[] = [
  {
    name: "GET /api/s/[seller]/products?limit=20",
    who: "customers",
    path: ({ slug }) => `/api/s/${slug}/products?limit=20`,
    bare: "shop-products",
    goal: { perSecond: 1200, cpuMs: 0.7, ofBare: 0.2 },
  },
  {
    name: "GET /api/vendor/[seller]/products",
    who: "members",
    path: ({ slug }) => `/api/vendor/${slug}/products`,
    bare: "vendor-products",
    goal: { perSecond: 1000 },
  },
  {
    name: "GET /api/vendor/[seller]/orders",
    who: "members",
    path: ({ slug }) => `/api/vendor/${slug}/orders`,
    bare: "vendor-orders",
    goal: { perSecond: 1000 },
  },
  { name: "GET /api/me", who: "customers", path: () => "/api/me", bare: "me", goal: { perSecond: 1600 } },
  {
    name: "shop page /s/[seller], 24 products",
    who: "customers",
    path: ({ slug }) => `/s/${slug}`,
    goal: { perSecond: 400 },
    warmUp: 500,
  },
];

export async function bench({ profile, seconds = 6, rounds = 3 }: BenchOptions): Promise<void> {
  if (!existsSync("/proc/self/stat"))
    throw new Refusal("CPU time per request is read from /proc, which this system does not have.");
  if (!isBuilt()) await step("Build", build);
  await withBenchDatabase(async (database, serverUrl) => {
    const data = await step("Data: 50 sellers × 200 products", createBenchData);
    await closeDb();
    await withUnprotectedCopy(serverUrl, database, async (bareUrl) => {
      const port = await freePort();
      const flags = profile ? ["--import", join(ROOT, "bench/profile-hook.mjs")] : [];
      const web = startService(
        [...flags, join(ROOT, "scripts/server.ts")],
        serviceEnvironment({ NODE_ENV: "production", PORT: `${port}`, APP_URL: "", ...loginUrls(database.ownerUrl) }),
      );
      const bare = startService([...TSX, join(ROOT, "bench/bare-server.ts")], {
        ...process.env,
        BARE_DATABASE_URL: bareUrl,
      });
      try {
        const [barePort] = await Promise.all([portOf(bare), web.ready]);
        await run({ web: { service: web, port }, bare: { service: bare, port: barePort } }, data, {
          profile,
          seconds,
          rounds,
        });
      } finally {
        bare.process.disconnect();
        await Promise.all([stopService(web), stopService(bare)]);
      }
    });
  });
}

type Servers = Record<"web" | "bare", { service: Service; port: number }>;

async function run(
  servers: Servers,
  data: BenchData,
  options: { profile: boolean; seconds: number; rounds: number },
): Promise<void> {
  const rows = [
    [
      "20 connections",
      "per second",
      "goal",
      "CPU ms",
      "goal",
      "÷ bare",
      "goal",
      "bare CPU ms",
      "p50 ms",
      "p97.5 ms",
      "",
    ],
  ];
  for (const one of BENCHES) {
    const visitors = data[one.who];
    const web: Target = {
      port: servers.web.port,
      pid: servers.web.service.process.pid ?? 0,
      requests: visitors.map((visitor) => ({ path: one.path(visitor), headers: { cookie: visitor.cookie } })),
    };
    const bare: Target | undefined =
      one.bare === undefined
        ? undefined
        : {
            port: servers.bare.port,
            pid: servers.bare.service.process.pid ?? 0,
            requests: visitors.map(({ slug, sessionId }) => ({
              path: one.bare === "me" ? "/me" : `/${one.bare}/${slug}`,
              headers: { "x-session": sessionId },
            })),
          };
    await compare(one.name, web, bare);
    await warm(web, one.warmUp ?? 2000);
    if (bare) await warm(bare, 2000);
    if (options.profile) servers.web.service.process.send({ profile: one.name });
    const measured: { web: Measured; bare: Measured | undefined }[] = [];
    for (let round = 0; round < options.rounds; round++) {
      measured.push({ web: await load(web, options.seconds), bare: bare && (await load(bare, options.seconds / 2)) });
    }
    if (options.profile) await profiled(servers.web.service);
    rows.push(line(one, measured));
    print(`  ${one.name}: done`);
  }
  print();
  printTable(rows);
}

function line({ name, goal }: Bench, measured: { web: Measured; bare: Measured | undefined }[]): string[] {
  const of = (pick: (one: Measured) => number) => median(measured.map(({ web }) => pick(web)));
  const figures: Required<Figures> = {
    perSecond: of((one) => one.perSecond),
    cpuMs: of((one) => one.cpuMs),
    ofBare: median(measured.flatMap(({ web, bare }) => (bare ? [web.perSecond / bare.perSecond] : []))),
  };
  const short = [
    figures.perSecond < goal.perSecond && "requests",
    goal.cpuMs !== undefined && figures.cpuMs > goal.cpuMs && "CPU",
    goal.ofBare !== undefined && figures.ofBare < goal.ofBare && "÷ bare",
  ].filter(Boolean);
  return [
    name,
    figures.perSecond.toFixed(0),
    `≥ ${goal.perSecond}`,
    figures.cpuMs.toFixed(2),
    goal.cpuMs === undefined ? "" : `≤ ${goal.cpuMs}`,
    measured[0]?.bare ? figures.ofBare.toFixed(2) : "",
    goal.ofBare === undefined ? "" : `≥ ${goal.ofBare}`,
    measured[0]?.bare ? median(measured.map(({ bare }) => bare?.cpuMs ?? 0)).toFixed(2) : "",
    of((one) => one.p50).toFixed(1),
    of((one) => one.p975).toFixed(1),
    short.length === 0 ? "reached" : `short of ${short.join(", ")}`,
  ];
}

/** Both must answer, and the same: otherwise their speeds say nothing about each other. */
async function compare(name: string, web: Target, bare: Target | undefined): Promise<void> {
  const [ours, theirs] = await Promise.all([first(web), bare && first(bare)]);
  if (!ours.ok) throw new Error(`${name} answered ${ours.status}: ${(await ours.text()).slice(0, 300)}`);
  if (!theirs) return;
  const [mine, other] = [await ours.json(), await theirs.json()];
  if (!isDeepStrictEqual(mine, other))
    throw new Error(
      `${name} and the bare server differ:\n${JSON.stringify(mine).slice(0, 600)}\n${JSON.stringify(other).slice(0, 600)}`,
    );
}

async function first({ port, requests: [request] }: Target): Promise<Response> {
  return await fetch(`http://localhost:${port}${request?.path}`, {
    headers: request?.headers ?? {},
    redirect: "manual",
  });
}

async function portOf(service: Service): Promise<number> {
  const [message] = await once(service.process, "message");
  return (message as { port: number }).port;
}

async function profiled(service: Service): Promise<void> {
  service.process.send({ profile: null });
  const [message] = await once(service.process, "message");
  const { file, top } = message as { file: string; top: string[] };
  print(`\n  CPU profile: ${file}`);
  for (const entry of top) print(`    ${entry}`);
}
