import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { workOnAlerts } from "@/lib/alerts/telling/commands";
import { closeDb } from "@/lib/db/client";
import { cleanUp } from "@/lib/jobs/clean-up";
import { eraseCustomerVisits } from "@/lib/visits/erasing/commands";
import { createAlertSettings } from "@/prisma/factories/alerts";
import { daysAgo, systemDb } from "@/prisma/factories/db";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createVisit, makeVisitMonths } from "@/prisma/factories/visits";

beforeAll(() => makeVisitMonths("2026-03-01"));
afterAll(closeDb);

async function store(timeZone = "Europe/Berlin") {
  const seller = await createSeller({ timeZone });
  const { userId } = await createMember({ seller, role: "manager" });
  const scope = await storeScopeFor(userId, seller.slug);
  return { seller, scope, customers: await Promise.all([1, 2, 3].map(() => createCustomer({ seller }))) };
}

/** All that is counted of a seller's visits. */
async function counted({ seller: { id: sellerId } }: StoreScope) {
  const db = systemDb();
  const where = { sellerId };
  const by = { orderBy: [{ day: "asc" as const }, { country: "asc" as const }] };
  return {
    days: await db.visitDay.findMany({ where, orderBy: [...by.orderBy, { device: "asc" }] }),
    hours: await db.visitHour.findMany({ where, orderBy: [...by.orderBy, { hour: "asc" }] }),
    gaps: await db.visitGap.findMany({ where, orderBy: [...by.orderBy, { gap: "asc" }] }),
    customers: await db.visitCustomer.findMany({ where, orderBy: { customerId: "asc" } }),
  };
}

const at = (hour: number) => new Date(Date.UTC(2026, 2, 28) + hour * 3_600_000);
const traffic = fc.array(
  fc.record({
    who: fc.nat(2),
    // From the day before summer begins to the day after.
    hour: fc.nat(71),
    country: fc.constantFrom("DE", "AT", "ZZ"),
    device: fc.constantFrom("phone" as const, "desktop" as const),
  }),
  { minLength: 1, maxLength: 25 },
);

describe("erasing a customer's visits", () => {
  it("waits in no circle with those who come at that moment, and takes nothing of theirs", async () => {
    const { seller, scope, customers } = await store();
    const [first, ...others] = customers;
    if (!first) throw new Error("There are three.");
    for (let round = 0; round < 12; round++) {
      const visit = { at: at(round), visitor: { country: ["DE", "AT"][round % 2] ?? "DE" } };
      await createVisit({ customer: first, ...visit });
      await Promise.all([
        eraseCustomerVisits(scope, { customerId: first.id }),
        ...others.map((customer) => createVisit({ customer, ...visit })),
      ]);
    }
    const { days, hours, gaps } = await counted(scope);
    const sum = (rows: { visits: number }[]) => rows.reduce((total, { visits }) => total + visits, 0);
    expect([sum(days), sum(hours) / 2, sum(gaps) / 2]).toEqual([24, 24, 24]);
    expect(await systemDb().visit.count({ where: { sellerId: seller.id } })).toBe(24);
  });

  it("takes what members were told of them out of the outbox, and nobody else's", async () => {
    const [one, other] = [await store(), await store()];
    for (const { seller, customers } of [one, other]) {
      await createAlertSettings(await createMember({ seller }));
      if (customers[0]) await createVisit({ customer: customers[0] });
    }
    await workOnAlerts(SystemScope.resolve("test"));
    const told = async ({ seller }: typeof one) =>
      (await systemDb().message.findMany({ where: { sellerId: seller.id }, select: { template: true } })).length;
    expect([await told(one), await told(other)]).toEqual([1, 1]);
    await systemDb().message.updateMany({ where: { template: "visit-alert" }, data: { status: "delivered" } });
    await eraseCustomerVisits(one.scope, { customerId: one.customers[0]?.id ?? "" });
    expect([await told(one), await told(other)]).toEqual([0, 1]);
    await systemDb().message.updateMany({ where: { sellerId: other.seller.id }, data: { createdAt: daysAgo(31) } });
    await cleanUp(SystemScope.resolve("test"));
    expect(await told(other)).toBe(0);
  });

  it("leaves everything as if they had never come, whatever the traffic, over the change of the clocks", async () => {
    await fc.assert(
      fc.asyncProperty(traffic, async (visits) => {
        const [one, other] = [await store(), await store()];
        const sorted = visits.toSorted((a, b) => a.hour - b.hour);
        for (const { who, hour, country, device } of sorted) {
          const visit = { at: at(hour), visitor: { country, device } };
          const [mine, theirs] = [one.customers[who], other.customers[who]];
          if (mine) await createVisit({ customer: mine, ...visit });
          // At the other store the first customer never comes.
          if (theirs && who > 0) await createVisit({ customer: theirs, ...visit });
        }
        const first = one.customers[0];
        if (!first) throw new Error("There are three.");
        await eraseCustomerVisits(one.scope, { customerId: first.id });
        const plain = (all: Awaited<ReturnType<typeof counted>>) => ({
          days: all.days.map(({ sellerId: _, ...day }) => day),
          gaps: all.gaps.map(({ sellerId: _, ...gap }) => gap),
          customers: all.customers
            .map(({ visits: count, firstAt, lastAt }) => ({ count, firstAt, lastAt }))
            .toSorted((a, b) => a.firstAt.getTime() - b.firstAt.getTime() || a.lastAt.getTime() - b.lastAt.getTime()),
        });
        expect(plain(await counted(one.scope))).toEqual(plain(await counted(other.scope)));
        const where = { sellerId: one.seller.id, customerId: first.id };
        expect(await systemDb().visit.count({ where })).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  it("is told in the activity with the number, lets them come anew, and is nobody else's to do", async () => {
    const { scope, seller, customers } = await store();
    const [customer] = customers;
    if (!customer) throw new Error("There are three.");
    await createVisit({ customer });
    expect(await eraseCustomerVisits(scope, { customerId: customer.id })).toEqual({ erased: 1 });
    const events = await systemDb().auditEvent.findMany({ where: { sellerId: seller.id, targetId: customer.id } });
    expect(events).toMatchObject([{ action: "customer.visits_erased", actorId: scope.user.id, data: { count: 1 } }]);
    expect(await createVisit({ customer })).toBe("started");
    const other = await store();
    await expect(eraseCustomerVisits(other.scope, { customerId: customer.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await systemDb().visit.count({ where: { sellerId: seller.id } })).toBe(1);
  });

  it("while they are in the shop: one whole end, and the figures agree", async () => {
    const { scope, seller, customers } = await store();
    const [customer] = customers;
    if (!customer) throw new Error("There are three.");
    for (let round = 0; round < 20; round++) {
      const began = new Date(Date.now() - (20 - round) * 3_600_000);
      await Promise.all([
        createVisit({ customer, at: began }),
        eraseCustomerVisits(scope, { customerId: customer.id }),
      ]);
      const [rows, { days }] = [await systemDb().visit.count({ where: { sellerId: seller.id } }), await counted(scope)];
      expect(days.reduce((sum, day) => sum + day.visits, 0)).toBe(rows);
    }
  });
});
