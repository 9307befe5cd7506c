import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { alertsPath, analyticsPath } from "@/lib/alerts/rules";
import { type DueSeller, findDueSellers, getWeek, type WeekFigures } from "@/lib/alerts/weekly/queries";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { logger } from "@/lib/logger";
import { emailOf } from "@/lib/members/notices/commands";
import { queueMessages } from "@/lib/messages/commands";

/** Mondays at eight, to the admins of each store where somebody came lately. */
export async function sendWeeklySummaries(scope: SystemScope, now = new Date()): Promise<void> {
  for (const seller of await findDueSellers(scope, now)) {
    // One that cannot be sent does not keep the others waiting.
    try {
      const figures = await getWeek(scope, seller, now);
      await scope.tx((db) => sendWeek(db, seller, figures));
    } catch (error) {
      logger.error({ sellerId: seller.id, err: error }, "weekly summary not sent");
    }
  }
}

type Reader = { id: string; email: Uint8Array; locale: string; userId: string };

/** Who writes down that a member has this week's summary sends it. */
async function sendWeek(db: Db, seller: DueSeller, figures: WeekFigures | null): Promise<void> {
  const { id: sellerId, slug, name: sellerName, timeZone, week } = seller;
  const readers = await db.$queryRaw<Reader[]>`
    WITH admins AS (
      SELECT m.id, m.user_id, m.email, m.locale FROM members m JOIN users u ON u.id = m.user_id JOIN sellers s ON s.id = m.seller_id
      WHERE m.seller_id = ${sellerId}::uuid AND m.role = 'admin' AND m.status = 'active' AND u.status = 'active' AND s.status = 'open'
        AND m.join_date < (${week}::date + interval '8 hours') AT TIME ZONE s.time_zone
      ORDER BY m.user_id FOR KEY SHARE OF m
    ), written AS (
      INSERT INTO alert_settings AS a (seller_id, user_id, summed_up) SELECT ${sellerId}::uuid, user_id, ${week}::date FROM admins
      ON CONFLICT (seller_id, user_id) DO UPDATE SET summed_up = EXCLUDED.summed_up
      WHERE a.weekly AND (a.summed_up IS NULL OR a.summed_up < EXCLUDED.summed_up)
      RETURNING user_id
    )
    SELECT id, email, locale, user_id AS "userId" FROM admins JOIN written USING (user_id)`;
  if (!figures) return;
  const [from = week, to = week] = [figures.days[0]?.day, figures.days.at(-1)?.day];
  const link = `${appUrl()}${analyticsPath(slug, { from, to })}`;
  const words = { sellerName, timeZone, link, settings: `${appUrl()}${alertsPath(slug)}`, ...figures };
  await queueMessages(
    db,
    readers.flatMap(({ id, email, locale, userId }) => {
      try {
        const to = emailOf(sellerId, { id, email });
        return [{ sellerId, to, locale, userId, template: "weekly-summary" as const, ...words }];
      } catch (error) {
        logger.error({ sellerId, userId, err: error }, "address of a member cannot be opened");
        return [];
      }
    }),
  );
}
