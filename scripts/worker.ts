import { startWorker } from "@/lib/jobs/worker.ts";
import { onStop } from "./support/processes.ts";
import { main } from "./support/say.ts";

await main(async () => {
  const worker = await startWorker();
  process.send?.("ready");
  onStop(() => void worker.stop().finally(() => process.exit(0)));
});
