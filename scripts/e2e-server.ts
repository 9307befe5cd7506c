// What the browser tests run against: the production build on a database of its own with the demo data, local inbox, free port.
// Started by e2e/global-setup.ts over a channel; ends with it.
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./postgres/cluster.ts";
import { build, isBuilt } from "./support/build.ts";
import { loadDemoData } from "./support/demo.ts";
import { ROOT } from "./support/installation.ts";
import { onStop, serviceEnvironment, startService, stopService, TSX } from "./support/processes.ts";
import { main } from "./support/say.ts";
import { createTestDatabase, openTestServer, testEnvironment } from "./test-db.ts";

export type E2eServer = { url: string; ownerUrl: string; logFile: string };

async function serve(): Promise<void> {
  const stop = new Promise<void>((done) => onStop(done));
  const server = await openTestServer();
  const database = await createTestDatabase(server.url);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const logFile = join(ROOT, "test-results", "server.log");
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const log = openSync(logFile, "w");
  Object.assign(process.env, testEnvironment(database));
  try {
    if (!isBuilt()) await build();
    await loadDemoData(database.ownerUrl);
    const environment = serviceEnvironment({
      ...testEnvironment(database),
      NODE_ENV: "production",
      DATABASE_URL: "",
      PORT: String(port),
      APP_URL: url,
      LOG_LEVEL: "debug",
      // Tests pose as visitors from several addresses.
      TRUSTED_PROXIES: "127.0.0.1,::1",
    });
    const services = [startService([join(ROOT, "scripts/server.ts")], environment, log)];
    const startWorker = () => {
      const worker = startService([...TSX, join(ROOT, "scripts/worker.ts")], environment, log);
      services.push(worker);
      // Tests kill it: another one takes over, as under any supervisor.
      void worker.ended.then((how) => how === "ended by SIGKILL" && startWorker());
    };
    startWorker();
    await Promise.all(services.map((service) => service.ready));
    const ready: E2eServer = { url, ownerUrl: database.ownerUrl, logFile };
    process.send?.(ready);
    await stop;
    await Promise.all(services.map((service) => stopService(service)));
  } finally {
    closeSync(log);
    await database.drop();
    await server.close();
  }
}

await main(serve);
process.exit();
