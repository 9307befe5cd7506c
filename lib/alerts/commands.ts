import "server-only";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import { findMark, getAlertSettings } from "@/lib/alerts/queries";
import type { AlertSettings } from "@/lib/alerts/rules";
import type { AlertMarkInput, AlertSettingsInput } from "@/lib/alerts/schema";
import { nextDigest } from "@/lib/alerts/times/rules";
import { recordAudit } from "@/lib/audit/record";
import { notFoundError } from "@/lib/errors";

/** A member's own. What is held back already is told when the new settings say so. */
export async function saveAlertSettings(scope: StoreScope, input: AlertSettingsInput): Promise<void> {
  if (scope.look) throw notFoundError();
  const { seller, user, member } = scope;
  const before = await getAlertSettings(scope);
  const changed = changesOf(before, input);
  if (changed.length === 0) return;
  const { mode, coolDown, onlyWatched, quiet, digestHour, weekly } = input;
  const due = nextDigest(seller.timeZone, input, new Date());
  await scope.tx(async (db) => {
    await db.$executeRaw`
      INSERT INTO alert_settings AS a (seller_id, user_id, mode, cool_down, only_watched, quiet_from, quiet_to, digest_hour, weekly)
      VALUES (${seller.id}::uuid, ${user.id}::uuid, ${mode}, ${coolDown}::int, ${onlyWatched}, ${quiet?.from ?? null}::smallint,
        ${quiet?.to ?? null}::smallint, ${digestHour}::smallint, ${weekly})
      ON CONFLICT (seller_id, user_id) DO UPDATE SET mode = EXCLUDED.mode, cool_down = EXCLUDED.cool_down,
        only_watched = EXCLUDED.only_watched, quiet_from = EXCLUDED.quiet_from, quiet_to = EXCLUDED.quiet_to,
        digest_hour = EXCLUDED.digest_hour, weekly = EXCLUDED.weekly, updated_at = now(),
        digest_at = CASE WHEN a.digest_at IS NOT NULL THEN ${due}::timestamptz END`;
    await recordAudit(db, scope, {
      action: "alert.changed",
      targetKind: "member",
      targetId: member.id,
      data: { changed, how: mode },
    });
  });
}

function changesOf(before: AlertSettings, after: AlertSettings): (keyof AlertSettings)[] {
  const names = Object.keys(before) as (keyof AlertSettings)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Mutes a customer for this member, watches them, or neither. */
export async function setAlertMark(scope: StoreScope, { customerId, mark }: AlertMarkInput): Promise<void> {
  if (scope.look) throw notFoundError();
  const { seller, user } = scope;
  const key = { sellerId: seller.id, userId: user.id, customerId };
  const customer = await scope.db.customer.findFirst({
    where: { sellerId: seller.id, id: customerId },
    select: { id: true },
  });
  if (!customer) throw notFoundError();
  const before = await findMark(scope, customerId);
  if (before === mark) return;
  await scope.tx(async (db) => {
    if (mark === null) await db.alertMark.deleteMany({ where: key });
    else {
      await db.$executeRaw`
        INSERT INTO alert_marks (seller_id, user_id, customer_id, mark) VALUES (${seller.id}::uuid, ${user.id}::uuid, ${customerId}::uuid, ${mark})
        ON CONFLICT (seller_id, user_id, customer_id) DO UPDATE SET mark = EXCLUDED.mark, created_at = now()`;
    }
    // About whom is nobody's but theirs.
    await recordAudit(db, scope, { action: "alert.marked" });
  });
}

const DAY = 86_400_000;

/** A cool-down lasts a week at the most. */
export async function forgetCoolDowns(scope: SystemScope, now: number): Promise<void> {
  await scope.db.alertCoolDown.deleteMany({ where: { toldAt: { lt: new Date(now - 8 * DAY) } } });
}
