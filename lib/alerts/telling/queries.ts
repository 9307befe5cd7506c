import "server-only";
import { settingsOf } from "@/lib/alerts/queries";
import type { AlertSettings } from "@/lib/alerts/rules";
import type { Db } from "@/lib/db/client";

/** A member who wants to hear of a visit, and how. */
export type Listener = AlertSettings & { id: string; userId: string; email: Uint8Array; locale: string };

type Row = Parameters<typeof settingsOf>[0] & Pick<Listener, "id" | "userId" | "email" | "locale">;

/** Active members of the seller who want to hear of this customer; none of them is removed before the transaction ends. */
export async function findListeners(db: Db, sellerId: string, customerId: string): Promise<Listener[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT m.id, m.user_id AS "userId", m.email, m.locale, a.mode, a.cool_down AS "coolDown", a.only_watched AS "onlyWatched",
      a.quiet_from AS "quietFrom", a.quiet_to AS "quietTo", a.digest_hour AS "digestHour", a.weekly
    FROM members m JOIN users u ON u.id = m.user_id JOIN alert_settings a ON a.seller_id = m.seller_id AND a.user_id = m.user_id
    LEFT JOIN alert_marks k ON k.seller_id = m.seller_id AND k.user_id = m.user_id AND k.customer_id = ${customerId}::uuid
    WHERE m.seller_id = ${sellerId}::uuid AND m.status = 'active' AND u.status = 'active' AND a.mode <> 'off'
      AND k.mark IS DISTINCT FROM 'mute' AND (k.mark = 'watch' OR NOT a.only_watched)
    ORDER BY m.user_id FOR KEY SHARE OF m`;
  return rows.map(({ id, userId, email, locale, ...row }) => ({ id, userId, email, locale, ...settingsOf(row) }));
}
