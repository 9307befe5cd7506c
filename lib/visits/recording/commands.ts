import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { newId } from "@/lib/db/ids";
import type { Visitor } from "@/lib/visits/recording/visitor";
import { pageKey, type ShopPage, VISIT_MINUTES } from "@/lib/visits/rules";

export type Activity = {
  sellerId: string;
  customerId: string;
  /** Members of the seller and operators are no visitors. */
  userId: string;
  visitor: Visitor;
  page: ShopPage;
  /** True: the page was opened; false: it is still being looked at. */
  opened: boolean;
  /** Since the last report. */
  seconds: number;
  /** When; absent: now, by the database's clock. */
  at?: Date;
};

export type Recorded = "started" | "continued" | null;

const RECORD = "SELECT record_activity($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS recorded";

/**
 * Writes down that a customer is active in a shop: the visit goes on, or a new one begins, with roll-up and alert in one statement and so in one
 * transaction. Of any number of first requests at once, one begins it. Null: nobody who counts.
 */
export async function recordActivity(scope: SystemScope, activity: Activity): Promise<Recorded> {
  const { sellerId, customerId, userId, at, page, opened, seconds, visitor } = activity;
  const { ip, country, device, browser, os } = visitor;
  const looked = [sellerId, customerId, userId, at ?? null, pageKey(page), opened, seconds, `${VISIT_MINUTES} minutes`];
  const values = [...looked, newId(at), ip, country, device, browser, os];
  const [row] = await scope.sql<{ recorded: Recorded }>({ name: "visit-record", text: RECORD, values });
  return row?.recorded ?? null;
}
