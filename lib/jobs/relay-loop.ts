import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemScope } from "@/lib/access/scope";
import { BEAT_MS, beat } from "@/lib/jobs/heartbeat";
import { recoverAbandoned, sendClaimed, takeHand } from "@/lib/jobs/outbox";
import type { ClaimedMessage } from "@/lib/jobs/outbox-claim";
import { logger } from "@/lib/logger";
import { isCode } from "@/lib/messages/rules";
import type { Senders } from "@/lib/messages/senders/sender";

/** A committed message waits a quarter of a second at most; NOTIFY would cost every transaction that writes one. */
const POLL_MS = 250;
const RECOVER_MS = 10_000;
/** Codes have places of their own: they wait for nobody, also while a provider hangs and all others are taken. */
const AT_ONCE = { codes: 10, others: 20 };

/**
 * Takes and sends messages until it is stopped. Slow sends run beside the loop and take only their own place.
 * The loop also beats the heart: if it stands still, health says so.
 */
export function startRelay(scope: SystemScope, workerId: string, senders: Senders): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const places = newPlaces();
  const every = [timer(BEAT_MS, () => beat(scope, workerId)), timer(RECOVER_MS, () => recoverAbandoned(scope))];

  const turn = async (): Promise<boolean> => {
    for (const due of every) await due();
    const claimed = await takeHand(scope, places.free());
    for (const message of claimed) {
      const sending = sendClaimed(scope, message, senders).catch((error: unknown) =>
        logger.error({ messageId: message.id, err: error }, "message left in sending"),
      );
      places.take(message, sending);
    }
    return claimed.length > 0;
  };

  const loop = async () => {
    let failing = false;
    while (!stopping.signal.aborted) {
      let taken = false;
      try {
        taken = await turn();
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ err: error }, "relay");
        failing = true;
      }
      const pause = sleep(failing ? 1000 : POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      // More may be waiting than there were places: look again as soon as one is free.
      await (taken ? Promise.race([pause, places.nextFree()]) : pause);
    }
    await places.empty();
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** Who is under way, and how much room that leaves. */
function newPlaces() {
  const inFlight = new Map<Promise<unknown>, ClaimedMessage>();
  return {
    free() {
      const others = [...inFlight.values()].filter(({ template }) => !isCode(template));
      const busy = new Map<string, number>();
      for (const { sellerId } of others) busy.set(sellerId, (busy.get(sellerId) ?? 0) + 1);
      const codes = inFlight.size - others.length;
      return { codes: AT_ONCE.codes - codes, others: AT_ONCE.others - others.length, busy };
    },
    take(message: ClaimedMessage, sending: Promise<unknown>) {
      inFlight.set(sending, message);
      void sending.finally(() => inFlight.delete(sending));
    },
    nextFree: async () => (inFlight.size > 0 ? await Promise.race(inFlight.keys()) : undefined),
    empty: () => Promise.allSettled(inFlight.keys()),
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
