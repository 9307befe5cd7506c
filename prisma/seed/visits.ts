import { idAt } from "../factories/db";
import type { PastVisit } from "../factories/visits";
import type { Buyer, Context } from "./customers";
import type { Random } from "./random";

const DAYS = 90;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** A stay is another one only after so long. */
const PAUSE = 30 * MINUTE;

const DEVICES = [
  { device: "phone", browser: "Mobile Safari 18", os: "iOS" },
  { device: "phone", browser: "Chrome 142", os: "Android" },
  { device: "desktop", browser: "Chrome 142", os: "Windows" },
  { device: "desktop", browser: "Firefox 145", os: "Linux" },
  { device: "desktop", browser: "Safari 18", os: "macOS" },
  { device: "tablet", browser: "Mobile Safari 18", os: "iPadOS" },
] as const;
/** Beside their own country some order from where they happen to be. */
const ABROAD = ["CA", "MX", "DE", "AT", "CH", "FR", "IT", "NL", "GB", "SE", "AE", "JP", "ZA", "US"];

type Habit = { everyDays: number; country: string; device: (typeof DEVICES)[number]; since: number; until: number };

/** 90 days of visits: one around each order and others in between, each customer in their own rhythm; some have stopped coming. */
export function addVisits(context: Context, buyers: readonly Buyer[]): void {
  const { rows, seller, random } = context;
  const orders = Map.groupBy(
    rows.orders.filter(({ sellerId }) => sellerId === seller.id),
    ({ customerId }) => customerId,
  );
  const country = context.shop.seller.country ?? "ZZ";
  for (const [index, buyer] of buyers.entries()) {
    const ordered = (orders.get(buyer.id) ?? []).flatMap(({ placedAt }) =>
      placedAt instanceof Date ? [placedAt.getTime()] : [],
    );
    const habit = habitOf(buyer, index, country, random);
    addOwn(rows.visits, buyer, habit, [...ordered, ...lookingTimes(context.shop.utcOffset, habit, random)], random);
  }
}

function habitOf(buyer: Buyer, index: number, home: string, random: Random): Habit {
  const now = Date.now();
  // Every sixth has not been here for weeks, and orders by telephone; the demo people come first and come often.
  const stopped = index > 2 && index % 6 === 4;
  return {
    everyDays: index < 3 || stopped ? 2 : random.int(2, 12),
    country: random.chance(0.12) ? random.pick(ABROAD) : home,
    device: random.pick(DEVICES),
    since: Math.max(buyer.joined.getTime(), now - DAYS * DAY),
    until: stopped ? now - random.int(22, 40) * DAY : now,
  };
}

/** Mostly in business hours, early ones before the kitchen opens. */
function lookingTimes(utcOffset: number, { everyDays, since, until }: Habit, random: Random): number[] {
  const times: number[] = [];
  for (
    let time = since + random.next() * everyDays * DAY;
    time < until;
    time += (0.4 + random.next() * 1.2) * everyDays * DAY
  ) {
    const midnight = Math.floor(time / DAY) * DAY;
    const minute = random.chance(0.3) ? random.int(5 * 60, 8 * 60) : random.int(8 * 60, 19 * 60);
    times.push(midnight + (minute - utcOffset * 60) * MINUTE);
  }
  return times.filter((time) => time > since && time < until);
}

/** In their order, each begun before what was done in it, and none while the one before still counts. */
function addOwn(visits: PastVisit[], buyer: Buyer, habit: Habit, times: number[], random: Random): void {
  let free = habit.since;
  for (const time of times.toSorted((a, b) => a - b)) {
    const begun = time - random.int(1, 9) * MINUTE;
    // Whoever comes as one of the demo's people begins a visit of their own.
    if (begun < free || time > Math.min(habit.until, Date.now() - 45 * MINUTE)) continue;
    const visit = visitAt(buyer, habit, begun, time + random.int(0, 4) * MINUTE, random);
    visits.push(visit);
    free = visit.lastSeenAt.getTime() + PAUSE + MINUTE;
  }
}

const PAGES = ["shop", "basket", "orders", "quick-order"] as const;

function visitAt(buyer: Buyer, habit: Habit, begun: number, seen: number, random: Random): PastVisit {
  const visitedAt = new Date(begun);
  const seconds = Math.round((seen - begun) / 1000);
  const looked = PAGES.filter((page, index) => index === 0 || random.chance(page === "quick-order" ? 0.2 : 0.5));
  const share = Math.floor(seconds / looked.length);
  const pages = looked.map((page, index) => [
    page,
    { at: new Date(begun + index * share * 1000), views: random.int(1, 3), seconds: share },
  ]);
  return {
    sellerId: buyer.sellerId,
    id: idAt(visitedAt),
    customerId: buyer.id,
    visitedAt,
    lastSeenAt: new Date(seen),
    seconds: share * looked.length,
    pages: Object.fromEntries(pages),
    // Addresses of documentation: nobody's.
    ip: `203.0.113.${random.int(1, 254)}`,
    country: random.chance(0.04) ? random.pick(ABROAD) : habit.country,
    ...habit.device,
  };
}
