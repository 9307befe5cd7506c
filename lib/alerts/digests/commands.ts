import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { alertsPath, analyticsPath } from "@/lib/alerts/rules";
import { describeVisits } from "@/lib/alerts/visits/queries";
import { dayIn } from "@/lib/days";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { logger } from "@/lib/logger";
import { emailOf } from "@/lib/members/notices/commands";
import { queueMessage } from "@/lib/messages/commands";

const HAND = 50;
const HOUR = 3_600_000;
/** An e-mail tells of no more visits one by one. */
const SHOWN = 40;

/** Sends every digest whose time has come. */
export async function sendDueDigests(scope: SystemScope, now: Date): Promise<void> {
  for (;;) {
    const due = await scope.db.alertSetting.findMany({
      where: { digestAt: { lte: now } },
      orderBy: { digestAt: "asc" },
      take: HAND,
      select: { sellerId: true, userId: true },
    });
    for (const member of due) {
      // One that cannot be sent does not keep the others waiting: it is tried again in an hour.
      await scope
        .tx((db) => sendDigest(db, member, now))
        .catch(async (error: unknown) => {
          logger.error({ ...member, err: error }, "digest not sent");
          const digestAt = new Date(now.getTime() + HOUR);
          await scope.db.alertSetting.updateMany({ where: { ...member, digestAt: { lte: now } }, data: { digestAt } });
        });
    }
    if (due.length < HAND) return;
  }
}

type Member = { sellerId: string; userId: string };
type Held = { visitId: string; visitedAt: Date; customerId: string };

/** Who takes the time away sends the digest: of two workers the other one finds nothing due, and of one that dies nothing is taken. */
async function sendDigest(db: Db, { sellerId, userId }: Member, now: Date): Promise<void> {
  const { count } = await db.alertSetting.updateMany({
    where: { sellerId, userId, digestAt: { lte: now } },
    data: { digestAt: null },
  });
  if (count === 0) return;
  const held = await db.$queryRaw<Held[]>`
    DELETE FROM held_alerts h WHERE h.seller_id = ${sellerId}::uuid AND h.user_id = ${userId}::uuid
    RETURNING visit_id AS "visitId", visited_at AS "visitedAt", customer_id AS "customerId"`;
  const reader = await findReader(db, { sellerId, userId });
  if (!reader) return;
  const muted = await db.alertMark.findMany({
    where: { sellerId, userId, mark: "mute" },
    select: { customerId: true },
  });
  const silent = new Set(muted.map(({ customerId }) => customerId));
  const told = held
    .filter(({ customerId }) => !silent.has(customerId))
    .sort((a, b) => a.visitedAt.getTime() - b.visitedAt.getTime());
  const visits = await describeVisits(db, sellerId, told.slice(-SHOWN));
  const [first, last] = [visits[0], visits.at(-1)];
  if (!(first && last)) return;
  const { slug, name: sellerName, timeZone } = reader.seller;
  const day = (at: string) => dayIn(timeZone, new Date(at));
  await queueMessage(db, {
    ...{ sellerId, to: emailOf(sellerId, reader), locale: reader.locale, userId },
    ...{ template: "visit-digest", sellerName, timeZone, settings: `${appUrl()}${alertsPath(slug)}` },
    link: `${appUrl()}${analyticsPath(slug, { from: day(first.at), to: day(last.at) })}`,
    visits: visits.map(({ id, ...visit }) => ({
      ...visit,
      link: `${appUrl()}${analyticsPath(slug, { visit: id })}`,
    })),
    more: Math.max(0, told.length - SHOWN),
  });
}

/** The member, if they are still one who wants to be told; what was held for anybody else is forgotten. */
async function findReader(db: Db, { sellerId, userId }: Member) {
  return await db.member.findFirst({
    where: {
      sellerId,
      userId,
      status: "active",
      user: { status: "active" },
      seller: { status: "open" },
      alertSettings: { mode: { not: "off" } },
    },
    select: { id: true, email: true, locale: true, seller: { select: { slug: true, name: true, timeZone: true } } },
  });
}
