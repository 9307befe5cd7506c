import { afterAll, describe, expect, it } from "vitest";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import {
  restoreCustomer,
  restoreCustomers,
  revokeCustomer,
  revokeCustomers,
  updateCustomer,
} from "@/lib/customers/commands";
import { getCustomer, listCustomers, listMyShops } from "@/lib/customers/queries";
import { type CustomerItem, listCustomersInput } from "@/lib/customers/schema";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers } from "@/lib/invites/commands";
import { listInvites } from "@/lib/invites/queries";
import { listInvitesInput } from "@/lib/invites/schema";
import { contactOf, createUser } from "@/prisma/factories/people";
import { accountScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createOrder, createPriceList, createProduct } from "@/prisma/factories/trade";
import { createVisit } from "@/prisma/factories/visits";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser({ name: "Mia" });
  await createMember({ seller, user, role: "manager" });
  return { seller, user, scope: await storeScopeFor(user.id, seller.slug) };
}

const list = listCustomersInput.parse.bind(listCustomersInput);

async function everyPage(scope: StoreScope, filter: object) {
  const seen: CustomerItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCustomers(scope, list({ ...filter, cursor }));
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

describe("revoking access", () => {
  it("is out with the next request, every open invite is dead; restoring brings back", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ contacts: ["out@example.com"] });
    const { id: customerId } = await createCustomer({ seller, user: person });
    await shopScopeFor(person.id, seller.slug);
    await revokeCustomer(scope, { customerId });
    await expect(shopScopeFor(person.id, seller.slug)).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeCustomer(scope, { customerId })).rejects.toMatchObject({ message: "customers.errors.notIn" });
    await restoreCustomer(scope, { customerId });
    await shopScopeFor(person.id, seller.slug);

    const [sent] = await inviteCustomers(scope, { contacts: "invited@example.com" });
    expect(sent?.outcome).toBe("sent");
    const { items } = await listCustomers(scope, list({ status: "invited" }));
    await revokeCustomer(scope, { customerId: items[0]?.id ?? "" });
    expect(await system.invite.findFirst({ where: { sellerId: seller.id } })).toMatchObject({ status: "revoked" });
    await expect(restoreCustomer(scope, { customerId: items[0]?.id ?? "" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("of another seller's customer is not possible, nor is changing them", async () => {
    const one = await store();
    const two = await store();
    const { id: customerId } = await createCustomer({ seller: one.seller });
    const change = { customerId, name: "X", company: null, note: null, priceListId: null };
    await expect(revokeCustomer(two.scope, { customerId })).rejects.toMatchObject({ code: "not_found" });
    await expect(restoreCustomer(two.scope, { customerId })).rejects.toMatchObject({ code: "not_found" });
    await expect(updateCustomer(two.scope, change)).rejects.toMatchObject({ code: "not_found" });
    await expect(getCustomer(two.scope, { customerId })).rejects.toMatchObject({ code: "not_found" });
    const foreign = await createPriceList({ seller: two.seller });
    await expect(updateCustomer(one.scope, { ...change, priceListId: foreign.id })).rejects.toMatchObject({
      fields: { priceListId: "customers.errors.priceList" },
    });
  });
});

describe("many customers at once", () => {
  it("are revoked and restored as far as each can be, the rest stay; another seller's are not touched", async () => {
    const { seller, scope } = await store();
    const other = await store();
    const [inside, asked, foreign] = [
      await createCustomer({ seller }),
      await createCustomer({ seller, status: "requested" }),
      await createCustomer({ seller: other.seller }),
    ];
    await inviteCustomers(scope, { contacts: "bulk@example.com" });
    const { items } = await listCustomers(scope, list({ status: "invited" }));
    const invited = items[0]?.id ?? "";
    const customerIds = [inside.id, asked.id, foreign.id, invited];
    const revoked = await revokeCustomers(scope, { customerIds });
    expect([...revoked.ids].sort()).toEqual([inside.id, invited].sort());
    // An invite that was never answered is sent anew instead.
    expect(revoked.undoable).toEqual([inside.id]);
    expect(await system.invite.findFirst({ where: { sellerId: seller.id } })).toMatchObject({ status: "revoked" });
    expect(await restoreCustomers(scope, { customerIds, undo: false })).toEqual({ ids: [inside.id] });
    expect(await system.customer.findFirst({ where: { id: foreign.id } })).toMatchObject({ status: "approved" });
    expect(await system.customer.findFirst({ where: { id: asked.id } })).toMatchObject({ status: "requested" });
    expect(await system.auditEvent.count({ where: { sellerId: seller.id, action: "customer.revoked" } })).toBe(2);
    expect(await system.auditEvent.count({ where: { sellerId: other.seller.id } })).toBe(0);
  });

  it("two members revoking the same ones at once: each is revoked once", async () => {
    const { seller, scope } = await store();
    const made = await Promise.all(Array.from({ length: 5 }, () => createCustomer({ seller })));
    const customerIds = made.map(({ id }) => id);
    const answers = await Promise.all([1, 2, 3].map(() => revokeCustomers(scope, { customerIds })));
    expect(answers.flatMap(({ ids }) => ids).sort()).toEqual([...customerIds].sort());
    expect(await system.auditEvent.count({ where: { sellerId: seller.id, action: "customer.revoked" } })).toBe(5);
  });
});

describe("the customers list", () => {
  it("says how many orders each has and when the last was; is narrowed by way in and price list", async () => {
    const { seller, scope } = await store();
    const priceList = await createPriceList({ seller });
    const buyer = await createCustomer({ seller, name: "Buyer", grantedHow: "invite", priceList });
    await createCustomer({ seller, name: "Looker" });
    const product = await createProduct({ seller });
    const placedAt = new Date("2026-03-01T10:00:00.000Z");
    const order = await createOrder({ seller, customer: buyer, lines: [{ product }], placedAt });
    const names = async (filter: object) => (await listCustomers(scope, list(filter))).items.map(({ name }) => name);
    const { items } = await listCustomers(scope, list({}));
    expect(items.map(({ name, orders }) => [name, orders])).toEqual([
      ["Looker", { count: 0, lastAt: null, lastNumber: null }],
      ["Buyer", { count: 1, lastAt: placedAt.toISOString(), lastNumber: order.number }],
    ]);
    expect(await names({ how: "invite" })).toEqual(["Buyer"]);
    expect(await names({ prices: priceList.id })).toEqual(["Buyer"]);
    expect(await names({ prices: "none" })).toEqual(["Looker"]);
  });

  it("finds by any word of the names that the seller knows at this moment", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ name: "Maria del Carmen López", company: null });
    const { id } = await createCustomer({ seller, user: person, status: "invited", grantedHow: null });
    const found = async (q: string) => (await listCustomers(scope, list({ q }))).items.length;
    expect(await found("carmen")).toBe(0);
    await system.customer.update({
      where: { sellerId_id: { sellerId: seller.id, id } },
      data: { status: "requested", requestedAt: new Date(), requestCount: 1 },
    });
    expect(await found("carm")).toBe(1);
    expect(await found("lóp mar")).toBe(1);
    expect(await found("carmen nina")).toBe(0);
    await system.user.update({ where: { id: person.id }, data: { name: "Ana Ruiz" } });
    expect([await found("carmen"), await found("ruiz")]).toEqual([0, 1]);
    const change = { customerId: id, name: null, company: "Casa 100%", note: null, priceListId: null };
    await updateCustomer(scope, change);
    expect([await found("casa"), await found("100%"), await found("%")]).toEqual([1, 1, 0]);
    await updateCustomer(scope, { ...change, company: null });
    expect(await found("casa")).toBe(0);
  });

  it("is not written over when somebody has changed it meanwhile; whoever has seen that may", async () => {
    const { seller, scope } = await store();
    const { id } = await createCustomer({ seller, company: "Before" });
    const begun = { name: null, company: "Before", note: null, priceListId: null };
    const change = (company: string, seen = begun) =>
      updateCustomer(scope, { ...begun, customerId: id, company, seen });
    // A visit is no change of what members write.
    await system.customer.updateMany({ where: { sellerId: seller.id, id }, data: { lastVisitAt: new Date() } });
    const outcomes = await Promise.allSettled([change("Mine"), change("Yours")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const company = async () =>
      (await system.customer.findFirst({ where: { sellerId: seller.id, id } }))?.company ?? "";
    const kept = await company();
    await expect(change("Later")).rejects.toMatchObject({
      code: "conflict",
      message: "customers.errors.changedMeanwhile",
    });
    expect(await company()).toBe(kept);
    await change("Seen", { ...begun, company: kept });
    expect(await company()).toBe("Seen");
  });

  it("pages through every customer once, whatever the order, those who never visited last", async () => {
    const { seller, scope } = await store();
    const day = (n: number) => new Date(Date.now() - (Date.now() % 86_400_000) - n * 86_400_000);
    for (let n = 0; n < 25; n++) {
      const customer = await createCustomer({ seller, name: `Customer ${n}` });
      if (n % 3 !== 0) await createVisit({ customer, at: day(1 + (n % 5)) });
    }
    for (const sort of ["added", "-added", "lastVisit", "-lastVisit"] as const) {
      const seen = await everyPage(scope, { sort, limit: 7 });
      expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
      expect(seen).toHaveLength(25);
      if (sort.endsWith("Visit")) {
        const visits = seen.map(({ lastVisitAt }) => lastVisitAt).filter((visit) => visit !== null);
        expect(visits).toEqual(sort === "lastVisit" ? visits.toSorted() : visits.toSorted().reverse());
        expect(seen.slice(visits.length).every(({ lastVisitAt }) => lastVisitAt === null)).toBe(true);
      }
    }
  });

  it("searches by the beginning of a name or company and by a whole contact, in this store only", async () => {
    const { seller, scope } = await store();
    const other = await store();
    const nina = await createUser({ name: "Nina Park", company: "Park 100% Foods" });
    for (const at of [seller, other.seller])
      await createCustomer({ seller: at, user: nina, contact: contactOf("+1 202 555 0140") });
    await createCustomer({ seller, user: await createUser({ name: "Omar" }), company: "Ninth Street" });
    const found = async (q: string) => (await listCustomers(scope, list({ q }))).items.map(({ name }) => name).sort();
    expect(await found("nin")).toEqual(["Nina Park", "Omar"]);
    expect(await found("park")).toEqual(["Nina Park"]);
    expect(await found("(202) 555-0140")).toEqual(["Nina Park"]);
    expect(await found("202 555 0141")).toEqual([]);
    expect(await found("%")).toEqual([]);
    expect(await found("100% f")).toEqual(["Nina Park"]);
    expect((await listCustomers(scope, list({ status: "approved", q: "nina" }))).items[0]).toMatchObject({
      contact: "+1 202 555 0140",
      company: "Park 100% Foods",
      status: "approved",
    });
  });

  it("does not tell the name behind a number that was only invited", async () => {
    const { scope } = await store();
    await createUser({ name: "Secret Person", contacts: ["secret@example.com"] });
    await inviteCustomers(scope, { contacts: "secret@example.com" });
    const { items } = await listCustomers(scope, list({}));
    expect(items).toMatchObject([{ name: null, company: null, contact: "secret@example.com" }]);
    expect((await listCustomers(scope, list({ q: "secret p" }))).items).toEqual([]);
  });

  it("refuses malformed filters and cursors", () => {
    for (const input of [
      { limit: "0" },
      { limit: "101" },
      { status: "banned" },
      { sort: "name" },
      { cursor: "x" },
      { cursor: "WzEsMl0" },
    ]) {
      expect(listCustomersInput.safeParse(input).success).toBe(false);
    }
    expect(listInvitesInput.safeParse({ status: "open" }).success).toBe(false);
  });
});

describe("the invites list", () => {
  it("shows who sent what to whom, and an invite past its end as expired before any sweep", async () => {
    const { seller, user, scope } = await store();
    await createInvite({ seller, sentBy: user.id, contact: "fresh@example.com", company: "Fresh" });
    await createInvite({
      seller,
      sentBy: user.id,
      contact: "late@example.com",
      expiresAt: new Date(Date.now() - 1000),
    });
    const all = async (filter: object) => (await listInvites(scope, listInvitesInput.parse(filter))).items;
    expect((await all({})).map(({ contact, status, sentBy }) => [contact, status, sentBy])).toEqual([
      ["late@example.com", "expired", "Mia"],
      ["fresh@example.com", "sent", "Mia"],
    ]);
    expect((await all({ status: "sent" })).map(({ contact }) => contact)).toEqual(["fresh@example.com"]);
    expect((await all({ status: "expired" })).map(({ contact }) => contact)).toEqual(["late@example.com"]);
    expect((await all({ q: "Late@Example.com" })).map(({ contact }) => contact)).toEqual(["late@example.com"]);
    expect((await all({ q: "fre" })).map(({ contact }) => contact)).toEqual(["fresh@example.com"]);
  });
});

describe("a user's sellers", () => {
  it("are the shops they may enter, closed ones said so", async () => {
    const person = await createUser();
    const [open, suspended, revoked, gone] = [
      await createSeller({ name: "B open" }),
      await createSeller({ name: "A closed", status: "suspended" }),
      await createSeller({ name: "Revoked" }),
      await createSeller({ name: "Gone", status: "terminated" }),
    ];
    for (const seller of [open, suspended, gone]) await createCustomer({ seller, user: person });
    await createCustomer({ seller: revoked, user: person, status: "revoked" });
    const account = await accountScopeFor(person.id);
    expect((await listMyShops(account)).map(({ name, status }) => [name, status])).toEqual([
      ["A closed", "suspended"],
      ["B open", "open"],
    ]);
    expect(await listMyShops(await accountScopeFor((await createUser()).id))).toEqual([]);
  });
});
