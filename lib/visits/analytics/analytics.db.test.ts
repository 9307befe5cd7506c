import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { addDays, dayIn, daysFrom } from "@/lib/days";
import { closeDb } from "@/lib/db/client";
import { getAnalytics } from "@/lib/visits/analytics/queries";
import { listVisits } from "@/lib/visits/queries";
import { DEVICES, MAX_RANGE_DAYS, rangeBefore } from "@/lib/visits/rules";
import { listVisitsInput, type VisitFilter, visitFilter } from "@/lib/visits/schema";
import { systemDb } from "@/prisma/factories/db";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { createVisit, makeVisitMonths } from "@/prisma/factories/visits";

beforeAll(() => makeVisitMonths("2025-09-01"));
afterAll(closeDb);

async function store(timeZone: string, customers: number) {
  const seller = await createSeller({ timeZone });
  const { userId } = await createMember({ seller });
  const scope = await storeScopeFor(userId, seller.slug);
  return {
    seller,
    scope,
    customers: await Promise.all(Array.from({ length: customers }, () => createCustomer({ seller }))),
  };
}

type Raw = { id: string; customerId: string; visitedAt: Date; country: string; device: string; ordered: boolean };

/** The same figures, counted from rows by the clock of a zone. */
function counted(rows: readonly Raw[], zone: string, filter: VisitFilter & { from: string; to: string }) {
  const clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
  const local = rows.map((row) => ({
    ...row,
    day: dayIn(zone, row.visitedAt),
    hour: Number(clock.format(row.visitedAt)),
  }));
  const who = local.filter(({ customerId }) => !filter.customer || customerId === filter.customer);
  const here = who.filter(({ country }) => !filter.country || country === filter.country);
  const within = (all: typeof here, from: string, to: string) => all.filter(({ day }) => day >= from && day <= to);
  const different = (all: typeof here) => new Set(all.map(({ customerId }) => customerId)).size;
  const totals = (all: typeof here) => ({
    visits: all.length,
    customers: different(all),
    ordered: all.filter(({ ordered }) => ordered).length,
  });
  const daysOf = (from: string, to: string) =>
    Array.from({ length: daysFrom(from, to) }, (_, n) => addDays(from, n)).map((day) => {
      const visits = within(here, day, day);
      return { day, visits: visits.length, customers: different(visits) };
    });
  const now = within(here, filter.from, filter.to);
  const before = rangeBefore(filter);
  const week = Array.from({ length: 7 }, (_, weekday) =>
    Array.from(
      { length: 24 },
      (_, hour) =>
        now.filter((visit) => visit.hour === hour && (new Date(visit.day).getUTCDay() + 6) % 7 === weekday).length,
    ),
  );
  const countries = Map.groupBy(within(who, filter.from, filter.to), ({ country }) => country);
  return {
    days: daysOf(filter.from, filter.to),
    totals: totals(now),
    before: totals(within(here, before.from, before.to)),
    beforeDays: daysOf(before.from, before.to),
    countries: [...countries]
      .map(([country, visits]) => ({ country, visits: visits.length }))
      .sort((a, b) => b.visits - a.visits || (a.country < b.country ? -1 : 1)),
    devices: DEVICES.map((device) => ({ device, visits: now.filter((visit) => visit.device === device).length })),
    week,
  };
}

function rowsOf(rows: readonly Raw[], zone: string, filter: VisitFilter & { from: string; to: string }): Raw[] {
  return rows.filter((row) => {
    const day = dayIn(zone, row.visitedAt);
    const isTheirs = !filter.customer || row.customerId === filter.customer;
    return isTheirs && (!filter.country || row.country === filter.country) && day >= filter.from && day <= filter.to;
  });
}

const COUNTRIES = ["US", "DE", "ZZ"] as const;
const traffic = fc.array(
  fc.record({
    who: fc.nat(4),
    /** Of the five days around the one on which clocks change. */
    minute: fc.nat(5 * 1440 - 1),
    country: fc.constantFrom(...COUNTRIES),
    device: fc.constantFrom(...DEVICES),
    orders: fc.boolean(),
  }),
  { maxLength: 25 },
);
const question = fc.record({
  first: fc.integer({ min: -3, max: 3 }),
  length: fc.integer({ min: 1, max: 5 }),
  country: fc.option(fc.constantFrom(...COUNTRIES), { nil: undefined }),
  who: fc.option(fc.nat(4), { nil: undefined }),
});

const ZONES: [string, string, string][] = [
  ["America/New_York", "2026-03-08", "2026-11-01"],
  ["Europe/Berlin", "2026-03-29", "2026-10-25"],
  // By half an hour.
  ["Australia/Lord_Howe", "2026-10-04", "2026-04-05"],
  // At midnight, which comes twice.
  ["America/Havana", "2026-03-08", "2026-11-01"],
];

describe.each(ZONES)("in %s", (zone, forward, back) => {
  it.each([
    ["forward", forward],
    ["back", back],
  ])(
    "what is shown is what the rows say, whatever is asked, around the day on which clocks go %s",
    async (_, changing) => {
      await fc.assert(
        fc.asyncProperty(traffic, fc.array(question, { minLength: 8, maxLength: 8 }), async (visits, questions) => {
          const { seller, scope, customers } = await store(zone, 5);
          const product = await createProduct({ seller });
          const start = Date.parse(addDays(changing, -2));
          for (const visit of visits.toSorted((a, b) => a.minute - b.minute)) {
            const customer = customers[visit.who];
            if (!customer) continue;
            const at = new Date(start + visit.minute * 60_000);
            const { country, device, orders } = visit;
            await createVisit({ customer, at, visitor: { country, device } });
            if (orders) await createOrder({ seller, customer, lines: [{ product }], placedAt: at });
          }
          const rows = await systemDb().visit.findMany({ where: { sellerId: seller.id } });
          await expectRollUp(seller.id, rows.length);
          for (const { first, length, country, who } of questions) {
            const from = addDays(changing, first);
            const customer = who === undefined ? undefined : customers[who]?.id;
            const filter = { from, to: addDays(from, length - 1), country, customer };
            expect(await getAnalytics(scope, filter)).toEqual({
              ...{ from, to: filter.to, sellerId: seller.id },
              ...counted(rows, zone, filter),
            });
            const listed = await listVisits(scope, listVisitsInput.parse({ ...filter, limit: 100, count: "1" }));
            const found = rowsOf(rows, zone, filter);
            expect(listed.total).toBe(found.length);
            expect(new Set(listed.items.map(({ id }) => id))).toEqual(new Set(found.map(({ id }) => id)));
          }
        }),
        { numRuns: 5 },
      );
    },
  );
});

/** Each roll-up alone adds up to all rows: what a question leaves out cannot hide a difference. */
async function expectRollUp(sellerId: string, visits: number): Promise<void> {
  const where = { sellerId };
  const sum = (rows: { visits: number }[]) => rows.reduce((total, row) => total + row.visits, 0);
  const days = await systemDb().visitDay.findMany({ where });
  const gaps = await systemDb().visitGap.findMany({ where });
  expect(sum(days)).toBe(visits);
  for (const rows of [gaps, await systemDb().visitHour.findMany({ where })]) {
    expect(sum(rows.filter(({ country }) => country === "all"))).toBe(visits);
    expect(sum(rows.filter(({ country }) => country !== "all"))).toBe(visits);
  }
  expect(sum(await systemDb().visitCustomer.findMany({ where }))).toBe(visits);
}

describe("a store's analytics", () => {
  const NOW = new Date("2026-11-20T17:00:00Z");
  const asked = (scope: StoreScope, filter: object = {}) => getAnalytics(scope, visitFilter.parse(filter), NOW);

  it("of a store without visits are the last 30 days with nothing on them", async () => {
    const { scope } = await store("Asia/Tokyo", 0);
    const { days, beforeDays, week, ...rest } = await asked(scope);
    const none = { visits: 0, customers: 0, ordered: 0 };
    expect(rest).toMatchObject({ from: "2026-10-23", to: "2026-11-21", totals: none, before: none, countries: [] });
    expect(days).toHaveLength(30);
    expect(beforeDays.at(-1)).toEqual({ day: "2026-10-22", visits: 0, customers: 0 });
    expect(week.map((hours) => hours.length)).toEqual(Array.from({ length: 7 }, () => 24));
    expect(week.flat().every((visits) => visits === 0)).toBe(true);
  });

  it.each([1, 10])("are right with %d visits", async (count) => {
    const { scope, customers } = await store("Asia/Tokyo", 2);
    for (let n = 0; n < count; n++) {
      const customer = customers[n % 2];
      if (customer) await createVisit({ customer, at: new Date(Date.UTC(2026, 10, 5 + n, 3)) });
    }
    const { days, totals, before, countries, week } = await asked(scope);
    expect(totals).toEqual({ visits: count, customers: Math.min(count, 2), ordered: 0 });
    expect(before.visits).toBe(0);
    expect(days.filter(({ visits }) => visits === 1)).toHaveLength(count);
    expect(countries).toEqual([{ country: "US", visits: count }]);
    // Thursday the 5th at noon in Tokyo.
    expect(week[3]?.[12]).toBe(count === 1 ? 1 : 2);
  });

  it("a customer who comes every day is one customer of the range, and one of each of its days", async () => {
    const { scope, customers } = await store("America/New_York", 1);
    const [customer] = customers;
    if (!customer) throw new Error("no customer");
    for (let day = 1; day <= 15; day++) await createVisit({ customer, at: new Date(Date.UTC(2026, 10, day, 15)) });
    const { days, totals, before } = await asked(scope, { from: "2026-11-06", to: "2026-11-10" });
    expect(days.map(({ customers }) => customers)).toEqual([1, 1, 1, 1, 1]);
    expect({ totals, before }).toMatchObject({
      totals: { visits: 5, customers: 1 },
      before: { visits: 5, customers: 1 },
    });
  });

  it("a customer who comes back after more than a year is one customer of the longest range", async () => {
    const { scope, customers } = await store("America/New_York", 1);
    const [customer] = customers;
    if (!customer) throw new Error("no customer");
    const to = "2026-11-20";
    const from = addDays(to, 1 - MAX_RANGE_DAYS);
    for (const day of [from, to]) await createVisit({ customer, at: new Date(`${day}T15:00:00Z`) });
    expect((await asked(scope, { from, to })).totals).toMatchObject({ visits: 2, customers: 1 });
    expect((await asked(scope, { from: addDays(from, 1), to })).totals).toMatchObject({ visits: 1, customers: 1 });
  });

  it("keep their days when the store moves to another zone", async () => {
    const { seller, scope, customers } = await store("Pacific/Kiritimati", 1);
    const [customer] = customers;
    if (!customer) throw new Error("no customer");
    await createVisit({ customer, at: new Date("2026-11-04T12:00:00Z") });
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { timeZone: "Pacific/Pago_Pago" } });
    const asOf = { from: "2026-11-05", to: "2026-11-05" };
    expect((await asked(scope, asOf)).totals.visits).toBe(1);
    expect((await asked(scope, { ...asOf, customer: customer.id })).totals.visits).toBe(1);
  });
});
