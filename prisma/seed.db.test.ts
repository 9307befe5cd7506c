import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contactLookups } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import { recomputePayout } from "@/lib/payouts/deciding/commands";
import { profileInput } from "@/lib/sellers/profile/schema";
import { systemDb } from "./factories/db";
import { contactOf } from "./factories/people";
import { accountScopeFor, operatorScopeFor, shopScopeFor, storeScopeFor } from "./factories/scopes";
import { seed } from "./seed";

beforeAll(seed, 60_000);
afterAll(closeDb);

async function userOf(contact: string): Promise<string> {
  const found = await systemDb().contact.findFirst({
    where: { lookup: { in: contactLookups(contactOf(contact)) } },
    select: { userId: true },
  });
  return found?.userId ?? "";
}

describe("demo data", () => {
  it("refuses a database that has people in it", async () => {
    await expect(seed()).rejects.toThrow("There are people in this database already");
  });

  it("has the people of ui.md in their places", async () => {
    const nina = await userOf("+1 202 555 0101");
    expect(await userOf("nina@example.com")).toBe(nina);
    await shopScopeFor(nina, "harbor-foods");
    await expect(shopScopeFor(nina, "alpine-tools")).rejects.toThrow("errors.notFound");

    const omar = await userOf("omar@example.com");
    const lists = await Promise.all(
      ["harbor-foods", "alpine-tools"].map(async (slug) => (await shopScopeFor(omar, slug)).customer.priceListId),
    );
    expect(new Set(lists).size).toBe(2);
    expect(lists).not.toContain(null);

    const lena = await accountScopeFor(await userOf("+1 202 555 0103"));
    expect(await lena.db.customer.findMany({ select: { status: true } })).toEqual([{ status: "requested" }]);

    const ada = await userOf("ada@example.com");
    for (const slug of ["harbor-foods", "alpine-tools"])
      expect((await storeScopeFor(ada, slug)).member.role).toBe("admin");
    expect((await storeScopeFor(await userOf("ben@example.com"), "harbor-foods")).member.role).toBe("support");
    expect((await storeScopeFor(await userOf("mia@example.com"), "alpine-tools")).member.role).toBe("manager");
    expect(await systemDb().operator.count()).toBe(1);
    expect((await systemDb().operator.findFirst())?.userId).toBe(await userOf("operator@example.com"));
  });

  it("has sellers that say who they are, and can save each text of their settings as it stands", async () => {
    const sellers = await systemDb().seller.findMany();
    expect(sellers.length).toBeGreaterThan(5);
    for (const {
      name,
      legalName,
      registrationNumber,
      trade,
      description,
      street,
      postcode,
      town,
      country,
    } of sellers) {
      const texts = { name, legalName, registrationNumber, trade, description, street, postcode, town };
      expect(Object.entries(texts).filter(([, text]) => !text)).toEqual([]);
      profileInput.parse({ group: "business", name, legalName, registrationNumber, trade, description });
      profileInput.parse({ group: "address", street, postcode, town, country });
    }
  });

  it("has a share link by which people ask, and one that is over, where a poster hangs", async () => {
    const links = await systemDb().shareLink.findMany({
      where: { seller: { slug: "harbor-foods" } },
      orderBy: { createdAt: "desc" },
      select: { revokedAt: true, _count: { select: { customers: { where: { status: "requested" } } } } },
    });
    expect(links).toEqual([
      { revokedAt: null, _count: { customers: 2 } },
      { revokedAt: expect.any(Date), _count: { customers: 0 } },
    ]);
  });

  it("has invites and customers that tell the same story in the same order, and a contact that nothing is sent to", async () => {
    const db = systemDb();
    const answered = await db.invite.findMany({
      where: { kind: "customer", status: { in: ["registered", "used"] } },
      select: { sellerId: true, userId: true, status: true, sentAt: true, registeredAt: true, usedAt: true },
    });
    expect(new Set(answered.map(({ status }) => status)).size).toBe(2);
    for (const { sellerId, userId, status, ...invite } of answered) {
      const customer = await db.customer.findFirst({ where: { sellerId, userId } });
      expect(customer).toMatchObject({ status: "approved", grantedHow: "invite" });
      const times = [
        invite.sentAt,
        invite.registeredAt,
        customer?.grantedAt,
        ...(status === "used" ? [invite.usedAt, customer?.firstVisitAt] : []),
      ];
      const order = times.map((time) => time?.getTime() ?? Number.NaN);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      if (status === "used") continue;
      expect([customer?.firstVisitAt, customer?.lastVisitAt, invite.usedAt]).toEqual([null, null, null]);
      expect(await db.order.count({ where: { sellerId, customerId: customer?.id ?? "" } })).toBe(0);
    }
    const bounced = await db.message.findMany({ where: { error: "hard_bounce" }, select: { toLookup: true } });
    const suppressed = await db.suppression.findMany({ select: { lookup: true } });
    expect(suppressed.length).toBeGreaterThan(0);
    const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("hex");
    expect(new Set(suppressed.map(({ lookup }) => hex(lookup)))).toEqual(
      new Set(bounced.map(({ toLookup }) => hex(toLookup))),
    );
  });

  it("has 90 days of visits at each open seller, in which orders were placed, and roll-ups that say the same", async () => {
    const db = systemDb();
    for (const { id: sellerId, slug } of await db.seller.findMany({ where: { status: "open" } })) {
      const where = { sellerId };
      const visits = await db.visit.findMany({ where, orderBy: { visitedAt: "asc" } });
      expect(visits.length, slug).toBeGreaterThan(100);
      const days = (Date.now() - (visits[0]?.visitedAt.getTime() ?? 0)) / 86_400_000;
      expect([days > 80, days < 92], slug).toEqual([true, true]);
      const ordered = visits.filter((visit) => visit.ordered).length;
      expect(ordered, slug).toBeGreaterThan(20);
      const { _sum } = await db.visitDay.aggregate({ where, _sum: { visits: true, ordered: true } });
      expect(_sum, slug).toEqual({ visits: visits.length, ordered });
      const late = { sellerId, overdueAt: { lt: new Date() } };
      expect(await db.visitCustomer.count({ where: late }), slug).toBeGreaterThan(0);
      for (const [customerId, own] of Map.groupBy(visits, (visit) => visit.customerId)) {
        const pauses = own
          .slice(1)
          .map((visit, index) => visit.visitedAt.getTime() - (own[index]?.lastSeenAt.getTime() ?? 0));
        expect(Math.min(...pauses, 9e9), slug).toBeGreaterThan(30 * 60_000);
        const customer = await db.customer.findFirst({ where: { sellerId, id: customerId } });
        expect(customer?.lastVisitAt).toEqual(own.at(-1)?.lastSeenAt);
      }
    }
  });

  it("has payouts in every state for each open seller, which computing again leaves as they are", async () => {
    const operator = await operatorScopeFor(await userOf("operator@example.com"));
    const sellers = await systemDb().seller.findMany({ where: { status: "open" } });
    for (const { id: sellerId, slug } of sellers) {
      const payouts = await systemDb().payout.findMany({ where: { sellerId }, orderBy: { number: "asc" } });
      expect(new Set(payouts.map(({ state }) => state)), slug).toEqual(new Set(["draft", "approved", "paid"]));
      const { number = 0 } = payouts.find(({ state }) => state === "draft") ?? {};
      expect(await recomputePayout(operator, { seller: slug, number }), slug).toEqual({ changed: false });
      expect(await systemDb().orderRefund.count({ where: { sellerId } }), slug).toBeGreaterThan(0);
    }
  });

  it("has six open sellers with 40 to 120 products, price lists, customers and orders in every state", async () => {
    const db = systemDb();
    const sellers = await db.seller.findMany({ where: { status: "open" } });
    expect(sellers).toHaveLength(6);
    for (const key of ["currency", "timeZone", "trade"] as const)
      expect(new Set(sellers.map((seller) => seller[key])).size).toBe(6);
    for (const { id: sellerId, slug } of sellers) {
      const products = await db.product.count({ where: { sellerId } });
      expect(products, slug).toBeGreaterThanOrEqual(40);
      expect(products, slug).toBeLessThanOrEqual(120);
      expect(await db.priceList.count({ where: { sellerId } }), slug).toBeGreaterThanOrEqual(2);
      const nameless = { sellerId, customer: { name: null, userName: null } };
      expect(await db.order.count({ where: nameless }), slug).toBe(0);
      for (const status of ["placed", "confirmed", "shipped", "delivered", "cancelled"])
        expect(await db.order.count({ where: { sellerId, status } }), `${slug} ${status}`).toBeGreaterThan(0);
      for (const status of ["sent", "registered", "used", "expired", "revoked"])
        expect(await db.invite.count({ where: { sellerId, status } }), `${slug} ${status}`).toBeGreaterThan(0);
      for (const status of ["invited", "requested", "approved", "rejected", "revoked"])
        expect(await db.customer.count({ where: { sellerId, status } }), `${slug} ${status}`).toBeGreaterThan(0);
      const { lastNumber } = await db.orderCounter.findFirstOrThrow({ where: { sellerId } });
      expect((await db.order.aggregate({ where: { sellerId }, _max: { number: true } }))._max.number, slug).toBe(
        lastNumber,
      );
    }
  });
});
