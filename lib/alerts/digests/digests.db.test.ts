import { afterAll, describe, expect, it } from "vitest";
import { saveAlertSettings, setAlertMark } from "@/lib/alerts/commands";
import { sendDueDigests } from "@/lib/alerts/digests/commands";
import { DEFAULT_SETTINGS } from "@/lib/alerts/rules";
import { comes, scope, store, templates, told, work } from "@/lib/alerts/test-support";
import { closeDb } from "@/lib/db/client";
import { eraseVisits } from "@/lib/visits/erasing/commands";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createVisit } from "@/prisma/factories/visits";

afterAll(closeDb);

const night = { quietFrom: 22, quietTo: 7, coolDown: 0 };

describe("quiet hours", () => {
  // New York: 22:00 is 2:00 UTC in summer and 3:00 in winter; on these nights it changes.
  it.each([
    ["an ordinary night", "2026-07-02T03:00:00Z", "2026-07-02T09:00:00Z", "2026-07-02T11:00:00Z"],
    ["the night of the spring change", "2026-03-08T04:00:00Z", "2026-03-08T08:00:00Z", "2026-03-08T11:00:00Z"],
    ["the night of the autumn change", "2026-11-01T03:00:00Z", "2026-11-01T10:00:00Z", "2026-11-01T12:00:00Z"],
  ])("across midnight, on %s: visits come together when it is seven, once", async (_night, late, early, seven) => {
    const { reader, customer, newCustomer } = await store(night);
    const other = await newCustomer();
    await comes(customer, late);
    await comes(other, early);
    const before = new Date(new Date(seven).getTime() - 1000);
    await work(before);
    expect(await templates(reader)).toEqual([]);
    await work(seven);
    await work(new Date(new Date(seven).getTime() + 60_000));
    expect(await told(reader)).toMatchObject([
      {
        template: "visit-digest",
        more: 0,
        visits: [{ at: new Date(late).toISOString() }, { at: new Date(early).toISOString() }],
      },
    ]);
    await comes(customer, new Date(new Date(seven).getTime() + 3_600_000));
    expect(await templates(reader)).toEqual(["visit-digest", "visit-alert"]);
  });
});

/** As after a lost key. */
async function damage({ sellerId, userId }: { sellerId: string; userId: string }) {
  await scope.db.member.updateMany({ where: { sellerId, userId }, data: { email: new Uint8Array([1, 2, 3]) } });
}

describe("the daily digest", () => {
  it("of a member whose address cannot be opened keeps nobody else waiting, and is tried again", async () => {
    const [ill, well] = [await store({ mode: "daily", digestHour: 7 }), await store({ mode: "daily", digestHour: 8 })];
    await damage(ill.reader);
    for (const { customer } of [ill, well]) await comes(customer, "2026-07-01T09:00:00Z");
    await work("2026-07-01T12:30:00Z");
    expect(await templates(well.reader)).toEqual(["visit-digest"]);
    const where = { sellerId: ill.seller.id, userId: ill.reader.userId };
    expect(await scope.db.alertSetting.findFirst({ where })).toMatchObject({
      digestAt: new Date("2026-07-01T13:30:00Z"),
    });
    expect(await scope.db.heldAlert.count({ where })).toBe(1);
  });

  it("says who came, when, how long and what they looked at, at its hour, and of nobody muted", async () => {
    const { seller, reader, customer, newCustomer } = await store({ mode: "daily", digestHour: 18 });
    const muted = await newCustomer();
    await comes(customer, "2026-07-01T14:00:00Z");
    await createVisit({
      customer,
      at: new Date("2026-07-01T14:03:00Z"),
      page: { kind: "basket" },
      opened: false,
      seconds: 60,
    });
    await comes(customer, "2026-07-01T16:00:00Z");
    await comes(muted, "2026-07-01T17:00:00Z");
    await setAlertMark(await storeScopeFor(reader.userId, seller.slug), { customerId: muted.id, mark: "mute" });
    await work("2026-07-01T21:59:59Z");
    expect(await told(reader)).toEqual([]);
    await work("2026-07-01T22:00:00Z");
    expect(await told(reader)).toMatchObject([
      {
        template: "visit-digest",
        visits: [
          { at: "2026-07-01T14:00:00.000Z", seconds: 60, pages: [{ kind: "shop" }, { kind: "basket" }] },
          { at: "2026-07-01T16:00:00.000Z", seconds: 0 },
        ],
        link: expect.stringContaining("from=2026-07-01&to=2026-07-01"),
      },
    ]);
  });

  it("comes once a day although two workers send, and not on a day on which nobody came", async () => {
    const { reader, customer } = await store({ mode: "daily" });
    await comes(customer, "2026-07-01T14:00:00Z");
    const due = new Date("2026-07-02T12:00:00Z");
    await Promise.all(Array.from({ length: 6 }, () => sendDueDigests(scope, due)));
    await work("2026-07-03T12:00:00Z");
    expect(await templates(reader)).toEqual(["visit-digest"]);
    await comes(customer, "2026-07-03T14:00:00Z");
    await work("2026-07-04T12:00:00Z");
    expect(await templates(reader)).toEqual(["visit-digest", "visit-digest"]);
  });

  it("that fails in between loses nothing, and nothing comes twice", async () => {
    const { seller, reader, customer } = await store({ mode: "daily" });
    await comes(customer, "2026-07-01T14:00:00Z");
    const where = { sellerId: seller.id, userId: reader.userId };
    const member = await scope.db.member.findFirstOrThrow({ where });
    const email = Uint8Array.from(member.email);
    await damage(reader);
    await sendDueDigests(scope, new Date("2026-07-02T12:00:00Z"));
    expect(await scope.db.heldAlert.count({ where })).toBe(1);
    await scope.db.member.updateMany({ where, data: { email } });
    const later = new Date("2026-07-02T13:00:00Z");
    await sendDueDigests(scope, later);
    await sendDueDigests(scope, later);
    expect(await templates(reader)).toEqual(["visit-digest"]);
  });

  it("more than an e-mail holds are counted", async () => {
    const { reader, newCustomer } = await store({ mode: "daily" });
    for (let n = 0; n < 43; n++)
      await createVisit({ customer: await newCustomer(), at: new Date(Date.UTC(2026, 6, 1, 14, n)) });
    await work("2026-07-01T15:00:00Z");
    await work("2026-07-02T12:00:00Z");
    const [digest] = await told(reader);
    expect(digest).toMatchObject({ template: "visit-digest", more: 3 });
    expect(digest?.template === "visit-digest" && digest.visits).toHaveLength(40);
  });

  it("is not written to who left, was paused or wants none any more, nor for a closed store", async () => {
    const { seller, reader, newReader, customer } = await store({ mode: "daily" });
    const [paused, off] = [await newReader({ mode: "daily" }), await newReader({ mode: "daily" })];
    const closed = await store({ mode: "daily" });
    await comes(customer, "2026-07-01T14:00:00Z");
    await comes(closed.customer, "2026-07-01T14:00:00Z");
    await scope.db.member.deleteMany({ where: { sellerId: seller.id, userId: reader.userId } });
    await scope.db.member.updateMany({
      where: { sellerId: seller.id, userId: paused.userId },
      data: { status: "deactivated" },
    });
    await saveAlertSettings(await storeScopeFor(off.userId, seller.slug), { ...DEFAULT_SETTINGS, mode: "off" });
    await scope.db.seller.updateMany({ where: { id: closed.seller.id }, data: { status: "suspended" } });
    await work("2026-07-02T12:00:00Z");
    await work(new Date(Date.now() + 86_400_000));
    expect(await told({ sellerId: seller.id })).toEqual([]);
    expect(await told(closed.reader)).toEqual([]);
    expect(await scope.db.heldAlert.count({ where: { sellerId: { in: [seller.id, closed.seller.id] } } })).toBe(0);
  });

  it("says nothing of visits that were erased meanwhile, and nothing of them is left", async () => {
    const { seller, reader, newReader, customer } = await store({ mode: "daily" });
    await newReader({ mode: "instant" });
    await comes(customer, "2026-07-01T14:00:00Z");
    const where = { sellerId: seller.id, customerId: customer.id };
    expect(await scope.db.heldAlert.count({ where })).toBe(1);
    await scope.tx((db) => eraseVisits(db, [{ sellerId: seller.id, customerId: customer.id }]));
    expect([await scope.db.heldAlert.count({ where }), await scope.db.alertCoolDown.count({ where })]).toEqual([0, 0]);
    await work("2026-07-02T12:00:00Z");
    expect(await told(reader)).toEqual([]);
  });
});
