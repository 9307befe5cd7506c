import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { askFor } from "@/lib/customers/requests/commands";
import {
  approveRequests,
  rejectRequests,
  undoApprovals,
  undoRejections,
} from "@/lib/customers/requests/deciding/commands";
import { UNDO_SECONDS } from "@/lib/customers/requests/rules";
import { closeDb } from "@/lib/db/client";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

async function asking(seller: { id: string; slug: string }, company: string | null = null) {
  const person = await createUser({ name: "Lena" });
  await askFor(await accountScopeFor(person.id), { seller: seller.slug, note: null, company });
  const row = await rowOf(seller.id, person.id);
  return { person, customerId: row?.id ?? "" };
}

const plain = { was: "requested", priceListId: null } as const;
const rowOf = (sellerId: string, userId: string) => system.customer.findFirst({ where: { sellerId, userId } });
const toldOf = (sellerId: string, userId: string) =>
  system.message.findMany({ where: { sellerId, userId }, orderBy: { id: "asc" } });
const actions = async (sellerId: string) =>
  (await system.auditEvent.findMany({ where: { sellerId }, orderBy: { id: "asc" } })).map(({ action }) => action);

describe("approving", () => {
  it("lets in at the chosen prices, under the company they named and with the seller's note, and tells them", async () => {
    const { seller, scope } = await store();
    const { person, customerId } = await asking(seller, "Corner Café");
    const priceList = await createPriceList({ seller });
    const input = { customerIds: [customerId], was: "requested", priceListId: priceList.id, note: "Met at the fair" };
    expect(await approveRequests(scope, { ...input, was: "requested" })).toEqual([{ customerId, outcome: "done" }]);
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "approved",
      grantedHow: "manual",
      grantedBy: scope.user.id,
      company: "Corner Café",
      note: "Met at the fair",
    });
    expect((await shopScopeFor(person.id, seller.slug)).customer.priceListId).toBe(priceList.id);
    expect(await toldOf(seller.id, person.id)).toMatchObject([{ template: "access-approved", status: "queued" }]);
    expect((await actions(seller.id)).slice(0, 2)).toEqual(["customer.requested", "customer.approved"]);
  });

  it("keeps the seller's own name for them", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    const given = { requestCompany: "Lena GmbH", company: "Fischer Lena, Hall" };
    const { id } = await createCustomer({ seller, user: person, status: "requested", ...given });
    await approveRequests(scope, { ...plain, customerIds: [id] });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ company: "Fischer Lena, Hall" });
  });

  it("many at once answers row by row: done, decided by somebody else, not there", async () => {
    const { seller, scope } = await store();
    const other = await store();
    const one = await asking(seller);
    const two = await asking(seller);
    const { id: rejected } = await createCustomer({ seller, status: "rejected" });
    const foreign = await asking(other.seller);
    const customerIds = [one.customerId, rejected, foreign.customerId, two.customerId];
    expect(await approveRequests(scope, { ...plain, customerIds })).toEqual([
      { customerId: one.customerId, outcome: "done" },
      { customerId: rejected, outcome: "decided" },
      { customerId: foreign.customerId, outcome: "gone" },
      { customerId: two.customerId, outcome: "done" },
    ]);
    expect(await rowOf(other.seller.id, foreign.person.id)).toMatchObject({ status: "requested" });
    expect(await approveRequests(scope, { ...plain, was: "rejected", customerIds: [rejected] })).toEqual([
      { customerId: rejected, outcome: "done" },
    ]);
  });

  it("tells nobody where the seller has switched that off", async () => {
    const { seller, scope } = await store({ settings: { notices: { decided: false } } });
    const one = await asking(seller);
    const two = await asking(seller);
    await approveRequests(scope, { ...plain, customerIds: [one.customerId] });
    await rejectRequests(scope, { customerIds: [two.customerId], reason: null });
    expect(await toldOf(seller.id, one.person.id)).toEqual([]);
    expect(await toldOf(seller.id, two.person.id)).toEqual([]);
  });

  it("at another seller's prices is refused, and changes nothing", async () => {
    const { seller, scope } = await store();
    const other = await store();
    const { person, customerId } = await asking(seller);
    const foreign = await createPriceList({ seller: other.seller });
    await expect(
      approveRequests(scope, { ...plain, customerIds: [customerId], priceListId: foreign.id }),
    ).rejects.toMatchObject({ fields: { priceListId: "customers.errors.priceList" } });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "requested" });
  });
});

describe("taking an approval back", () => {
  it("within seconds: they wait as before, under the name that they gave, and hear nothing", async () => {
    const { seller, scope } = await store();
    const { person, customerId } = await asking(seller, "Corner Café");
    const asked = await rowOf(seller.id, person.id);
    const priceList = await createPriceList({ seller });
    const before = Date.now();
    await approveRequests(scope, { was: "requested", customerIds: [customerId], priceListId: priceList.id });
    const [message] = await toldOf(seller.id, person.id);
    expect(message?.notBefore.getTime()).toBeGreaterThanOrEqual(before + UNDO_SECONDS * 1000 - 1);
    expect(await undoApprovals(scope, { customerIds: [customerId] })).toEqual([{ customerId, outcome: "done" }]);
    expect({ ...(await rowOf(seller.id, person.id)), updatedAt: null }).toEqual({ ...asked, updatedAt: null });
    expect(await toldOf(seller.id, person.id)).toEqual([]);
    expect(await actions(seller.id)).toEqual(["customer.requested", "customer.approved", "customer.approval_undone"]);
    await expect(shopScopeFor(person.id, seller.slug)).rejects.toMatchObject({ code: "not_found" });
    expect(await approveRequests(scope, { ...plain, customerIds: [customerId] })).toMatchObject([{ outcome: "done" }]);
  });

  it("is too late once they came in, were told, or after the time; other ways in are not there to be undone", async () => {
    const { seller, scope } = await store();
    const inside = await asking(seller);
    const told = await asking(seller);
    const old = await asking(seller);
    const customerIds = [inside, told, old].map((row) => row.customerId);
    await approveRequests(scope, { ...plain, customerIds });
    await shopScopeFor(inside.person.id, seller.slug);
    await system.message.updateMany({ where: { userId: told.person.id }, data: { status: "sending" } });
    const long = new Date(Date.now() - (UNDO_SECONDS + 5) * 1000);
    await system.customer.updateMany({ where: { id: old.customerId }, data: { decidedAt: long } });
    const invited = await createCustomer({ seller, grantedHow: "invite" });
    const all = [...customerIds, invited.id];
    expect(await undoApprovals(scope, { customerIds: all })).toEqual(
      all.map((customerId) => ({ customerId, outcome: "late" })),
    );
    expect(await system.customer.count({ where: { id: { in: all }, status: "approved" } })).toBe(4);
    const other = await store();
    expect(await undoApprovals(other.scope, { customerIds: [old.customerId] })).toEqual([
      { customerId: old.customerId, outcome: "gone" },
    ]);
  });
});

describe("rejecting", () => {
  it("keeps the reason, and tells them once it can no longer be taken back", async () => {
    const { seller, scope } = await store();
    const { person, customerId } = await asking(seller);
    const before = Date.now();
    await rejectRequests(scope, { customerIds: [customerId], reason: "Trade only" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "rejected", decisionNote: "Trade only" });
    const [message] = await toldOf(seller.id, person.id);
    expect(message).toMatchObject({ template: "access-rejected", status: "queued" });
    expect(message?.notBefore.getTime()).toBeGreaterThanOrEqual(before + UNDO_SECONDS * 1000 - 1);
  });

  it("is taken back within seconds: they wait as before, and hear nothing", async () => {
    const { seller, scope } = await store();
    const { person, customerId } = await asking(seller);
    const asked = await rowOf(seller.id, person.id);
    await rejectRequests(scope, { customerIds: [customerId], reason: "By mistake" });
    expect(await undoRejections(scope, { customerIds: [customerId] })).toEqual([{ customerId, outcome: "done" }]);
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "requested",
      decisionNote: null,
      decidedAt: null,
      requestedAt: asked?.requestedAt,
      requestCount: 1,
    });
    expect(await toldOf(seller.id, person.id)).toEqual([]);
    expect(await actions(seller.id)).toEqual(["customer.requested", "customer.rejected", "customer.rejection_undone"]);
  });

  it("is not taken back once they were told, or too late", async () => {
    const { seller, scope } = await store();
    const told = await asking(seller);
    const old = await asking(seller);
    await rejectRequests(scope, { customerIds: [told.customerId, old.customerId], reason: null });
    await system.message.updateMany({ where: { userId: told.person.id }, data: { status: "sending" } });
    const long = new Date(Date.now() - (UNDO_SECONDS + 5) * 1000);
    await system.customer.updateMany({ where: { id: old.customerId }, data: { decidedAt: long } });
    const customerIds = [told.customerId, old.customerId];
    expect(await undoRejections(scope, { customerIds })).toEqual(
      customerIds.map((customerId) => ({ customerId, outcome: "late" })),
    );
    expect(await rowOf(seller.id, told.person.id)).toMatchObject({ status: "rejected" });
    expect(await rowOf(seller.id, old.person.id)).toMatchObject({ status: "rejected" });
    expect(await toldOf(seller.id, old.person.id)).toHaveLength(1);
  });

  it("another seller's request is not there", async () => {
    const { seller } = await store();
    const other = await store();
    const { person, customerId } = await asking(seller);
    const gone = [{ customerId, outcome: "gone" }];
    expect(await rejectRequests(other.scope, { customerIds: [customerId], reason: null })).toEqual(gone);
    expect(await undoRejections(other.scope, { customerIds: [customerId] })).toEqual(gone);
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "requested" });
  });
});

describe("two members deciding at once", () => {
  it("the first one does, and one message goes out", async () => {
    const { seller, scope } = await store();
    for (let round = 0; round < 10; round++) {
      const { person, customerId } = await asking(seller);
      const [[approved], [rejected]] = await Promise.all([
        approveRequests(scope, { ...plain, customerIds: [customerId] }),
        rejectRequests(scope, { customerIds: [customerId], reason: null }),
      ]);
      expect([approved?.outcome, rejected?.outcome].sort()).toEqual(["decided", "done"]);
      const status = approved?.outcome === "done" ? "approved" : "rejected";
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status });
      expect((await toldOf(seller.id, person.id)).map(({ template }) => template)).toEqual([`access-${status}`]);
    }
  });

  it("over the same many, in different orders, never wait in a circle", async () => {
    const { seller, scope } = await store();
    const people = await Promise.all(Array.from({ length: 6 }, () => asking(seller)));
    const ids = people.map(({ customerId }) => customerId);
    const answers = await Promise.all([
      approveRequests(scope, { ...plain, customerIds: ids }),
      rejectRequests(scope, { customerIds: ids.toReversed(), reason: null }),
      approveRequests(scope, { ...plain, customerIds: ids.toReversed() }),
    ]);
    const done = answers.flat().filter(({ outcome }) => outcome === "done");
    expect(done.map(({ customerId }) => customerId).sort()).toEqual([...ids].sort());
  });
});
