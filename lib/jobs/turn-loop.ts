import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/logger";

const POLL_MS = 500;

/** Takes one turn after the other until it is stopped; a stop waits for the turn at hand. Beside the relay, which does not wait for it. */
export function startTurns(name: string, turn: () => Promise<boolean>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    let failing = false;
    while (!stopping.signal.aborted) {
      let busy = false;
      try {
        busy = await turn();
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ err: error }, name);
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
