import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemScope } from "@/lib/access/scope";
import { BEAT_MS, beat } from "@/lib/jobs/heartbeat";
import { claimMessages, recoverAbandoned, sendClaimed } from "@/lib/jobs/outbox";
import { logger } from "@/lib/logger";
import type { Senders } from "@/lib/messages/senders/sender";

/** A committed message waits a quarter of a second at most; NOTIFY would cost every transaction that writes one. */
const POLL_MS = 250;
const RECOVER_MS = 10_000;
const AT_ONCE = 20;

/**
 * Takes and sends messages until it is stopped. Slow sends run beside the loop and take only their own place,
 * so a code does not wait for a provider that hangs. The loop also beats the heart: if it stands still, health says so.
 */
export function startRelay(scope: SystemScope, workerId: string, senders: Senders): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const every = [timer(BEAT_MS, () => beat(scope, workerId)), timer(RECOVER_MS, () => recoverAbandoned(scope))];

  const turn = async (): Promise<number> => {
    for (const due of every) await due();
    const free = AT_ONCE - inFlight.size;
    if (free === 0) return 0;
    const claimed = await claimMessages(scope, free);
    for (const message of claimed) {
      const sending = sendClaimed(scope, message, senders)
        .catch((error: unknown) => logger.error({ messageId: message.id, err: error }, "message left in sending"))
        .finally(() => inFlight.delete(sending));
      inFlight.add(sending);
    }
    return claimed.length;
  };

  const loop = async () => {
    let failing = false;
    while (!stopping.signal.aborted) {
      let taken = 0;
      try {
        taken = await turn();
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ err: error }, "relay");
        failing = true;
      }
      // A full hand means that more is waiting: take it as soon as a place is free.
      if (taken === AT_ONCE) await Promise.race(inFlight);
      else await sleep(failing ? 1000 : POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await Promise.allSettled(inFlight);
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** Runs `run` when `ms` have passed since its last success; the first time at once. */
function timer(ms: number, run: () => Promise<unknown>): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    await run();
    next = performance.now() + ms;
  };
}
