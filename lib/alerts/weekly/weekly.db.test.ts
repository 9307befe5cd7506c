import { afterAll, describe, expect, it } from "vitest";
import { scope, store, told } from "@/lib/alerts/test-support";
import { sendWeeklySummaries } from "@/lib/alerts/weekly/commands";
import { closeDb } from "@/lib/db/client";
import { createAlertSettings } from "@/prisma/factories/alerts";
import { createMember } from "@/prisma/factories/sellers";
import { createVisit } from "@/prisma/factories/visits";

afterAll(closeDb);

// New York, in October: four hours behind UTC. Monday, 12 October 2026.
const EIGHT = new Date("2026-10-12T12:00:00Z");
const long = new Date("2026-01-01T00:00:00Z");
const day = (n: number, hour = 15) => new Date(Date.UTC(2026, 9, n, hour));

async function visited() {
  const place = await store({ mode: "off" });
  const admin = await createMember({ seller: place.seller, role: "admin", joinDate: long });
  const [often, once] = [place.customer, await place.newCustomer()];
  const visit = (customer: typeof often, at: Date) => createVisit({ customer, at });
  // The week before, then the week: Monday 5 to Sunday 11 by the seller's days.
  await visit(once, day(1));
  for (const at of [day(5, 3), day(5, 4), day(7), day(9), day(11), new Date("2026-10-12T03:59:00Z")])
    await visit(often, at);
  await visit(once, day(8));
  return { ...place, admin, often, once };
}

describe("the weekly summary", () => {
  it("compares the week with the one before, by day of the seller, and says who came and who stays away", async () => {
    const { seller, admin, newCustomer } = await visited();
    const late = await newCustomer();
    for (const n of [1, 2, 3]) await createVisit({ customer: late, at: new Date(Date.UTC(2026, 8, n, 15)) });
    await sendWeeklySummaries(scope, EIGHT);
    expect(await told(admin)).toMatchObject([
      {
        template: "weekly-summary",
        week: { visits: 6, customers: 2 },
        before: { visits: 2, customers: 2 },
        days: [
          { day: "2026-10-05", visits: 1 },
          { day: "2026-10-06", visits: 0 },
          { day: "2026-10-07", visits: 1 },
          { day: "2026-10-08", visits: 1 },
          { day: "2026-10-09", visits: 1 },
          { day: "2026-10-10", visits: 0 },
          { day: "2026-10-11", visits: 2 },
        ],
        top: [{ visits: 5 }, { visits: 1 }],
        late: [{ lastAt: "2026-09-03T15:00:00.000Z" }],
        link: expect.stringContaining(`/vendor/${seller.slug}/analytics?from=2026-10-05&to=2026-10-11`),
      },
    ]);
  });

  it("of an admin whose address cannot be opened keeps nobody else waiting, in this store or another", async () => {
    const [ill, well] = [await visited(), await visited()];
    const other = await createMember({ seller: ill.seller, role: "admin", joinDate: long });
    const { sellerId, userId } = ill.admin;
    await scope.db.member.updateMany({ where: { sellerId, userId }, data: { email: new Uint8Array([1, 2, 3]) } });
    await sendWeeklySummaries(scope, EIGHT);
    for (const admin of [other, well.admin])
      expect(await told(admin)).toMatchObject([{ template: "weekly-summary", week: { visits: 6 } }]);
    expect(await told(ill.admin)).toEqual([]);
  });

  it("comes once to each admin, at eight and not before, whatever workers do", async () => {
    const { admin } = await visited();
    await sendWeeklySummaries(scope, new Date(EIGHT.getTime() - 1000));
    expect(await told(admin)).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, () => sendWeeklySummaries(scope, EIGHT)));
    await sendWeeklySummaries(scope, new Date(EIGHT.getTime() + 3_600_000));
    expect(await told(admin)).toHaveLength(1);
    await sendWeeklySummaries(scope, new Date(EIGHT.getTime() + 7 * 86_400_000));
    expect(await told(admin)).toHaveLength(2);
  });

  it("to active admins who have not switched it off, and of open stores alone", async () => {
    const { seller, admin } = await visited();
    const off = await createMember({ seller, role: "admin", joinDate: long });
    await createAlertSettings(off, { mode: "instant", weekly: false });
    const others = [
      await createMember({ seller, role: "manager", joinDate: long }),
      await createMember({ seller, role: "admin", joinDate: long, status: "deactivated" }),
      await createMember({ seller, role: "admin", joinDate: new Date(EIGHT.getTime() + 1) }),
    ];
    const closed = await visited();
    await scope.db.seller.updateMany({ where: { id: closed.seller.id }, data: { status: "suspended" } });
    await sendWeeklySummaries(scope, new Date(EIGHT.getTime() + 60_000));
    expect((await told({ sellerId: seller.id })).map(({ userId }) => userId)).toEqual([admin.userId]);
    for (const member of [off, ...others, closed.admin]) expect(await told(member)).toEqual([]);
    expect(
      await scope.db.alertSetting.findFirst({ where: { sellerId: seller.id, userId: admin.userId } }),
    ).toMatchObject({
      mode: "off",
      weekly: true,
    });
  });

  it("is not written about two weeks in which nobody came", async () => {
    const { seller } = await store({ mode: "off" });
    const admin = await createMember({ seller, role: "admin", joinDate: long });
    await sendWeeklySummaries(scope, EIGHT);
    expect(await told(admin)).toEqual([]);
  });

  it("counts a week in which the clocks change", async () => {
    const { seller, customer } = await store({ mode: "off" }, { timeZone: "Europe/Berlin" });
    const admin = await createMember({ seller, role: "admin", joinDate: long });
    // Sunday, 25 October, has 25 hours: from 22:00 UTC to 23:00 UTC.
    for (const at of ["2026-10-24T21:59:00Z", "2026-10-24T22:30:00Z", "2026-10-25T22:59:00Z"])
      await createVisit({ customer, at: new Date(at) });
    await sendWeeklySummaries(scope, new Date("2026-10-26T06:59:59Z"));
    expect(await told(admin)).toEqual([]);
    await sendWeeklySummaries(scope, new Date("2026-10-26T07:00:00Z"));
    const [summary] = await told(admin);
    expect(summary?.template === "weekly-summary" && summary.days.slice(-2)).toEqual([
      { day: "2026-10-24", visits: 1 },
      { day: "2026-10-25", visits: 2 },
    ]);
  });
});
