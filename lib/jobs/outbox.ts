import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemScope } from "@/lib/access/scope";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import type { Db } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/errors";
import { PLATFORM_ID } from "@/lib/db/ids";
import { type ClaimedMessage, claimMessages } from "@/lib/jobs/outbox-claim";
import { logger } from "@/lib/logger";
import { addMessageEvent } from "@/lib/messages/commands";
import { suppressionOf } from "@/lib/messages/delivery/rules";
import { type Hindrance, hindranceOf } from "@/lib/messages/hindrances";
import { type OpenMessage, tryOpenMessage } from "@/lib/messages/open";
import {
  isCode,
  lifetimeSeconds,
  type MessageEventKind,
  type Outcome,
  type Settlement,
  settle,
} from "@/lib/messages/rules";
import type { Senders } from "@/lib/messages/senders/sender";
import { suppress } from "@/lib/suppressions/commands";

/** Well over the time that sending may take. */
const ABANDONED_AFTER_SECONDS = 60;

/**
 * Takes a hand of due messages and leaves what is over a seller's budget for later. Each message counts once, however often it is tried: a retry was
 * counted, and what is put off was not.
 */
export async function takeHand(
  scope: SystemScope,
  hand: Parameters<typeof claimMessages>[1],
): Promise<ClaimedMessage[]> {
  const claimed = await claimMessages(scope, hand);
  const fresh = claimed.filter(({ sellerId, attempts }) => sellerId !== PLATFORM_ID && attempts === 1);
  const over = new Set<ClaimedMessage>();
  for (const [sellerId, messages] of Map.groupBy(fresh, (message) => message.sellerId)) {
    const usedUp = await keepTrying(() => spend(BUDGETS.messagesSeller, sellerId, messages.length));
    if (!usedUp) continue;
    for (const message of messages) {
      await putOff(scope, message, { at: new Date(Date.now() + usedUp.seconds * 1000), code: "budget" });
      over.add(message);
    }
  }
  return claimed.filter((message) => !over.has(message));
}

/** Sends one claimed message, unless something speaks against it by now, and writes down what became of it. */
export async function sendClaimed(scope: SystemScope, claimed: ClaimedMessage, senders: Senders): Promise<void> {
  const message = tryOpenMessage(claimed);
  if (!message) return await record(scope, claimed, failed("unreadable"));
  // A code counts from the moment it was asked for, all else from the first attempt: what waited for its turn is not late.
  const code = isCode(message.worded.template);
  const ageSeconds = code ? claimed.ageSeconds : claimed.tryingSeconds;
  const attempt = {
    channel: message.channel,
    attempts: claimed.attempts,
    ageSeconds,
    lifetimeSeconds: lifetimeSeconds(message.worded),
  };
  if (ageSeconds >= attempt.lifetimeSeconds) return await record(scope, claimed, failed("too_late"));
  const hindrance = code ? null : await keepTrying(() => hindranceOf(scope, claimed, message));
  if (hindrance) return await yieldTo(scope, claimed, hindrance);
  const { provider, send } = senders[message.channel];
  const outcome = await send(message, claimed.attempts);
  const settlement = settle(attempt, outcome);
  if (settlement.error) {
    const { error: reason, status } = settlement;
    const fields = { messageId: claimed.id, channel: message.channel, provider, status, attempt: claimed.attempts };
    logger.warn({ ...fields, code: reason }, "message not sent");
  }
  await record(scope, claimed, settlement, { provider, message, providerId: providerIdOf(outcome) });
}

function providerIdOf(outcome: Outcome): string | null {
  return outcome.kind === "accepted" ? outcome.providerId : null;
}

function failed(error: string): Settlement {
  return { status: "failed", error, delaySeconds: 0 };
}

async function yieldTo(scope: SystemScope, claimed: ClaimedMessage, hindrance: Hindrance): Promise<void> {
  if ("until" in hindrance) await putOff(scope, claimed, { at: hindrance.until, code: hindrance.code });
  else if (hindrance.suppressed) await record(scope, claimed, failed("suppressed"), { reason: hindrance.code });
  else await record(scope, claimed, failed(hindrance.code));
}

/** Back into the queue as if it had not been taken: nothing was tried. */
async function putOff(
  scope: SystemScope,
  { sellerId, id, attempts }: ClaimedMessage,
  { at, code }: { at: Date; code: string },
): Promise<void> {
  const back = async (db: Db) => {
    const { count } = await db.message.updateMany({
      where: { sellerId, id, attempts, status: "sending" },
      data: {
        status: "queued",
        notBefore: at,
        attempts: attempts - 1,
        error: code,
        ...(attempts === 1 && { firstAttemptAt: null }),
      },
    });
    if (count > 0) await addMessageEvent(db, { sellerId, messageId: id, kind: "delayed", code });
  };
  await keepTrying(() => scope.tx(back));
}

/** What was sent through whom; or why it was not sent at all. */
type Sent = { provider?: string; providerId?: string | null; message?: OpenMessage; reason?: string };

async function record(
  scope: SystemScope,
  claimed: ClaimedMessage,
  settlement: Settlement,
  sent: Sent = {},
): Promise<void> {
  const now = new Date();
  await keepTrying(() => scope.tx((db) => recordOnce(db, claimed, settlement, sent, now)));
}

/** The answer that a provider gave must not be lost because the database is away for a moment, nor a message that was only just taken. */
async function keepTrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isDatabaseAway(error) || attempt === 30) throw error;
      await sleep(1000);
    }
  }
}

async function recordOnce(
  db: Db,
  claimed: ClaimedMessage,
  settlement: Settlement,
  sent: Sent,
  now: Date,
): Promise<void> {
  const { sellerId, id, attempts } = claimed;
  const { provider = null, providerId, message, reason } = sent;
  const { status, error, delaySeconds } = settlement;
  const out = status === "sent" || status === "delivered";
  const { count } = await db.message.updateMany({
    // Parked: somebody took us for dead meanwhile, but here is the answer.
    where: { sellerId, id, attempts, status: { in: ["sending", "parked"] } },
    data: {
      status,
      error,
      provider,
      ...(providerId && { providerId }),
      ...(out && { sentAt: now }),
      ...(status === "delivered" && { deliveredAt: now }),
      ...(status === "queued" && { notBefore: new Date(now.getTime() + delaySeconds * 1000) }),
    },
  });
  // A report was quicker than the answer: the state is its, the provider's name for the message is ours to keep.
  if (count === 0 && providerId) {
    await db.message.updateMany({
      where: { sellerId, id, attempts, providerId: null },
      data: { provider, providerId },
    });
  }
  if (count > 0 || providerId) {
    const kind = reason ? "suppressed" : EVENTS[status];
    const providerEventId = providerId ? `accepted:${providerId}` : null;
    await addMessageEvent(db, { sellerId, messageId: id, kind, code: reason ?? error, providerEventId, at: now });
  }
  // Twilio knows of a STOP that never reached us.
  const suppression = status === "failed" ? suppressionOf(error) : null;
  if (suppression && message) await suppress(db, message.to, suppression);
}

const EVENTS: Record<Settlement["status"], MessageEventKind> = {
  queued: "retry",
  sent: "accepted",
  delivered: "delivered",
  failed: "failed",
  parked: "parked",
};

/**
 * Messages whose worker died between claim and answer. An e-mail goes back into the queue, its key keeps it single;
 * an SMS may have gone out, so it is parked and shown.
 */
export async function recoverAbandoned(scope: SystemScope, afterSeconds = ABANDONED_AFTER_SECONDS): Promise<number> {
  return await scope.tx(async (db) => {
    const rows = await db.$queryRaw<{ sellerId: string; id: string; status: string }[]>`
      UPDATE messages SET status = CASE channel WHEN 'sms' THEN 'parked' ELSE 'queued' END, error = 'interrupted'
      WHERE status = 'sending' AND claimed_at < now() - make_interval(secs => ${afterSeconds}::float8)
      RETURNING seller_id AS "sellerId", id, status`;
    for (const { sellerId, id, status } of rows) {
      const kind = status === "parked" ? "parked" : "retry";
      await addMessageEvent(db, { sellerId, messageId: id, kind, code: "interrupted" });
    }
    return rows.length;
  });
}
