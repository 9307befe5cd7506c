import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { getAnalytics } from "@/lib/visits/analytics/queries";
import { listLastVisits, listLateCustomers } from "@/lib/visits/customers/queries";
import { eachVisit, listPresent, listVisits } from "@/lib/visits/queries";
import { listVisitorsInput, listVisitsInput } from "@/lib/visits/schema";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { type CreatedCustomer, createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createCategory } from "@/prisma/factories/trade";
import { createVisit, makeVisitMonths } from "@/prisma/factories/visits";

const NOW = new Date("2026-11-20T17:00:00Z");
const minutesBefore = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

type Store = { scope: StoreScope; customer: CreatedCustomer; category: { id: string } };
let ours: Store;
let theirs: Store;

async function store(days: number[]): Promise<Store> {
  const seller = await createSeller();
  const { userId } = await createMember({ seller });
  const customer = await createCustomer({ seller });
  for (const day of days) await createVisit({ customer, at: minutesBefore(day * 1440), visitor: { country: "DE" } });
  const category = await createCategory({ seller, name: `Secret of ${seller.slug}` });
  return { scope: await storeScopeFor(userId, seller.slug), customer, category };
}

beforeAll(async () => {
  await makeVisitMonths("2026-09-01");
  ours = await store([12, 11, 10]);
  theirs = await store([9, 8, 7, 6, 5]);
  await createVisit({ customer: theirs.customer, at: minutesBefore(1), visitor: { country: "DE" } });
});
afterAll(closeDb);

const list = ({ scope }: Store, input: object = {}) => listVisits(scope, listVisitsInput.parse(input), NOW);

describe("a store sees nothing of another's visits", () => {
  it("by itself, by country, by days, by whether something was ordered, or counted", async () => {
    for (const filter of [{}, { country: "DE" }, { from: "2026-10-01", to: "2026-11-20" }, { ordered: "no" }]) {
      const { items, total } = await list(ours, { ...filter, count: "1" });
      expect(total).toBe(3);
      expect(new Set(items.map(({ customer }) => customer.id))).toEqual(new Set([ours.customer.id]));
    }
  });

  it("by the id of another's customer", async () => {
    const customer = theirs.customer.id;
    expect(await list(ours, { customer, count: "1" })).toMatchObject({ items: [], total: 0, nextCursor: null });
    const { totals, before, countries, week } = await getAnalytics(ours.scope, { customer }, NOW);
    expect([totals.visits, totals.customers, before.visits, countries, week.flat().every((n) => n === 0)]).toEqual([
      ...[0, 0, 0],
      ...[[], true],
    ]);
    const exported: unknown[] = [];
    for await (const items of eachVisit(ours.scope, { customer }, NOW)) exported.push(...items);
    expect(exported).toEqual([]);
  });

  it("by the cursor of another's list: it is a place in time, and nothing more", async () => {
    const { nextCursor } = await list(theirs, { limit: 5 });
    const { items, total } = await list(ours, { cursor: nextCursor, count: "1" });
    expect(total).toBe(3);
    expect(items.map(({ customer }) => customer.id)).toEqual(Array.from({ length: 3 }, () => ours.customer.id));
  });

  it("in its figures", async () => {
    const { totals, countries } = await getAnalytics(ours.scope, { country: "DE" }, NOW);
    expect({ totals, countries }).toEqual({
      totals: { visits: 3, customers: 1, ordered: 0 },
      countries: [{ country: "DE", visits: 3 }],
    });
  });

  it("among those who are there, late, or came last", async () => {
    expect(await listPresent(ours.scope, NOW)).toMatchObject({ items: [], total: 0 });
    expect((await listPresent(theirs.scope, NOW)).total).toBe(1);
    const { nextCursor } = await listLastVisits(theirs.scope, { limit: 1, cursor: undefined });
    expect(nextCursor).toBeNull();
    const { cursor } = listVisitorsInput.parse({});
    for (const read of [listLastVisits, listLateCustomers]) {
      const { items } = await read(ours.scope, { limit: 20, cursor }, NOW);
      expect(items.map(({ customer }) => customer.id)).toEqual([ours.customer.id]);
    }
  });

  it("in the name of a category whose id somebody put into an address", async () => {
    const page = { kind: "category" as const, about: theirs.category.id };
    await createVisit({ customer: ours.customer, at: minutesBefore(3 * 1440), page });
    const { items } = await list(ours, { limit: 1 });
    expect(items[0]?.pages).toMatchObject([{ kind: "category", about: theirs.category.id, label: null }]);
  });
});
