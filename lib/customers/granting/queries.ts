import "server-only";
import { formerContact } from "@/lib/contacts/former";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";

/** Who comes by what: contacts that they proved, and the entry of the client list that has one of them. */
type Coming = { userId: string; alsoAs?: string; contacts: readonly Contact[]; clientId?: string };

/** A row of somebody else whom the seller knows by the same, and has turned away; or whose number it was, and who was in. */
export type TurnedAway = {
  /** Who comes now. */
  userId: string;
  customerId: string;
  status: string;
  decidedAt: Date | null;
  requestedAt: Date | null;
  requestCount: number;
  /** When the number passed from them to the one who comes now. */
  handedAt: Date | null;
  /** Does the seller itself know them by it? Else only the platform does, and tells nobody. */
  bySeller: boolean;
};

/**
 * Whom a seller turned away under the contacts, or the entry, by which these users come now. A contact that went to another user, however it did,
 * does not make a new person of them: the seller knows them by it. Found by the row's own contact, by invites that they answered, by what
 * the entry lists besides, and by what the platform knows of whose a contact was; rows that a merge has set aside count for whoever goes on.
 */
export async function findTurnedAway(db: Db, sellerId: string, coming: readonly Coming[]): Promise<TurnedAway[]> {
  if (coming.length === 0) return [];
  const given = coming.map(({ userId, alsoAs, contacts, clientId }) => ({
    user_id: userId,
    also_as: alsoAs ?? null,
    client_id: clientId ?? null,
    formers: contacts.map(formerContact),
    lookups: contacts.flatMap(contactLookups).map((lookup) => Buffer.from(lookup).toString("hex")),
  }));
  return await db.$queryRaw<TurnedAway[]>`
    WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g(user_id uuid, also_as uuid, client_id uuid, lookups text[], formers text[])),
    listed AS (
      SELECT g.user_id, c.phone_lookup, c.email_lookup FROM given g JOIN clients c ON c.seller_id = ${sellerId}::uuid AND c.id = g.client_id
    ), keys AS (
      SELECT g.user_id, decode(l.hex, 'hex') AS lookup FROM given g CROSS JOIN LATERAL unnest(g.lookups) AS l(hex)
      UNION SELECT user_id, phone_lookup FROM listed WHERE phone_lookup IS NOT NULL
      UNION SELECT user_id, email_lookup FROM listed WHERE email_lookup IS NOT NULL
    ), known AS (
      SELECT g.user_id, g.also_as AS other, NULL::timestamptz AS handed_at, false AS by_seller FROM given g WHERE g.also_as IS NOT NULL
      UNION SELECT g.user_id, e.actor_id, NULL, false FROM given g CROSS JOIN LATERAL unnest(g.formers) AS f(id)
        JOIN audit_events e ON e.seller_id = ${PLATFORM_ID}::uuid AND e.target_id = f.id AND e.action = 'contact.removed'
      UNION SELECT g.user_id, c.user_id, NULL, true FROM given g JOIN customers c ON c.seller_id = ${sellerId}::uuid AND c.client_id = g.client_id
      UNION SELECT k.user_id, c.user_id, NULL, true FROM keys k JOIN customers c ON c.seller_id = ${sellerId}::uuid AND c.contact_lookup = k.lookup
      UNION SELECT k.user_id, i.user_id, NULL, true FROM keys k JOIN invites i ON i.seller_id = ${sellerId}::uuid AND i.contact_lookup = k.lookup
        AND i.kind = 'customer' AND i.status IN ('registered', 'used')
      UNION SELECT k.user_id, (e.data->>'from')::uuid, e.created_at, EXISTS (SELECT FROM customers q WHERE q.seller_id = ${sellerId}::uuid
        AND q.contact_lookup = k.lookup AND q.user_id = (e.data->>'from')::uuid) FROM keys k JOIN contacts o
        ON o.kind IN ('phone', 'email') AND o.lookup = k.lookup AND o.user_id = k.user_id
        JOIN audit_events e ON e.seller_id = ${PLATFORM_ID}::uuid AND e.target_id = o.id::text AND e.action = 'contact.handed_over'
    )
    SELECT DISTINCT k.user_id AS "userId", c.id AS "customerId", c.status, c.decided_at AS "decidedAt", c.requested_at AS "requestedAt",
      c.request_count AS "requestCount", k.handed_at AS "handedAt", k.by_seller AS "bySeller"
    FROM (SELECT * FROM known WHERE other <> user_id) AS k CROSS JOIN LATERAL users_now(ARRAY[k.other]) AS n
    JOIN customers c ON c.seller_id = ${sellerId}::uuid AND c.user_id = n.now_id AND c.user_id <> k.user_id
    WHERE c.status IN ('revoked', 'rejected') OR (k.handed_at IS NOT NULL AND c.join_date IS NOT NULL)`;
}
