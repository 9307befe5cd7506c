// npm test, npm run validate, npm run test:e2e: every check in one order; the last line sums up.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { findOrInstallChromium } from "./support/chromium.ts";
import { ROOT } from "./support/installation.ts";
import { onStop, run, TSX } from "./support/processes.ts";
import { main, say } from "./support/say.ts";

const RESULTS = join(ROOT, "test-results");
const bin = (name: string) => join(ROOT, "node_modules", ".bin", name);

type Count = { passed: number; failed: number };
type Check = { name: string; command: string; args: string[]; report?: string; after?: string };

const CHECKS: Check[] = [
  { name: "lint", command: bin("biome"), args: ["check", "--error-on-warnings", "."] },
  // Route types and next-env.d.ts are generated, and no part of the repository.
  { name: "route types", command: bin("next"), args: ["typegen"] },
  { name: "types", command: bin("tsc"), args: ["--noEmit"] },
  { name: "unused code", command: bin("knip"), args: [] },
  vitest("unit"),
  vitest("db"),
  { name: "build", command: process.execPath, args: [...TSX, join(ROOT, "scripts/build.ts")] },
  { name: "e2e", command: bin("playwright"), args: ["test"], report: "e2e.json", after: "build" },
];

function vitest(project: string): Check {
  const report = `${project}.json`;
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(RESULTS, report)}`,
  ];
  return { name: project, command: bin("vitest"), args, report };
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** What a runner wrote about its tests; a runner that failed without a failed test counts as one failure. */
function count(check: Check, code: number): Count {
  const counted = check.report ? readReport(join(RESULTS, check.report)) : { passed: code === 0 ? 1 : 0, failed: 0 };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function readReport(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  const unit = vitestReport.safeParse(report);
  if (unit.success) return { passed: unit.data.numPassedTests, failed: unit.data.numFailedTests };
  const { stats } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

function chosen(): Check[] {
  const only = process.argv[process.argv.indexOf("--only") + 1];
  return process.argv.includes("--only") ? CHECKS.filter((check) => check.name === only) : CHECKS;
}

async function test(): Promise<void> {
  let interrupted = false;
  onStop(() => {
    interrupted = true;
  });
  const failFast = process.argv.includes("--fail-fast");
  const checks = chosen();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  if (checks.some((check) => check.name === "e2e")) process.env.CHROMIUM_PATH = findOrInstallChromium();
  const total: Count = { passed: 0, failed: 0 };
  const failed: string[] = [];
  for (const check of checks) {
    if (check.after && failed.includes(check.after)) continue;
    say(`\n── ${check.name}`);
    const began = performance.now();
    const code = await run(check.command, check.args, {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NO_UPDATE_NOTIFIER: "1",
    });
    const { passed, failed: broken } = count(check, code);
    total.passed += passed;
    total.failed += broken;
    if (broken > 0) failed.push(check.name);
    say(
      `── ${check.name}: ${broken === 0 ? "passed" : "FAILED"} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    );
    if (interrupted || (broken > 0 && failFast)) break;
  }
  if (failed.length > 0) process.exitCode = 1;
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
}

await main(test);
