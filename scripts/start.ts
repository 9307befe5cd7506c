// npm start, npm run dev: everything a machine needs to serve Tradehall, from an empty folder on.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { appUrl, env } from "@/lib/env.ts";
import { migrate } from "@/prisma/migrate.ts";
import { build, isBuilt } from "./support/build.ts";
import { isEmpty, loadDemoData, PEOPLE } from "./support/demo.ts";
import { type Database, loadEnvironment, loginUrls, openDatabase, ROOT } from "./support/installation.ts";
import { tryLock } from "./support/lock.ts";
import { onStop, type Service, serviceEnvironment, startService, stopService, TSX } from "./support/processes.ts";
import { fileRefusal, main, messageOf, Refusal, say, step } from "./support/say.ts";

const dev = process.argv.includes("--dev");
const began = performance.now();
let stopping = false;
let web: Service | undefined;
let worker: Service | undefined;
let database: Database | undefined;

async function start(): Promise<void> {
  const dataDir = loadEnvironment();
  const lock = lockFolder(dataDir);
  const stop = new Promise<void>((done) => onStop(done));
  const serving = prepareAndServe(dataDir);
  try {
    await Promise.race([serving, stop]);
    const ended = await Promise.race([serving.then(() => web?.ended), stop]);
    if (ended && !stopping) throw new Refusal(`The web server ${ended}; everything is stopped.`);
  } finally {
    stopping = true;
    if (web) say("Stopping…");
    await Promise.all([web && stopService(web), worker && stopService(worker)]);
    // Whatever step was under way ends by itself; nothing is started after it.
    await serving.catch(() => undefined);
    await database?.close();
    lock.release();
    if (web) say("Stopped; all data is kept.");
  }
}

function lockFolder(dataDir: string): { release(): void } {
  try {
    mkdirSync(dataDir, { recursive: true });
    const lock = tryLock(join(dataDir, "start.lock"));
    if (!("holder" in lock)) return lock;
    throw new Refusal(
      `Tradehall is already running from this folder (process ${lock.holder}): use that one, or stop it first.`,
    );
  } catch (error) {
    throw fileRefusal(error, dataDir);
  }
}

async function prepareAndServe(dataDir: string): Promise<void> {
  say(dev ? "Tradehall, for development" : "Tradehall");
  const given = env().DATABASE_URL !== undefined;
  const opened = await step(given ? "Database of DATABASE_URL" : "Embedded PostgreSQL", () => openDatabase(dataDir));
  database = opened;
  if (stopping) return;
  const applied = await step("Migrations", () => migrate(opened.ownerUrl));
  if (applied.length > 0) say(`    applied: ${applied.join(", ")}`);
  if (opened.embedded && !stopping && (await isEmpty(opened.ownerUrl))) {
    await step("Demo data", () => loadDemoData(opened.ownerUrl));
  }
  if (!dev && !stopping && !isBuilt()) {
    say("  Building the pages; the first time this takes a minute or two…");
    await step("Build", build);
  }
  if (stopping) return;
  const services = serviceEnvironment({ NODE_ENV: dev ? "development" : "production", ...loginUrls(opened.ownerUrl) });
  await step("Web server and worker", () => startServices(services));
  if (!stopping) sayWhere(opened, await isEmpty(opened.ownerUrl));
}

async function startServices(environment: NodeJS.ProcessEnv): Promise<void> {
  web = startService([join(ROOT, "scripts/server.ts"), ...(dev ? ["--dev"] : [])], environment);
  keepWorker(environment);
  await Promise.all([web.ready, worker?.ready]).catch((error: unknown) => {
    if (!stopping) throw new Refusal(`The web server or the worker did not start: it ${messageOf(error)} (see above).`);
  });
}

/** A worker that dies is started again, less and less eagerly. */
function keepWorker(environment: NodeJS.ProcessEnv, delay = 1000): void {
  const startedAt = Date.now();
  const current = startService([...TSX, join(ROOT, "scripts/worker.ts")], environment);
  worker = current;
  void current.ended.then((how) => {
    if (stopping) return;
    const next = Date.now() - startedAt > 60_000 ? 1000 : Math.min(delay * 2, 30_000);
    say(`The worker ${how}; it is started again in ${next / 1000} s.`);
    setTimeout(() => !stopping && keepWorker(environment, next), next);
  });
}

function sayWhere(opened: Database, empty: boolean): void {
  say(`\nReady after ${((performance.now() - began) / 1000).toFixed(1)} s: ${appUrl()}\n`);
  if (opened.embedded) {
    say(`Sign in at ${appUrl()}/sign-in as one of the demo people; there is no password.`);
    for (const [contact, who] of PEOPLE) say(`  ${contact.padEnd(22)} ${who}`);
  } else if (empty) {
    say("Nobody is in this database yet. In another window, from this folder:");
    say("  npm run operator -- add EMAIL   makes the first operator, who signs in by a code");
    say("  npm run db:seed                 loads the demo: people, sellers, orders");
  }
  if (!env().TWILIO_ACCOUNT_SID || !env().RESEND_API_KEY)
    say(`\nCodes and messages are not sent but shown: ${appUrl()}/dev/inbox`);
  say("\nCtrl-C stops everything.");
}

await main(start);
process.exit();
