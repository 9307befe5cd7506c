// npm run worker: sends messages and runs jobs; npm start runs it beside the web server.
import { startWorker } from "@/lib/jobs/worker.ts";
import { onStop } from "./support/processes.ts";
import { main } from "./support/say.ts";
import { checkedEnv, loadSettings } from "./support/settings.ts";

await main(async () => {
  loadSettings();
  checkedEnv();
  const worker = await startWorker();
  process.send?.("ready");
  onStop(() => void worker.stop().finally(() => process.exit(0)));
});
