import "server-only";
import { headers } from "next/headers";
import { after } from "next/server";
import { cache } from "react";
import { type ShopScope, SystemScope } from "@/lib/access/scope";
import { logger } from "@/lib/logger";
import { announceVisit } from "@/lib/visits/live/commands";
import { type Activity, recordActivity } from "@/lib/visits/recording/commands";
import { visitorOf } from "@/lib/visits/recording/visitor";
import { shopPageAt } from "@/lib/visits/rules";
import type { BeatInput } from "@/lib/visits/schema";

/** Once per rendered page, however many of its parts ask: writes down the look at it when the answer is out, so that no page waits. */
export const seeShopPage = cache(async (scope: ShopScope): Promise<void> => {
  const list = await headers();
  // Set by scripts/server alone: somebody opens a page; no HEAD, no prefetch, no action.
  if (!list.has("x-page-view")) return;
  const visitor = visitorOf(list);
  const page = shopPageAt(scope.seller.slug, list.get("x-path") ?? "");
  if (!(visitor && page)) return;
  after(() => recordQuietly(scope, { visitor, page, opened: true, seconds: 0 }));
});

/** A page is still being looked at, as its browser reports. */
export async function recordBeat(scope: ShopScope, { page: address, seconds }: BeatInput): Promise<null> {
  const visitor = visitorOf(await headers());
  const page = shopPageAt(scope.seller.slug, address);
  if (visitor && page) await recordQuietly(scope, { visitor, page, opened: false, seconds });
  return null;
}

type Look = Pick<Activity, "visitor" | "page" | "opened" | "seconds">;

/** A visit that cannot be written down is no reason to fail anything. */
async function recordQuietly(scope: ShopScope, look: Look): Promise<void> {
  const { seller, customer, user, origin } = scope;
  const system = SystemScope.resolve("visit", { origin, actorId: user.id });
  try {
    const who = { sellerId: seller.id, customerId: customer.id, userId: user.id };
    const recorded = await recordActivity(system, { ...who, ...look });
    if (recorded === "started" || (recorded && look.opened)) announceVisit(seller.id);
  } catch (error) {
    logger.warn({ sellerId: seller.id, err: error }, "visit not recorded");
  }
}
