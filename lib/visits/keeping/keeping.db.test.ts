import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { keepVisits } from "@/lib/visits/keeping/commands";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createVisit, makeVisitMonths } from "@/prisma/factories/visits";

const scope = SystemScope.resolve("test");
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);
let owner: pg.Client;

beforeAll(async () => {
  owner = await connectOwner();
  await makeVisitMonths(daysAgo(550).toISOString().slice(0, 10));
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

async function months(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'visit_months'::regnamespace AND relkind = 'r' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}
const monthOf = (time: Date) => `visits_${time.toISOString().slice(0, 7).replace("-", "_")}`;
const addressesOf = async (sellerId: string) =>
  (await scope.db.visit.findMany({ where: { sellerId }, orderBy: { visitedAt: "asc" }, select: { ip: true } })).map(
    ({ ip }) => ip,
  );

describe("how long visits are kept", () => {
  it("months older than thirteen go whole and those to come are there; the roll-ups stay, and say what was", async () => {
    const seller = await createSeller();
    const customer = await createCustomer({ seller });
    for (const days of [500, 470, 100, 1]) await createVisit({ customer, at: daysAgo(days) });
    expect(await months()).toContain(monthOf(daysAgo(500)));
    await keepVisits(scope);
    const left = await months();
    expect(left).not.toContain(monthOf(daysAgo(500)));
    expect(left).toContain(monthOf(daysAgo(390)));
    expect(left).toContain(monthOf(new Date(Date.now() + 80 * DAY)));
    const where = { sellerId: seller.id };
    expect(await scope.db.visit.count({ where })).toBe(2);
    const { _sum } = await scope.db.visitDay.aggregate({ where, _sum: { visits: true } });
    expect(_sum.visits).toBe(4);
    const all = { where: { ...where, country: "all" }, _sum: { visits: true } } as const;
    expect((await scope.db.visitGap.aggregate(all))._sum.visits).toBe(4);
  });

  it("whoever reads for long, a backup above all, holds up no month to come and nobody's shop; what fails keeps the rest from nothing", async () => {
    const seller = await createSeller();
    const customer = await createCustomer({ seller });
    await makeVisitMonths(daysAgo(550).toISOString().slice(0, 10));
    await createVisit({ customer, at: daysAgo(60) });
    const ahead = async (count: number) =>
      await scope.db.$queryRaw`SELECT make_visit_months((now() AT TIME ZONE 'UTC')::date, ${count}::int)`;
    await owner.query("BEGIN; SELECT count(*) FROM visits");
    try {
      await ahead(7);
      expect(await months()).toContain(monthOf(new Date(Date.now() + 190 * DAY)));
      await expect(keepVisits(scope)).rejects.toThrow(/lock timeout/);
      expect(await addressesOf(seller.id)).toEqual(["203.0.113.0/24"]);
    } finally {
      await owner.query("COMMIT");
    }
    await keepVisits(scope);
    expect(await months()).not.toContain(monthOf(daysAgo(500)));
  });

  it("months of the last thirteen are dropped by nobody, whatever the worker asks", async () => {
    const drop = scope.db.$queryRaw`SELECT drop_visit_months((now() - interval '12 months')::date)`;
    await expect(drop).rejects.toThrow(/last thirteen months stay/);
  });

  it("a store that keeps them for less long: its rows go, nobody else's do", async () => {
    const [brief, long] = [await createSeller(), await createSeller()];
    await scope.db.seller.updateMany({ where: { id: brief.id }, data: { visitMonths: 3 } });
    for (const seller of [brief, long]) {
      const customer = await createCustomer({ seller });
      for (const days of [200, 120, 80, 1]) await createVisit({ customer, at: daysAgo(days) });
    }
    await keepVisits(scope, 1);
    const count = (sellerId: string) => scope.db.visit.count({ where: { sellerId } });
    expect([await count(brief.id), await count(long.id)]).toEqual([2, 4]);
    const { _sum } = await scope.db.visitDay.aggregate({ where: { sellerId: brief.id }, _sum: { visits: true } });
    expect(_sum.visits).toBe(4);
  });

  it("addresses are shortened to their network when their days are over, of each store by its own", async () => {
    const [usual, never] = [await createSeller(), await createSeller()];
    await scope.db.seller.updateMany({ where: { id: never.id }, data: { visitIpDays: 0 } });
    const visitors = ["203.0.113.77", "2001:db8:aaaa:bbbb::1"].map((ip) => ({ ip }));
    for (const seller of [usual, never]) {
      for (const visitor of visitors) {
        const customer = await createCustomer({ seller });
        await createVisit({ customer, at: daysAgo(40), visitor });
        await createVisit({ customer, at: daysAgo(2), visitor });
      }
    }
    const networks = ["203.0.113.0/24", "2001:db8:aaaa::/48"];
    // Never kept whole: already when it is written.
    expect((await addressesOf(never.id)).toSorted()).toEqual([...networks, ...networks].toSorted());
    await keepVisits(scope, 1);
    expect((await addressesOf(usual.id)).slice(0, 2).toSorted()).toEqual(networks.toSorted());
    expect((await addressesOf(usual.id)).slice(2).toSorted()).toEqual(visitors.map(({ ip }) => ip).toSorted());
    await keepVisits(scope);
    expect((await addressesOf(usual.id)).slice(2).toSorted()).toEqual(visitors.map(({ ip }) => ip).toSorted());
  });
});
