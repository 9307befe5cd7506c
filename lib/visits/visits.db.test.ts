import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { listLastVisits, listLateCustomers } from "@/lib/visits/customers/queries";
import { eachVisit, findVisit, hasVisits, listPresent, listVisits } from "@/lib/visits/queries";
import { listVisitorsInput, listVisitsInput } from "@/lib/visits/schema";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import {
  createCustomer,
  createMember,
  createSeller,
  type NewCustomer,
  type NewSeller,
} from "@/prisma/factories/sellers";
import { createCategory, createOrder, createProduct } from "@/prisma/factories/trade";
import { createVisit, makeVisitMonths } from "@/prisma/factories/visits";

beforeAll(() => makeVisitMonths("2026-10-01"));
afterAll(closeDb);

async function store(options: NewSeller = {}) {
  const seller = await createSeller({ timeZone: "America/New_York", ...options });
  const { userId } = await createMember({ seller });
  const customer = (more: Omit<NewCustomer, "seller"> = {}) => createCustomer({ seller, ...more });
  return { seller, scope: await storeScopeFor(userId, seller.slug), customer };
}
type Store = Awaited<ReturnType<typeof store>>;

const NOW = new Date("2026-11-20T17:00:00Z");
const minutesBefore = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const list = ({ scope }: Store, input: object = {}) => listVisits(scope, listVisitsInput.parse(input), NOW);

describe("the list of visits", () => {
  it("says who, when, from where, with what, for how long, and what was looked at by its name", async () => {
    const { seller, ...rest } = await store();
    const shop = { seller, ...rest };
    const customer = await rest.customer({ user: await createUser({ name: "Nina Park" }), company: "Park Deli" });
    const category = await createCategory({ seller, name: "Cheese" });
    const at = minutesBefore(60);
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    await createVisit({ customer, at });
    await createVisit({ customer, at: later(20), page: { kind: "category", about: category.id } });
    await createVisit({ customer, at: later(30), page: { kind: "category", about: newId() } });
    await createVisit({ customer, at: later(40), page: { kind: "search", about: "oat: milk" } });
    await createVisit({ customer, at: later(50), page: { kind: "order", about: "1001" }, seconds: 9 });
    const { items, nextCursor, sellerId, total } = await list(shop, { count: "1" });
    expect({ nextCursor, sellerId, total }).toEqual({ nextCursor: null, sellerId: seller.id, total: 1 });
    expect(items).toMatchObject([
      {
        visitedAt: at.toISOString(),
        lastSeenAt: later(50).toISOString(),
        customer: { id: customer.id, name: "Nina Park", company: "Park Deli" },
        ...{ country: "US", device: "desktop", browser: "Firefox 140", os: "Linux", ip: "203.0.113.7" },
        ...{ seconds: 9, ordered: false },
        pages: [
          { kind: "shop", label: null, views: 1 },
          { kind: "category", label: "Cheese", about: category.id },
          { kind: "category", label: null },
          { kind: "search", label: "oat: milk" },
          { kind: "order", label: "1001", at: later(50).toISOString(), seconds: 9 },
        ],
      },
    ]);
  });

  it("comes in pages, newest first, each row once, and the first says how many there are", async () => {
    const shop = await store();
    const customers = await Promise.all(Array.from({ length: 5 }, () => shop.customer()));
    // Several in the same moment: the id decides.
    for (const customer of customers)
      for (const hour of [3, 2, 1]) await createVisit({ customer, at: minutesBefore(hour * 60) });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(shop, { limit: 4, ...(cursor ? { cursor } : { count: "1" }) });
      if (!cursor) expect(page.total).toBe(15);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = (await list(shop, { limit: 100 })).items;
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(new Set(seen).size).toBe(15);
    const times = all.map(({ visitedAt }) => visitedAt);
    expect(times).toEqual(times.toSorted().reverse());
    const exported: string[] = [];
    for await (const items of eachVisit(shop.scope, {}, NOW, 4)) exported.push(...items.map(({ id }) => id));
    expect(exported).toEqual(seen);
  });

  it("is narrowed by day, country, customer and whether something was ordered, one with the other", async () => {
    const shop = await store();
    const [one, two] = [await shop.customer(), await shop.customer()];
    // Midnight in New York is 05:00 UTC.
    await createVisit({ customer: one, at: new Date("2026-11-10T04:59:00Z"), visitor: { country: "DE" } });
    await createVisit({ customer: one, at: new Date("2026-11-10T05:30:00Z"), visitor: { country: "US" } });
    await createVisit({ customer: two, at: new Date("2026-11-11T04:59:00Z"), visitor: { country: "DE" } });
    await createVisit({ customer: two, at: new Date("2026-11-11T06:00:00Z"), visitor: { country: "DE" } });
    const product = await createProduct({ seller: shop.seller });
    const placedAt = new Date("2026-11-11T06:01:00Z");
    await createOrder({ seller: shop.seller, customer: two, lines: [{ product }], placedAt });
    const times = async (filter: object) => {
      const { items, total } = await list(shop, { ...filter, count: "1" });
      expect(total).toBe(items.length);
      return items.map(({ visitedAt }) => visitedAt.slice(8, 16));
    };
    expect(await times({ from: "2026-11-10", to: "2026-11-10" })).toEqual(["11T04:59", "10T05:30"]);
    expect(await times({ from: "2026-11-09", to: "2026-11-09" })).toEqual(["10T04:59"]);
    expect(await times({ country: "DE" })).toEqual(["11T06:00", "11T04:59", "10T04:59"]);
    expect(await times({ customer: one.id })).toEqual(["10T05:30", "10T04:59"]);
    expect(await times({ ordered: "no" })).toEqual(["11T04:59", "10T05:30", "10T04:59"]);
    expect(await times({ customer: two.id, country: "DE", ordered: "no", to: "2026-11-12" })).toEqual(["11T04:59"]);
    expect(await times({ from: "2026-11-11", to: "2026-11-11", ordered: "no" })).toEqual([]);
  });

  it("counts what is there, also where of older days only the roll-up is kept", async () => {
    const shop = await store();
    const customer = await shop.customer();
    for (const at of ["2026-10-30T15:00Z", "2026-11-01T03:00Z", "2026-11-01T16:00Z", "2026-11-02T16:00Z"])
      await createVisit({ customer, at: new Date(at) });
    // As when the month of October is dropped, in the middle of the first day in New York.
    await systemDb().visit.deleteMany({
      where: { sellerId: shop.seller.id, visitedAt: { lt: new Date("2026-11-01") } },
    });
    expect(await list(shop, { count: "1" })).toMatchObject({ total: 3, items: { length: 3 } });
  });
});

describe("who is in the shop now", () => {
  it("was seen within two minutes, also after hours; newcomers first", async () => {
    const shop = await store();
    const [gone, long, fresh] = [await shop.customer(), await shop.customer(), await shop.customer()];
    await createVisit({ customer: gone, at: minutesBefore(3) });
    for (let minutes = 200; minutes >= 1; minutes -= 20)
      await createVisit({ customer: long, at: minutesBefore(minutes) });
    await createVisit({ customer: long, at: minutesBefore(1.9), page: { kind: "basket" } });
    await createVisit({ customer: fresh, at: minutesBefore(1) });
    const { items, total } = await listPresent(shop.scope, NOW);
    expect(total).toBe(2);
    expect(items.map(({ customer }) => customer.id)).toEqual([fresh.id, long.id]);
    expect(items[1]?.pages.at(-1)?.kind).toBe("basket");
    expect(await listPresent(shop.scope, NOW, 1)).toMatchObject({ total: 2, items: { length: 1 } });
  });
});

describe("customers by their visits", () => {
  it("those who have not come for longer than usual; whose access ended are not missed", async () => {
    const shop = await store();
    const day = (n: number) => new Date(Date.UTC(2026, 10, n, 15));
    const visitsOn = async (days: number[]) => {
      const customer = await shop.customer();
      for (const n of days) await createVisit({ customer, at: day(n) });
      return customer;
    };
    const [daily, weekly] = [await visitsOn([1, 2, 3]), await visitsOn([1, 8, 15])];
    const [rare, revoked] = [await visitsOn([1, 4]), await visitsOn([1, 2, 3])];
    await systemDb().customer.updateMany({
      where: { sellerId: shop.seller.id, id: revoked.id },
      data: { status: "revoked" },
    });
    const late = await listLateCustomers(shop.scope, { limit: 20, cursor: undefined }, NOW);
    expect(late.items).toMatchObject([
      {
        customer: { id: daily.id },
        visits: 3,
        lastAt: day(3).toISOString(),
        overdueAt: day(6).toISOString(),
        usualDays: 1,
      },
    ]);
    const later = await listLateCustomers(shop.scope, { limit: 1, cursor: undefined }, day(30));
    expect(later.items.map(({ customer, usualDays }) => [customer.id, usualDays])).toEqual([[weekly.id, 7]]);
    const { cursor } = listVisitorsInput.parse({ cursor: later.nextCursor });
    const rest = await listLateCustomers(shop.scope, { limit: 1, cursor }, day(30));
    expect(rest.items.map(({ customer }) => customer.id)).toEqual([daily.id]);
    expect(rest.nextCursor).toBeNull();
    const last = await listLastVisits(shop.scope, { limit: 20, cursor: undefined });
    expect(last.items.map(({ customer }) => customer.id)).toEqual([weekly.id, rare.id, daily.id]);
    expect(last.items[1]).toMatchObject({ visits: 2, overdueAt: null, usualDays: null });
  });
});

describe("one visit", () => {
  it("is found by its id alone, also when it was written down long after it happened, and by its own seller alone", async () => {
    const [here, there] = [await store(), await store()];
    expect(await hasVisits(here.scope)).toBe(false);
    const customer = await here.customer({ name: "Nina" });
    await createVisit({ customer, at: new Date("2026-10-05T12:00:00Z") });
    await createVisit({ customer });
    const rows = await systemDb().visit.findMany({
      where: { sellerId: here.seller.id },
      orderBy: { visitedAt: "asc" },
    });
    expect(rows).toHaveLength(2);
    for (const { id, visitedAt } of rows) {
      expect(await findVisit(here.scope, id)).toMatchObject({
        id,
        visitedAt: visitedAt.toISOString(),
        customer: { name: "Nina" },
      });
      expect(await findVisit(there.scope, id)).toBeNull();
    }
    expect(await findVisit(here.scope, newId())).toBeNull();
    expect(await findVisit(here.scope, "ffffffff-ffff-7fff-bfff-ffffffffffff")).toBeNull();
    expect([await hasVisits(here.scope), await hasVisits(there.scope)]).toEqual([true, false]);
  });
});
