import "server-only";
import type { Db } from "@/lib/db/client";
import type { Rows } from "@/lib/merges/carts/commands";
import type { JoinedCustomer } from "@/lib/merges/moved";

/** Members who muted or watch the lost row mean the person; nobody is told of them sooner than of either row, and what waits to be told names the kept one. */
export async function joinAlerts(db: Db, { sellerId, kept, lost }: Rows): Promise<JoinedCustomer["marks"]> {
  await db.heldAlert.updateMany({ where: { sellerId, customerId: lost }, data: { customerId: kept } });
  await db.$executeRaw`
    INSERT INTO alert_cool_downs AS c (seller_id, user_id, customer_id, told_at)
    SELECT seller_id, user_id, ${kept}::uuid, told_at FROM alert_cool_downs
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${lost}::uuid ORDER BY user_id
    ON CONFLICT (seller_id, user_id, customer_id) DO UPDATE SET told_at = GREATEST(c.told_at, EXCLUDED.told_at)`;
  return await db.$queryRaw<JoinedCustomer["marks"]>`
    INSERT INTO alert_marks (seller_id, user_id, customer_id, mark)
    SELECT seller_id, user_id, ${kept}::uuid, mark FROM alert_marks
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${lost}::uuid ORDER BY user_id
    ON CONFLICT (seller_id, user_id, customer_id) DO NOTHING
    RETURNING user_id AS "userId", mark`;
}

/** The marks that came from the lost row go; whoever took theirs away meanwhile meant both. */
export async function partAlerts(db: Db, { sellerId, kept, lost, marks }: JoinedCustomer): Promise<void> {
  for (const { userId, mark } of marks) {
    const { count } = await db.alertMark.deleteMany({ where: { sellerId, userId, customerId: kept, mark } });
    if (count === 0) await db.alertMark.deleteMany({ where: { sellerId, userId, customerId: lost, mark } });
  }
}

type Members = { sellerId: string; fromId: string; intoId: string };

/** Two memberships of one person: what they had chosen in the kept one holds, and what only the other one had is added. */
export async function joinAlertChoices(db: Db, { sellerId, fromId, intoId }: Members): Promise<void> {
  await db.$executeRaw`
    INSERT INTO alert_settings (seller_id, user_id, mode, cool_down, only_watched, quiet_from, quiet_to, digest_hour, weekly, summed_up)
    SELECT seller_id, ${intoId}::uuid, mode, cool_down, only_watched, quiet_from, quiet_to, digest_hour, weekly, summed_up
    FROM alert_settings WHERE seller_id = ${sellerId}::uuid AND user_id = ${fromId}::uuid
    ON CONFLICT (seller_id, user_id) DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO alert_marks (seller_id, user_id, customer_id, mark)
    SELECT seller_id, ${intoId}::uuid, customer_id, mark FROM alert_marks WHERE seller_id = ${sellerId}::uuid AND user_id = ${fromId}::uuid
    ON CONFLICT (seller_id, user_id, customer_id) DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO alert_cool_downs AS c (seller_id, user_id, customer_id, told_at)
    SELECT seller_id, ${intoId}::uuid, customer_id, told_at FROM alert_cool_downs WHERE seller_id = ${sellerId}::uuid AND user_id = ${fromId}::uuid
    ON CONFLICT (seller_id, user_id, customer_id) DO UPDATE SET told_at = GREATEST(c.told_at, EXCLUDED.told_at)`;
}
