import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { ROOT } from "./installation.ts";

const require = createRequire(import.meta.url);

/** Arguments that let Node run TypeScript with JSX and the `@/` alias. */
export const TSX = ["--import", require.resolve("tsx"), "--disable-warning=ExperimentalWarning"];

export type Service = { process: ChildProcess; ready: Promise<void>; ended: Promise<string> };

/** Starts a script of ours in a process of its own. It says "ready" over the channel, and ends when the channel does. */
export function startService(args: string[], env: NodeJS.ProcessEnv, output: "inherit" | number = "inherit"): Service {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", output, output, "ipc"] });
  const ended = new Promise<string>((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  const ready = new Promise<void>((done, fail) => {
    child.on("message", (message) => message === "ready" && done());
    void ended.then((how) => fail(new Error(how)));
  });
  ready.catch(() => undefined);
  return { process: child, ready, ended };
}

/** Asks a service to end, and insists after a while. */
export async function stopService(service: Service, seconds = 15): Promise<void> {
  if (service.process.exitCode !== null || service.process.signalCode !== null) return;
  service.process.kill("SIGTERM");
  const insist = setTimeout(() => service.process.kill("SIGKILL"), seconds * 1000);
  await service.ended;
  clearTimeout(insist);
}

/** Calls back once, at the first signal to end or when the process that started us is gone. */
export function onStop(stop: () => void): void {
  let stopped = false;
  const once = () => {
    if (!stopped) stop();
    stopped = true;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, once);
  if (process.channel) {
    process.on("disconnect", once);
    process.channel.unref();
  }
}

/** What the web and worker processes get: the two login roles' connections, never the owner's. */
export function serviceEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  // Empty, not absent: Next reads .env itself and fills in what is absent.
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    TSX_TSCONFIG_PATH: `${ROOT}/tsconfig.node.json`,
    DATABASE_URL: "",
    ...extra,
  } as NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end; answers with its exit code. Its output goes to stderr unless it is collected.
 * It has a process group of its own, so that stopping us stops whatever it has started in turn.
 */
export function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  output: "inherit" | number = "inherit",
): Promise<number> {
  const to = output === "inherit" ? 2 : output;
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", to, to], detached: true });
  const stop = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGTERM");
  };
  const events = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"];
  for (const event of events) process.on(event, stop);
  return new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) => done(signal ? 130 : (code ?? 1)));
  }).finally(() => {
    for (const event of events) process.off(event, stop);
  });
}
