// npm run worker: sends messages and runs jobs; npm start runs it beside the web server.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/env.ts";
import { startWorker } from "@/lib/jobs/worker.ts";
import { ROOT } from "./support/installation.ts";
import { onStop } from "./support/processes.ts";
import { main, messageOf, Refusal } from "./support/say.ts";

await main(async () => {
  const settings = join(ROOT, ".env");
  if (existsSync(settings)) process.loadEnvFile(settings);
  try {
    env();
  } catch (error) {
    throw new Refusal(messageOf(error));
  }
  const worker = await startWorker();
  process.send?.("ready");
  onStop(() => void worker.stop().finally(() => process.exit(0)));
});
