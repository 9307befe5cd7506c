import "server-only";
import { getTranslations } from "next-intl/server";
import type { StoreScope } from "@/lib/access/scope";
import { eachActivity } from "@/lib/audit/activity/queries";
import { sayEvent } from "@/lib/audit/rules";
import type { ActivityFilter } from "@/lib/audit/schema";
import { csvLine } from "@/lib/csv";

/** Everything that the filter finds, for a spreadsheet. */
export async function activityCsvLines(scope: StoreScope, filter: ActivityFilter): Promise<AsyncGenerator<string>> {
  const [t, tEvents] = await Promise.all([getTranslations("audit"), getTranslations("audit.events")]);
  return lines();

  async function* lines() {
    const names = ["when", "who", "role", "what", "target", "refused", "from", "device"] as const;
    yield csvLine(names.map((name) => t(`columns.${name}`)));
    for await (const items of eachActivity(scope, filter)) {
      for (const { at, actor, target, refused, ip, browser, system, ...event } of items) {
        const device = browser && system ? t("device", { browser, system }) : (browser ?? system);
        yield csvLine([
          at,
          actor.name,
          t(`actors.${actor.look}`),
          sayEvent(tEvents, event),
          target?.label || null,
          refused ? t("yes") : null,
          ip,
          device,
        ]);
      }
    }
  }
}
