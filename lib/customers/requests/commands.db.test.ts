import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { BUDGETS } from "@/lib/budgets/rules";
import { revokeClients } from "@/lib/clients/commands";
import { listClients } from "@/lib/clients/listing/commands";
import { askFor, withdrawRequest } from "@/lib/customers/requests/commands";
import { approveRequests } from "@/lib/customers/requests/deciding/commands";
import { ASK_LIMIT } from "@/lib/customers/requests/rules";
import { closeDb } from "@/lib/db/client";
import { openMessage } from "@/lib/messages/open";
import { contactOf, createUser } from "@/prisma/factories/people";
import { accountScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { createClient, createShareLink } from "@/prisma/factories/ways-in";

const scope = SystemScope.resolve("test");
const system = scope.db;
afterAll(closeDb);

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  await createMember({ seller, role: "admin" });
  await createMember({ seller, role: "support" });
  await createMember({ seller, role: "admin", status: "deactivated" });
  return { seller, user, scope: await storeScopeFor(user.id, seller.slug) };
}

async function somebody(options: Parameters<typeof createUser>[0] = { name: "Lena" }) {
  const person = await createUser(options);
  return { person, account: await accountScopeFor(person.id) };
}

const plain = (seller: { slug: string }) => ({ seller: seller.slug, note: null, company: null });
const rowOf = (sellerId: string, userId: string) => system.customer.findFirst({ where: { sellerId, userId } });
const messages = (sellerId: string) => system.message.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
const templates = async (sellerId: string) => (await messages(sellerId)).map(({ template }) => template);
const events = (sellerId: string) => system.auditEvent.findMany({ where: { sellerId }, orderBy: { id: "asc" } });

describe("asking for access", () => {
  it("has an end for the day: nobody writes to the members of every seller", async () => {
    const { account } = await somebody();
    const sellers = await Promise.all(Array.from({ length: BUDGETS.askAll.points + 1 }, () => createSeller()));
    const last = sellers.pop();
    for (const seller of sellers) expect(await askFor(account, plain(seller))).toEqual({ state: "requested" });
    await expect(askFor(account, plain(last ?? { slug: "" }))).rejects.toMatchObject({
      code: "too_many",
      message: "customers.errors.request.tooManyToday",
    });
    expect(await system.customer.count({ where: { userId: account.user.id } })).toBe(BUDGETS.askAll.points);
    const other = await somebody();
    expect(await askFor(other.account, plain(last ?? { slug: "" }))).toEqual({ state: "requested" });
  });

  it("makes a waiting row with what they said and their contact, and tells the members who decide, once", async () => {
    const { seller } = await store();
    const { person, account } = await somebody();
    const ask = { seller: seller.slug, note: "We are round the corner", company: "Corner Café" };
    expect(await askFor(account, ask)).toEqual({ state: "requested" });
    expect(await askFor(account, { ...ask, note: "Again" })).toEqual({ state: "requested" });
    const row = await rowOf(seller.id, person.id);
    expect(row).toMatchObject({
      status: "requested",
      requestNote: "We are round the corner",
      requestCompany: "Corner Café",
      requestCount: 1,
      userName: "Lena",
      contactKind: "email",
      priceListId: null,
      grantedHow: null,
    });
    expect((await messages(seller.id)).map((message) => openMessage(message).worded)).toEqual(
      Array(2).fill(expect.objectContaining({ template: "access-requested", customerName: "Corner Café" })),
    );
    expect(await events(seller.id)).toMatchObject([
      { action: "customer.requested", actorId: person.id, actorKind: "user", targetId: row?.id },
    ]);
    await expect(shopScopeFor(person.id, seller.slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells no member where the seller has switched that off", async () => {
    const { seller } = await store({ settings: { notices: { requested: false } } });
    const { account } = await somebody();
    await askFor(account, plain(seller));
    expect(await templates(seller.id)).toEqual([]);
  });

  it("under a name from before there were rules for names, the members read it on one line", async () => {
    const { seller } = await store();
    const { account } = await somebody({ name: "Lena\r\nBcc: all@example.com\u202E" });
    await askFor(account, plain(seller));
    expect((await messages(seller.id)).map((row) => openMessage(row).worded)).toEqual(
      Array(2).fill(expect.objectContaining({ customerName: "Lena Bcc: all@example.com" })),
    );
  });

  it("asked several times at the same moment is asked once", async () => {
    const { seller } = await store();
    const { account } = await somebody();
    await Promise.all([1, 2, 3].map(() => askFor(account, plain(seller))));
    expect(await system.customer.count({ where: { sellerId: seller.id } })).toBe(1);
    expect(await templates(seller.id)).toHaveLength(2);
    expect(await events(seller.id)).toHaveLength(1);
  });

  it("is not possible where a seller is closed, hidden or unknown, and answers all three alike", async () => {
    const { account } = await somebody();
    const closed = await createSeller({ status: "suspended" });
    const hidden = await createSeller({ discoverable: false });
    for (const slug of [closed.slug, hidden.slug, "no-such-seller", "'; DROP"])
      await expect(askFor(account, plain({ slug }))).rejects.toMatchObject({ code: "not_found" });
  });

  it("works by a share link where a seller is hidden, by its own live link alone", async () => {
    const { seller, user } = await store({ discoverable: false });
    const other = await store({ discoverable: false });
    const link = await createShareLink({ seller, createdBy: user.id, label: "Counter" });
    const revoked = await createShareLink({ seller, createdBy: user.id, revokedAt: new Date() });
    const foreign = await createShareLink({ seller: other.seller, createdBy: other.user.id });
    const { person, account } = await somebody();
    for (const { id } of [revoked, foreign])
      await expect(askFor(account, { ...plain(seller), shareLinkId: id })).rejects.toMatchObject({ code: "not_found" });
    await askFor(account, { ...plain(seller), shareLinkId: link.id });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "requested", shareLinkId: link.id });
    // The link is a way to ask, not a way in.
    await expect(shopScopeFor(person.id, seller.slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not undo what the seller did: whoever is in stays in, whoever was invited or revoked is told so", async () => {
    const { seller } = await store();
    const customer = await somebody();
    await createCustomer({ seller, user: customer.person });
    expect(await askFor(customer.account, plain(seller))).toEqual({ state: "approved" });
    for (const status of ["revoked", "invited"] as const) {
      const { person, account } = await somebody();
      await createCustomer({ seller, user: person, status });
      await expect(askFor(account, plain(seller))).rejects.toMatchObject({
        message: `customers.errors.request.${status}`,
      });
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status });
    }
    expect(await templates(seller.id)).toEqual([]);
  });

  it("tells members so many times an hour, however many ask; every request is in the list", async () => {
    const seller = await createSeller();
    await createMember({ seller });
    const { points } = BUDGETS.requestNotices;
    for (let n = 0; n < points + 3; n++) await askFor((await somebody()).account, plain(seller));
    expect(await templates(seller.id)).toHaveLength(points);
    expect(await system.customer.count({ where: { sellerId: seller.id, status: "requested" } })).toBe(points + 3);
  });

  it("over and over, with or without taking it back, ends at the person's budget for this seller", async () => {
    const { seller } = await store();
    const { account } = await somebody();
    let asked = 0;
    const again = async () => {
      await askFor(account, plain(seller));
      asked++;
      await withdrawRequest(account, { seller: seller.slug });
    };
    await expect(
      (async () => {
        for (;;) await again();
      })(),
    ).rejects.toMatchObject({ code: "too_many" });
    expect(asked).toBe(10);
    // Two members, one notice each.
    expect(await templates(seller.id)).toHaveLength(2);
    const { seller: next } = await store();
    expect(await askFor(account, plain(next))).toEqual({ state: "requested" });
  });
});

describe("asking again after a rejection", () => {
  async function rejected(days: number, requestCount = 1) {
    const { seller } = await store();
    const { person, account } = await somebody();
    const decided = { decidedAt: daysAgo(days), decisionNote: "Trade only", createdAt: daysAgo(days + 1) };
    await createCustomer({ seller, user: person, status: "rejected", requestCount, ...decided });
    return { seller, person, account };
  }

  it("is refused within seven days, with the day from which it is possible", async () => {
    const { seller, person, account } = await rejected(5);
    await expect(askFor(account, plain(seller))).rejects.toMatchObject({
      message: "customers.errors.request.tooSoon",
      values: { date: expect.stringMatching(/\d{4}$/) },
    });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "rejected", requestCount: 1 });
  });

  it("is possible afterwards, with new words; the members are told, and see why they rejected before", async () => {
    const { seller, person, account } = await rejected(8);
    await askFor(account, { ...plain(seller), note: "We have a licence now", company: "Lena GmbH" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "requested",
      requestCount: 2,
      requestNote: "We have a licence now",
      requestCompany: "Lena GmbH",
      decisionNote: "Trade only",
    });
    expect(await templates(seller.id)).toHaveLength(2);
  });

  it("works for a seller that hides since, for whoever asked it before and nobody else", async () => {
    const { seller, account } = await rejected(8);
    await system.seller.updateMany({ where: { id: seller.id }, data: { discoverable: false } });
    expect(await askFor(account, plain(seller))).toEqual({ state: "requested" });
    const { account: stranger } = await somebody();
    await expect(askFor(stranger, plain(seller))).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends with the third request", async () => {
    const { seller, person, account } = await rejected(100, ASK_LIMIT);
    await expect(askFor(account, plain(seller))).rejects.toMatchObject({
      message: "customers.errors.request.tooOften",
    });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "rejected" });
  });

  it("several times at the same moment counts once", async () => {
    for (let round = 0; round < 5; round++) {
      const { seller, person, account } = await rejected(8, ASK_LIMIT - 1);
      await Promise.all([1, 2, 3, 4].map(() => askFor(account, plain(seller))));
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "requested", requestCount: ASK_LIMIT });
      expect(await templates(seller.id)).toHaveLength(2);
    }
  });
});

it("asking again while a member lets the rejected one in after all has one end: in, or waiting", async () => {
  for (let round = 0; round < 8; round++) {
    const { seller, scope: member } = await store();
    const { person, account } = await somebody();
    const before = { status: "rejected", decidedAt: daysAgo(8), createdAt: daysAgo(9) } as const;
    const { id: customerId } = await createCustomer({ seller, user: person, ...before });
    const [asked, [approval]] = await Promise.all([
      askFor(account, plain(seller)),
      approveRequests(member, { customerIds: [customerId], was: "rejected", priceListId: null }),
    ]);
    const row = await rowOf(seller.id, person.id);
    expect(row?.status).toBe(approval?.outcome === "done" ? "approved" : "requested");
    expect(asked.state).toBe(row?.status);
  }
});

describe("taking a request back", () => {
  it("leaves nothing, and one may ask anew", async () => {
    const { seller } = await store();
    const { person, account } = await somebody();
    await askFor(account, plain(seller));
    await withdrawRequest(account, { seller: seller.slug });
    expect(await rowOf(seller.id, person.id)).toBeNull();
    expect((await events(seller.id)).map(({ action }) => action)).toEqual(["customer.requested", "customer.withdrawn"]);
    expect(await askFor(account, plain(seller))).toEqual({ state: "requested" });
  });

  it("after an earlier rejection leaves that, so that the limits still hold", async () => {
    const { seller } = await store();
    const { person, account } = await somebody();
    await createCustomer({ seller, user: person, status: "requested", requestCount: 2, decisionNote: "Trade only" });
    await withdrawRequest(account, { seller: seller.slug });
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "rejected",
      requestCount: 2,
      decisionNote: "Trade only",
    });
    await expect(askFor(account, plain(seller))).rejects.toMatchObject({
      message: "customers.errors.request.tooSoon",
    });
  });

  it("is one's own alone: another's, a decided one, a seller without one", async () => {
    const { seller } = await store();
    const { person, account } = await somebody();
    const { account: other } = await somebody();
    await askFor(account, plain(seller));
    for (const slug of [seller.slug, "no-such-seller"])
      await expect(withdrawRequest(other, { seller: slug })).rejects.toMatchObject({ code: "not_found" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "requested" });
    await system.customer.updateMany({ where: { sellerId: seller.id }, data: { status: "rejected" } });
    await expect(withdrawRequest(account, { seller: seller.slug })).rejects.toMatchObject({
      message: "customers.errors.request.notWaiting",
    });
  });

  it("at the same moment as an approval has one end: in, or nothing at all", async () => {
    for (let round = 0; round < 8; round++) {
      const { seller, scope: member } = await store();
      const { person, account } = await somebody();
      await askFor(account, plain(seller));
      const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
      const [approval, withdrawal] = await Promise.allSettled([
        approveRequests(member, { customerIds: [customerId], was: "requested", priceListId: null }),
        withdrawRequest(account, { seller: seller.slug }),
      ]);
      const row = await rowOf(seller.id, person.id);
      const told = (await templates(seller.id)).filter((template) => template === "access-approved");
      expect(approval.status).toBe("fulfilled");
      if (withdrawal.status === "fulfilled") {
        expect(row).toBeNull();
        expect(told).toEqual([]);
        expect(approval).toMatchObject({ value: [{ customerId, outcome: "gone" }] });
      } else {
        expect(row).toMatchObject({ status: "approved" });
        expect(told).toHaveLength(1);
      }
    }
  });
});

describe("whoever is on the client list", () => {
  it("does not wait: in at once by any proved contact, at the entry's prices; both sides are told", async () => {
    const { seller } = await store();
    const priceList = await createPriceList({ seller });
    const contacts = ["lena.private@example.com", "lena.work@example.com"];
    const { person, account } = await somebody({ name: "Lena", contacts });
    // Put there by hand, past everything that approves by itself.
    await createClient({ seller, email: "lena.work@example.com", company: "Lena GmbH", priceList });
    expect(await askFor(account, plain(seller))).toEqual({ state: "approved" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "approved",
      grantedHow: "client_list",
      company: "Lena GmbH",
      priceListId: priceList.id,
      requestCount: 0,
    });
    expect((await shopScopeFor(person.id, seller.slug)).customer.priceListId).toBe(priceList.id);
    expect((await templates(seller.id)).sort()).toEqual([
      "access-given",
      "customer-auto-approved",
      "customer-auto-approved",
    ]);
  });

  it("waits with a contact that is not proved, or whose entry was revoked, and where the seller decided later", async () => {
    const { seller } = await store();
    const email = (name: string) => `${name}.${seller.slug}@example.com`;
    const unproved = await somebody({
      contacts: [email("own"), { value: email("unproved"), verified: false }],
    });
    const revoked = await somebody({ contacts: [email("revoked")] });
    await createClient({ seller, email: email("unproved") });
    await createClient({ seller, email: email("revoked"), status: "revoked" });
    for (const { account } of [unproved, revoked])
      expect(await askFor(account, plain(seller))).toEqual({ state: "requested" });
    const rejected = await somebody({ contacts: [email("rejected")] });
    await createClient({ seller, email: email("rejected"), createdAt: daysAgo(30) });
    await system.client.updateMany({ where: { sellerId: seller.id }, data: { listedAt: daysAgo(30) } });
    await createCustomer({ seller, user: rejected.person, status: "rejected", decidedAt: daysAgo(20) });
    expect(await askFor(rejected.account, plain(seller))).toEqual({ state: "requested" });
  });

  it("asking while the entry is revoked, at the same moment: in and out again, or waiting; never in by a revoked entry", async () => {
    for (let round = 0; round < 8; round++) {
      const { seller, scope: member } = await store();
      const email = `leaver${round}.${seller.slug}@example.com`;
      const { person, account } = await somebody({ contacts: [email] });
      const { id } = await createClient({ seller, email });
      const [asked] = await Promise.all([askFor(account, plain(seller)), revokeClients(member, { clientIds: [id] })]);
      const row = await rowOf(seller.id, person.id);
      expect(row?.status).toBe(asked.state === "approved" ? "revoked" : "requested");
    }
  });

  it("asking while being listed, at the same moment: in, whichever comes first", async () => {
    for (let round = 0; round < 8; round++) {
      const { seller, user } = await store();
      const email = `racer${round}.${seller.slug}@example.com`;
      const { person, account } = await somebody({ contacts: [email] });
      const row = { phone: null, email: contactOf(email), name: null, company: null, priceListId: null };
      await Promise.all([
        askFor(account, plain(seller)),
        scope.tx((db) => listClients(db, scope, seller.id, [row], { by: user.id, restore: false })),
      ]);
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "approved", grantedHow: "client_list" });
      expect((await templates(seller.id)).filter((template) => template === "access-given")).toHaveLength(1);
    }
  });
});
