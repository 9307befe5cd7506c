import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { PLATFORM_ID } from "@/lib/db/ids";
import type { SealedMessage } from "@/lib/messages/open";
import { CODE_TEMPLATES } from "@/lib/messages/templates";

/** A message that this worker has taken: nobody else sends it. `attempts` tells this claim from a later one. */
export type ClaimedMessage = SealedMessage & {
  template: string;
  inviteId: string | null;
  attempts: number;
  ageSeconds: number;
  /** Since the first attempt. */
  tryingSeconds: number;
};

/** How many places are free, and how many of each seller's messages are under way here already. */
export type Hand = { codes: number; others: number; busy?: ReadonlyMap<string, number> };

/** So many messages of one seller are under way at once: who queues ten thousand has no more places than that. */
export const SELLER_SHARE = 10;

/**
 * Takes due messages in a transaction of its own: whatever happens next, a claimed SMS is never claimed again. Codes have places of their own. The other
 * places go round by seller, to whom has the fewest under way, so that nobody waits behind another seller's queue; of each seller the oldest goes first.
 * Several workers skip each other's rows.
 */
export async function claimMessages(scope: SystemScope, { codes, others, busy }: Hand): Promise<ClaimedMessage[]> {
  const underWay = [...(busy ?? [])].map(([seller_id, count]) => ({ seller_id, count }));
  return await scope.db.$queryRaw<ClaimedMessage[]>`
    WITH RECURSIVE waiting AS (
      (SELECT seller_id FROM messages WHERE status = 'queued' ORDER BY seller_id LIMIT 1)
      UNION ALL
      SELECT (SELECT m.seller_id FROM messages m WHERE m.status = 'queued' AND m.seller_id > w.seller_id ORDER BY m.seller_id LIMIT 1)
      FROM waiting w WHERE w.seller_id IS NOT NULL
    ), sellers AS (
      SELECT w.seller_id, COALESCE(b.count, 0) AS busy
      FROM waiting w LEFT JOIN jsonb_to_recordset(${JSON.stringify(underWay)}::jsonb) AS b(seller_id uuid, count int) USING (seller_id)
      WHERE w.seller_id IS NOT NULL
    ), urgent AS (
      SELECT seller_id, id FROM messages
      WHERE seller_id = ${PLATFORM_ID}::uuid AND status = 'queued' AND not_before <= now() AND template = ANY (${CODE_TEMPLATES}::text[])
      ORDER BY not_before LIMIT ${codes}
    ), turns AS (
      SELECT m.seller_id, m.id, s.busy + row_number() OVER (PARTITION BY m.seller_id ORDER BY m.not_before, m.id) AS turn
      FROM sellers s CROSS JOIN LATERAL (
        SELECT q.seller_id, q.id, q.not_before FROM messages q
        WHERE q.seller_id = s.seller_id AND q.status = 'queued' AND q.not_before <= now() AND NOT q.template = ANY (${CODE_TEMPLATES}::text[])
        ORDER BY q.not_before LIMIT GREATEST(${SELLER_SHARE} - s.busy, 0)
      ) m
    ), due AS (
      SELECT m.seller_id, m.id FROM messages m
      JOIN (SELECT * FROM urgent UNION ALL (SELECT seller_id, id FROM turns ORDER BY turn, random() LIMIT ${others})) chosen USING (seller_id, id)
      WHERE m.status = 'queued' FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE messages m SET status = 'sending', attempts = m.attempts + 1, claimed_at = now(), first_attempt_at = COALESCE(m.first_attempt_at, now()),
      -- Every SMS has a name of its own at the provider; an e-mail keeps the one that its key gave it.
      provider_id = CASE m.channel WHEN 'sms' THEN NULL ELSE m.provider_id END
    FROM due WHERE m.seller_id = due.seller_id AND m.id = due.id
    RETURNING m.seller_id AS "sellerId", m.id, m.channel, m.template, m.locale, m.to_value AS "toValue", m.payload, m.attempts,
      m.invite_id AS "inviteId", extract(epoch FROM now() - m.created_at)::float8 AS "ageSeconds",
      extract(epoch FROM now() - m.first_attempt_at)::float8 AS "tryingSeconds"`;
}
