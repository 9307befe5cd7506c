import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { envSchema } from "@/lib/env.ts";
import { ROOT } from "./installation.ts";
import { run, serviceEnvironment } from "./processes.ts";
import { fileRefusal, Refusal } from "./say.ts";

const SOURCES = [
  "app",
  "components",
  "lib",
  "locales",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
];
const SETTINGS = ["package-lock.json", "package.json", "tsconfig.json"];
const OUTPUT = join(ROOT, ".next");
const STAMP = join(OUTPUT, "tradehall-sources");

/** True when .next holds a finished build of exactly these sources. */
export function isBuilt(): boolean {
  return existsSync(STAMP) && existsSync(join(OUTPUT, "BUILD_ID")) && readFileSync(STAMP, "utf8") === sourceHash();
}

export async function build(): Promise<void> {
  const hash = sourceHash();
  const logFile = join(ROOT, ".next.log");
  let log: number;
  try {
    rmSync(STAMP, { force: true });
    log = openSync(logFile, "w");
  } catch (error) {
    throw fileRefusal(error, OUTPUT);
  }
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const code = await run(
    process.execPath,
    [next, "build"],
    serviceEnvironment({ ...noSettings(), NODE_ENV: "production" }),
    log,
  );
  closeSync(log);
  const said = readFileSync(logFile, "utf8");
  rmSync(logFile, { force: true });
  if (code !== 0)
    throw new Refusal(/ENOSPC/.test(said) ? `The disk that holds ${OUTPUT} is full.` : `The build failed:\n${said}`);
  writeFileSync(STAMP, hash);
}

/** A build knows no setting and no secret: it serves wherever it is put, and pages that read the environment too early fail here. */
function noSettings(): Record<string, string> {
  return Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, ""]));
}

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const name of [...SOURCES, ...SETTINGS]) addToHash(hash, name);
  return hash.digest("hex");
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  const full = join(ROOT, path);
  if (!existsSync(full) || /\.test\.tsx?$/.test(path)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, join(path, name));
  } else {
    hash.update(path).update("\0").update(readFileSync(full)).update("\0");
  }
}
