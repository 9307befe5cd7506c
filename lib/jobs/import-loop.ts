import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemScope } from "@/lib/access/scope";
import { workOnImport } from "@/lib/imports/work/commands";
import { logger } from "@/lib/logger";

const POLL_MS = 500;

/** Does imports chunk by chunk until it is stopped; a stop waits for the chunk at hand. Beside the relay, which does not wait for it. */
export function startImports(scope: SystemScope): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    let failing = false;
    while (!stopping.signal.aborted) {
      let busy = false;
      try {
        busy = await workOnImport(scope);
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ err: error }, "imports");
        failing = true;
      }
      if (!busy) await sleep(failing ? 1000 : POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
