import { SystemScope } from "@/lib/access/scope";
import { type Activity, type Recorded, recordActivity } from "@/lib/visits/recording/commands";
import type { Visitor } from "@/lib/visits/recording/visitor";

export const DESKTOP: Visitor = {
  ip: "203.0.113.7",
  country: "US",
  device: "desktop",
  browser: "Firefox 140",
  os: "Linux",
};

type NewVisit = {
  customer: { id: string; sellerId: string; userId: string };
  at?: Date;
  visitor?: Partial<Visitor>;
} & Partial<Pick<Activity, "page" | "opened" | "seconds">>;

/** A customer is active in the shop: their visit goes on, or a new one begins, as when they really come. */
export function createVisit({ customer, visitor, ...activity }: NewVisit): Promise<Recorded> {
  return recordActivity(SystemScope.resolve("factory"), {
    sellerId: customer.sellerId,
    customerId: customer.id,
    userId: customer.userId,
    visitor: { ...DESKTOP, ...visitor },
    page: { kind: "shop" },
    opened: true,
    seconds: 0,
    ...activity,
  });
}

/** For visits of a fixed time: the months since then, however long ago that will be. */
export async function makeVisitMonths(since: string): Promise<void> {
  await SystemScope.resolve("factory").db.$queryRaw`SELECT make_visit_months(${since}::date, 0)`;
}
