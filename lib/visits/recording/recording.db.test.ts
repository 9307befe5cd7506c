import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { env } from "@/lib/env";
import { recordActivity } from "@/lib/visits/recording/commands";
import { NEVER } from "@/lib/visits/rules";
import { createAlertSettings } from "@/prisma/factories/alerts";
import { createOperator, createUser } from "@/prisma/factories/people";
import { type CreatedCustomer, createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { createVisit, DESKTOP, makeVisitMonths } from "@/prisma/factories/visits";
import { withClient } from "@/scripts/support/installation";

/** The same order once more. */
const COPY = `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'checkout_key', gen_random_uuid(), 'number', floor(random() * 1e9), 'placed_at', now()))).*
  FROM orders o WHERE seller_id = $1 AND id = $2`;
const withOwner = (run: (client: pg.Client) => Promise<void>) => withClient(env().DATABASE_URL ?? "", run);

/** How many wait for a row that this connection has written. */
async function waitingFor(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))",
  );
  return rows[0]?.count ?? 0;
}

const scope = SystemScope.resolve("test");
let seller: Awaited<ReturnType<typeof createSeller>>;

beforeAll(async () => {
  await makeVisitMonths("2026-09-01");
  seller = await createSeller({ timeZone: "America/New_York" });
});
afterAll(closeDb);

const newCustomer = () => createCustomer({ seller });
const visitsOf = (customer: CreatedCustomer) =>
  scope.db.visit.findMany({
    where: { sellerId: seller.id, customerId: customer.id },
    orderBy: { visitedAt: "asc" },
  });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("a visit", () => {
  it("begins with the first page and goes on until half an hour without activity", async () => {
    const customer = await newCustomer();
    const at = minutesAgo(200);
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    expect(await createVisit({ customer, at })).toBe("started");
    for (const minutes of [1, 20, 49, 78])
      expect(await createVisit({ customer, at: later(minutes) })).toBe("continued");
    expect(await createVisit({ customer, at: later(109) })).toBe("started");
    const visits = await visitsOf(customer);
    expect(visits.map(({ visitedAt }) => visitedAt)).toEqual([at, later(109)]);
    expect(visits.map(({ lastSeenAt }) => lastSeenAt)).toEqual([later(78), later(109)]);
  });

  it("knows time, address, country, device, browser, day and hour of the seller", async () => {
    const customer = await newCustomer();
    const visitor = { ip: "2001:db8::1", country: "DE", device: "phone", browser: "Safari 18", os: "iOS" } as const;
    await createVisit({ customer, at: new Date("2026-11-10T03:30:00Z"), visitor });
    expect(await visitsOf(customer)).toMatchObject([
      { ...visitor, day: new Date("2026-11-09"), hour: 22, gap: NEVER, countryGap: NEVER, ordered: false },
    ]);
  });

  it("adds up pages, views and seconds, none longer than the time that passed", async () => {
    const customer = await newCustomer();
    const at = minutesAgo(10);
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    await createVisit({ customer, at });
    await createVisit({ customer, at: later(15), opened: false, seconds: 15 });
    await createVisit({ customer, at: later(20), page: { kind: "search", about: "oat milk" } });
    await createVisit({
      customer,
      at: later(30),
      page: { kind: "search", about: "oat milk" },
      opened: false,
      seconds: 10,
    });
    await createVisit({ customer, at: later(40) });
    await createVisit({ customer, at: later(43), opened: false, seconds: 60 });
    const [visit] = await visitsOf(customer);
    expect(visit?.seconds).toBe(15 + 10 + 8);
    expect(visit?.pages).toEqual({
      shop: { at: at.toISOString(), views: 2, seconds: 23 },
      "search:oat milk": { at: later(20).toISOString(), views: 1, seconds: 10 },
    });
  });

  it("is not looked at for longer than since it began, however often a browser says so", async () => {
    const customer = await newCustomer();
    const at = minutesAgo(10);
    await createVisit({ customer, at });
    const beat = (seconds: number) =>
      createVisit({ customer, at: new Date(at.getTime() + seconds * 1000), opened: false, seconds: 60 });
    for (let n = 0; n < 20; n++) await beat(30);
    for (let second = 31; second < 60; second++) await beat(second);
    const [visit] = await visitsOf(customer);
    expect(visit?.seconds).toBeGreaterThan(50);
    expect(visit?.seconds).toBeLessThanOrEqual(60 + 5);
  });

  it("keeps a hundred pages at the most, and its time all the same", async () => {
    const customer = await newCustomer();
    for (let n = 0; n < 105; n++)
      await createVisit({
        customer,
        at: new Date(Date.now() - 600_000 + n * 1000),
        page: { kind: "order", about: `${n}` },
        seconds: 1,
      });
    const [visit] = await visitsOf(customer);
    expect(Object.keys(visit?.pages ?? {})).toHaveLength(100);
    expect(visit?.seconds).toBe(104);
  });

  it("says in which an order was placed, and so does its day", async () => {
    const customer = await newCustomer();
    const product = await createProduct({ seller });
    const at = new Date("2026-10-05T15:00:00Z");
    const order = (minutes: number) =>
      createOrder({ seller, customer, lines: [{ product }], placedAt: new Date(at.getTime() + minutes * 60_000) });
    const visitor = { country: "SE" };
    await order(-5);
    await createVisit({ customer, at, visitor });
    expect((await visitsOf(customer))[0]?.ordered).toBe(false);
    await order(3);
    await order(4);
    await order(240);
    expect((await visitsOf(customer))[0]?.ordered).toBe(true);
    const day = { sellerId: seller.id, day: new Date("2026-10-05"), country: "SE" };
    expect(await scope.db.visitDay.findMany({ where: day })).toMatchObject([{ visits: 1, ordered: 1 }]);
  });
});

describe("who counts", () => {
  it("is an approved customer, no member of the seller and no operator", async () => {
    const [member, former, operator] = [
      await createUser(),
      await createUser(),
      { id: (await createOperator()).userId },
    ];
    await createMember({ seller, user: member });
    await createMember({ seller, user: former, status: "deactivated" });
    const visitBy = async (user: { id: string }) => createVisit({ customer: await createCustomer({ seller, user }) });
    expect(await visitBy(member)).toBeNull();
    expect(await visitBy(operator)).toBeNull();
    expect(await visitBy(former)).toBe("started");
    expect(await createVisit({ customer: await createCustomer({ seller, status: "revoked" }) })).toBeNull();
  });

  it("a member of another seller is a customer like any other", async () => {
    const user = await createUser();
    await createMember({ seller: await createSeller(), user });
    expect(await createVisit({ customer: await createCustomer({ seller, user }) })).toBe("started");
  });

  it("another seller's customer is nobody here", async () => {
    const customer = await createCustomer({ seller: await createSeller() });
    expect(await createVisit({ customer: { ...customer, sellerId: seller.id } })).toBeNull();
  });
});

describe("at once", () => {
  it("200 parallel first requests of one customer: one visit, one alert, every view counted", async () => {
    await createAlertSettings(await createMember({ seller }));
    const customer = await newCustomer();
    const requests = await Promise.all(Array.from({ length: 200 }, () => createVisit({ customer })));
    expect(requests.filter((recorded) => recorded === "started")).toHaveLength(1);
    expect(requests.filter((recorded) => recorded === "continued")).toHaveLength(199);
    const visits = await visitsOf(customer);
    expect(visits).toHaveLength(1);
    expect(visits[0]?.pages).toMatchObject({ shop: { views: 200 } });
    const where = { sellerId: seller.id, customerId: customer.id };
    expect(await scope.db.visitAlert.count({ where })).toBe(1);
    expect(await scope.db.visitCustomer.findMany({ where })).toMatchObject([{ visits: 1 }]);
  });

  it("an order placed while its visit is being written down is marked in it", async () => {
    const customer = await newCustomer();
    const { id } = await createOrder({ seller, customer, lines: [{ product: await createProduct({ seller }) }] });
    await createVisit({ customer });
    await withOwner(async (shop) => {
      // As PostgreSQL may choose by itself.
      await shop.query("SET plan_cache_mode = force_generic_plan");
      await withOwner(async (other) => {
        const place = () => shop.query(COPY, [seller.id, id]);
        await other.query("BEGIN");
        await other.query("UPDATE visits SET seconds = seconds + 1 WHERE customer_id = $1", [customer.id]);
        const placed = place();
        await expect.poll(() => waitingFor(other)).toBe(1);
        await other.query("COMMIT");
        await placed;
      });
    });
    expect(await visitsOf(customer)).toMatchObject([{ ordered: true, seconds: 1 }]);
  });

  it("100 customers of one seller in the same moment: a hundred visits, and the roll-up says so", async () => {
    const customers = await Promise.all(Array.from({ length: 100 }, newCustomer));
    const at = new Date("2026-09-15T12:00:00Z");
    const visitor = { country: "PT" };
    await Promise.all(customers.map((customer) => createVisit({ customer, at, visitor })));
    const day = { sellerId: seller.id, day: new Date("2026-09-15"), country: "PT" };
    const [row] = await scope.db.visitDay.findMany({ where: day });
    expect(row).toMatchObject({ visits: 100, device: "desktop" });
    expect(await scope.db.visitHour.findMany({ where: day })).toMatchObject([{ hour: 8, visits: 100 }]);
  });
});

describe("what is known of a customer", () => {
  it("how often, since when, last, and from when on it is longer than usual", async () => {
    const customer = await newCustomer();
    const day = (n: number) => new Date(Date.UTC(2026, 8, n, 15));
    const where = { sellerId: seller.id, customerId: customer.id };
    await createVisit({ customer, at: day(1) });
    await createVisit({ customer, at: day(5) });
    expect(await scope.db.visitCustomer.findFirst({ where })).toMatchObject({ visits: 2, overdueAt: null });
    await createVisit({ customer, at: day(11) });
    expect(await scope.db.visitCustomer.findFirst({ where })).toMatchObject({
      visits: 3,
      firstAt: day(1),
      lastAt: day(11),
      overdueAt: day(21),
    });
  });

  it("the days since the visit before, also by country", async () => {
    const customer = await newCustomer();
    const visit = (n: number, country: string, hour = 15) =>
      createVisit({ customer, at: new Date(Date.UTC(2026, 8, n, hour)), visitor: { country } });
    await visit(1, "DE");
    await visit(4, "AT");
    await visit(4, "AT", 19);
    await visit(10, "DE");
    expect((await visitsOf(customer)).map(({ gap, countryGap }) => [gap, countryGap])).toEqual([
      [NEVER, NEVER],
      [3, NEVER],
      [0, 0],
      [6, 9],
    ]);
  });
});

it("a time for which there is no month is an error, and nothing of it is written", async () => {
  const customer = await newCustomer();
  const at = new Date("2001-01-01T00:00:00Z");
  const activity = { sellerId: seller.id, customerId: customer.id, userId: customer.userId, visitor: DESKTOP, at };
  const recorded = recordActivity(scope, { ...activity, page: { kind: "shop" }, opened: true, seconds: 0 });
  await expect(recorded).rejects.toThrow(/no partition/);
  const where = { sellerId: seller.id, customerId: customer.id };
  expect(await scope.db.visitCustomer.count({ where })).toBe(0);
  expect(
    (await scope.db.customer.findFirst({ where: { sellerId: seller.id, id: customer.id } }))?.lastVisitAt,
  ).toBeNull();
});
