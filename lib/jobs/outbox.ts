import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemScope } from "@/lib/access/scope";
import { isDatabaseAway } from "@/lib/db/errors";
import { logger } from "@/lib/logger";
import { type SealedMessage, tryOpenMessage } from "@/lib/messages/open";
import { lifetimeSeconds, type Outcome, settle } from "@/lib/messages/rules";
import type { Senders } from "@/lib/messages/senders/sender";
import { CODE_TEMPLATES } from "@/lib/messages/templates";

/** A message that this worker has taken: nobody else sends it. `attempts` tells this claim from a later one. */
export type ClaimedMessage = SealedMessage & { attempts: number; ageSeconds: number };

/** Well over the time that sending may take. */
const ABANDONED_AFTER_SECONDS = 60;

/**
 * Takes due messages, codes first, in a transaction of its own: whatever happens next, a claimed SMS is never claimed again.
 * Several workers skip each other's rows.
 */
export async function claimMessages(scope: SystemScope, limit: number): Promise<ClaimedMessage[]> {
  return await scope.db.$queryRaw<ClaimedMessage[]>`
    WITH due AS (
      SELECT seller_id, id FROM messages
      WHERE status = 'queued' AND not_before <= now()
      ORDER BY (template = ANY (${CODE_TEMPLATES}::text[])) DESC, not_before
      LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE messages m SET status = 'sending', attempts = m.attempts + 1, claimed_at = now()
    FROM due WHERE m.seller_id = due.seller_id AND m.id = due.id
    RETURNING m.seller_id AS "sellerId", m.id, m.channel, m.locale, m.to_value AS "toValue", m.payload, m.attempts,
      extract(epoch FROM now() - m.created_at)::float8 AS "ageSeconds"`;
}

/** Sends one claimed message and writes down what became of it. */
export async function sendClaimed(scope: SystemScope, claimed: ClaimedMessage, senders: Senders): Promise<void> {
  const message = tryOpenMessage(claimed);
  if (!message) {
    await record(scope, claimed, { status: "failed", error: "unreadable", delaySeconds: 0 }, null, null);
    return;
  }
  const attempt = {
    channel: message.channel,
    attempts: claimed.attempts,
    ageSeconds: claimed.ageSeconds,
    lifetimeSeconds: lifetimeSeconds(message.worded),
  };
  const { provider, send } = senders[message.channel];
  const outcome: Outcome =
    attempt.ageSeconds >= attempt.lifetimeSeconds ? { kind: "refused", code: "too_late" } : await send(message);
  const settlement = settle(attempt, outcome);
  if (settlement.error) {
    logger.warn(
      {
        messageId: claimed.id,
        channel: message.channel,
        provider,
        code: settlement.error,
        status: settlement.status,
        attempt: claimed.attempts,
      },
      "message not sent",
    );
  }
  await record(scope, claimed, settlement, provider, outcome.kind === "accepted" ? outcome.providerId : null);
}

/** The answer that a provider gave must not be lost because the database is away for a moment. */
async function record(
  scope: SystemScope,
  claimed: ClaimedMessage,
  settlement: ReturnType<typeof settle>,
  provider: string | null,
  providerId: string | null,
): Promise<void> {
  const now = Date.now();
  const sent = settlement.status === "sent" || settlement.status === "delivered";
  for (let attempt = 1; ; attempt++) {
    try {
      await scope.db.message.updateMany({
        // Parked: somebody took us for dead meanwhile, but here is the answer.
        where: {
          sellerId: claimed.sellerId,
          id: claimed.id,
          attempts: claimed.attempts,
          status: { in: ["sending", "parked"] },
        },
        data: {
          status: settlement.status,
          error: settlement.error,
          provider,
          ...(providerId && { providerId }),
          ...(sent && { sentAt: new Date(now) }),
          ...(settlement.status === "delivered" && { deliveredAt: new Date(now) }),
          ...(settlement.status === "queued" && { notBefore: new Date(now + settlement.delaySeconds * 1000) }),
        },
      });
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || attempt === 30) throw error;
      await sleep(1000);
    }
  }
}

/**
 * Messages whose worker died between claim and answer. An e-mail goes back into the queue, its key keeps it single;
 * an SMS may have gone out, so it is parked and shown.
 */
export async function recoverAbandoned(scope: SystemScope, afterSeconds = ABANDONED_AFTER_SECONDS): Promise<number> {
  return await scope.db.$executeRaw`
    UPDATE messages SET status = CASE channel WHEN 'sms' THEN 'parked' ELSE 'queued' END, error = 'interrupted'
    WHERE status = 'sending' AND claimed_at < now() - make_interval(secs => ${afterSeconds}::float8)`;
}
