import { spawn } from "node:child_process";
import { join } from "node:path";
import type { E2eServer } from "../scripts/e2e-server";

/** Starts what the tests run against, unless E2E_URL names something that already runs. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_URL) return undefined;
  const root = join(import.meta.dirname, "..");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--disable-warning=ExperimentalWarning", "scripts/e2e-server.ts"],
    {
      cwd: root,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.node.json") },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const server = await new Promise<E2eServer>((done, fail) => {
    child.once("message", (message) => done(message as E2eServer));
    void ended.then(() =>
      fail(new Error("The server for the browser tests did not start (see above, and test-results/server.log).")),
    );
  });
  Object.assign(process.env, { E2E_URL: server.url, E2E_DATABASE_URL: server.ownerUrl, E2E_LOG: server.logFile });
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}
