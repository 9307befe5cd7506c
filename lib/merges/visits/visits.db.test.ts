import { afterAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { joinVisits, partVisits } from "@/lib/merges/visits/commands";
import { eraseVisits } from "@/lib/visits/erasing/commands";
import { systemDb } from "@/prisma/factories/db";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createVisit } from "@/prisma/factories/visits";

afterAll(closeDb);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Three customers of one seller with visits of their own, and one who never came. */
async function shop() {
  const seller = await createSeller();
  const [a, b, c, never] = await Promise.all([1, 2, 3, 4].map(() => createCustomer({ seller })));
  if (!(a && b && c && never)) throw new Error("There are four.");
  for (const days of [9, 6, 3]) await createVisit({ customer: a, at: daysAgo(days) });
  for (const days of [12, 2]) await createVisit({ customer: b, at: daysAgo(days) });
  await createVisit({ customer: c, at: daysAgo(1) });
  const where = { sellerId: seller.id };
  const state = async () => ({
    visits: await systemDb().visit.findMany({ where, orderBy: { visitedAt: "asc" } }),
    customers: await systemDb().visitCustomer.findMany({ where, orderBy: { customerId: "asc" } }),
    days: await systemDb().visitDay.findMany({ where, orderBy: { day: "asc" } }),
    hours: await systemDb().visitHour.findMany({
      where,
      orderBy: [{ day: "asc" }, { country: "asc" }, { hour: "asc" }],
    }),
    gaps: await systemDb().visitGap.findMany({ where, orderBy: [{ day: "asc" }, { country: "asc" }, { gap: "asc" }] }),
  });
  const of = (customerId: string) => systemDb().visitCustomer.findFirst({ where: { ...where, customerId } });
  const rows = (kept: { id: string }, lost: { id: string }) => ({ sellerId: seller.id, kept: kept.id, lost: lost.id });
  return { a, b, c, never, state, of, rows };
}

describe("visits of two customers who turned out to be one", () => {
  it("are the one's who goes on, with the figures of both; undone, everything is as it was, in any depth", async () => {
    const { a, b, c, state, of, rows } = await shop();
    const before = await state();
    await joinVisits(systemDb(), rows(a, b));
    expect(await of(a.id)).toMatchObject({ visits: 5, firstAt: before.visits[0]?.visitedAt });
    const joined = await state();
    expect(new Set(joined.visits.map(({ customerId }) => customerId))).toEqual(new Set([a.id, c.id]));
    expect([joined.days, joined.gaps]).toEqual([before.days, before.gaps]);
    await joinVisits(systemDb(), rows(c, a));
    expect(await of(c.id)).toMatchObject({ visits: 6 });
    await partVisits(systemDb(), rows(c, a));
    expect(await state()).toEqual(joined);
    await partVisits(systemDb(), rows(a, b));
    expect(await state()).toEqual(before);
  });

  it("come to whoever never came, and go from them again", async () => {
    const { b, never, state, of, rows } = await shop();
    const before = await state();
    await joinVisits(systemDb(), rows(never, b));
    expect(await of(never.id)).toMatchObject({ visits: 2 });
    await partVisits(systemDb(), rows(never, b));
    expect(await state()).toEqual(before);
  });

  it("erased, come back to neither", async () => {
    const { a, b, c, of, rows } = await shop();
    await joinVisits(systemDb(), rows(a, b));
    await eraseVisits(systemDb(), [{ sellerId: a.sellerId, customerId: a.id }]);
    await createVisit({ customer: a });
    await partVisits(systemDb(), rows(a, b));
    expect([await of(a.id), await of(b.id), await of(c.id)]).toMatchObject([{ visits: 1 }, null, { visits: 1 }]);
    const lost = await systemDb().customer.findFirst({ where: { sellerId: b.sellerId, id: b.id } });
    expect(lost?.lastVisitAt).toBeNull();
  });

  it("that are not kept any more leave no figures to whoever had nothing else", async () => {
    const { a, b, of, rows } = await shop();
    await joinVisits(systemDb(), rows(a, b));
    await systemDb().visit.deleteMany({
      where: { sellerId: a.sellerId, customerId: a.id, mergedFrom: { isEmpty: true } },
    });
    await partVisits(systemDb(), rows(a, b));
    expect([await of(a.id), await of(b.id)]).toMatchObject([null, { visits: 2 }]);
  });

  it("since the merge stay with whom they were written", async () => {
    const { a, b, of, rows } = await shop();
    await joinVisits(systemDb(), rows(a, b));
    await createVisit({ customer: a });
    await partVisits(systemDb(), rows(a, b));
    expect([await of(a.id), await of(b.id)]).toMatchObject([{ visits: 4 }, { visits: 2 }]);
  });
});
