import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { approveIfListed } from "@/lib/clients/approval/commands";
import { addClient, deleteClients, restoreClients, revokeClients, updateClient } from "@/lib/clients/commands";
import { letListedIn, oweListed } from "@/lib/clients/opening/commands";
import { restoreCustomer, revokeCustomer } from "@/lib/customers/commands";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers } from "@/lib/invites/commands";
import { openMessage } from "@/lib/messages/open";
import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

const NOTHING = { phone: null, email: null, name: null, company: null, priceListId: null };
const fresh = () => `${unique("listed")}@example.com`;
let numbers = 9;
const freshNumber = () => `+1 202 555 01${String(++numbers).padStart(2, "0")}`;

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser({ name: "Mia" });
  await createMember({ seller, user, role: "manager" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

async function signIn(contact: string): Promise<string> {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact });
  return (await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null })).userId;
}

const rowOf = (sellerId: string, userId: string) => system.customer.findFirst({ where: { sellerId, userId } });
const entryOf = (id: string) => system.client.findFirst({ where: { id } });
const audit = async (sellerId: string) =>
  (await system.auditEvent.findMany({ where: { sellerId }, orderBy: { id: "asc" } })).filter(
    ({ action }) => action !== "access.refused",
  );
const templates = async (sellerId: string) =>
  (await system.message.findMany({ where: { sellerId } })).map(({ template }) => template).sort();
const isIn = (userId: string, slug: string) =>
  shopScopeFor(userId, slug).then(
    () => true,
    () => false,
  );

describe("whoever proves a listed contact", () => {
  it("is in at once, with price list, name and company of the entry; both sides are told", async () => {
    const { seller } = await store();
    const priceList = await createPriceList({ seller });
    const contact = fresh();
    const client = await createClient({ seller, email: contact, name: "Nina", company: "Corner Shop", priceList });
    const userId = await signIn(contact);
    expect(await rowOf(seller.id, userId)).toMatchObject({
      status: "approved",
      grantedHow: "client_list",
      grantedBy: null,
      clientId: client.id,
      priceListId: priceList.id,
      name: "Nina",
      company: "Corner Shop",
      contactKind: "email",
    });
    expect((await shopScopeFor(userId, seller.slug)).customer.priceListId).toBe(priceList.id);
    expect(await entryOf(client.id)).toMatchObject({ status: "approved" });
    const [event] = await audit(seller.id);
    expect(event).toMatchObject({
      action: "customer.approved",
      actorId: userId,
      data: { how: "client_list", clientId: client.id },
    });
    expect(await templates(seller.id)).toEqual(["access-given", "customer-auto-approved"]);
    const messages = await system.message.findMany({ where: { sellerId: seller.id } });
    expect(messages.map((row) => openMessage(row).worded)).toContainEqual(
      expect.objectContaining({ count: 1, names: ["Corner Shop"] }),
    );
  });

  it("is told, and the members are, only where the seller did not switch it off", async () => {
    for (const [notices, sent] of [
      [{ autoApproved: false }, ["access-given"]],
      [{ autoApprovedCustomer: false }, ["customer-auto-approved"]],
      [{ autoApproved: false, autoApprovedCustomer: false }, []],
    ] as const) {
      const { seller } = await store({ settings: { notices } });
      const contact = fresh();
      await createClient({ seller, email: contact });
      const userId = await signIn(contact);
      expect(await isIn(userId, seller.slug)).toBe(true);
      expect(await templates(seller.id)).toEqual(sent);
    }
  });

  it("the same number listed by three sellers signs up: three approved rows, three audit events, both sides told", async () => {
    const number = freshNumber();
    const sellers = [await store(), await store(), await store()].map(({ seller }) => seller);
    for (const seller of sellers) await createClient({ seller, phone: number });
    const elsewhere = await createSeller();
    const userId = await signIn(number);
    for (const seller of sellers) {
      expect(await rowOf(seller.id, userId)).toMatchObject({ status: "approved", grantedHow: "client_list" });
      expect((await audit(seller.id)).map(({ action }) => action)).toEqual(["customer.approved"]);
      expect(await templates(seller.id)).toEqual(["access-given", "customer-auto-approved"]);
    }
    expect(await rowOf(elsewhere.id, userId)).toBeNull();
    // Signing in again changes and tells nothing.
    await signIn(number);
    for (const seller of sellers) expect(await templates(seller.id)).toHaveLength(2);
  });

  it("not by a revoked entry, not by another's contact, and not where the shop is closed before it opens", async () => {
    const revoked = await store();
    const closed = await store({ status: "suspended" });
    const contact = fresh();
    await createClient({ seller: revoked.seller, email: contact, status: "revoked" });
    await createClient({ seller: closed.seller, email: contact });
    const userId = await signIn(contact);
    expect(await rowOf(revoked.seller.id, userId)).toBeNull();
    expect(await rowOf(closed.seller.id, userId)).toBeNull();
    await system.seller.updateMany({ where: { id: closed.seller.id }, data: { status: "open" } });
    await oweListed(system, closed.seller.id);
    await letListedIn(SystemScope.resolve("test"), closed.seller.id);
    expect(await rowOf(closed.seller.id, userId)).toMatchObject({ status: "approved" });
  });

  it("and was invited, too: the invite counts, and the entry says that its person is in", async () => {
    const { seller, scope } = await store();
    const contact = fresh();
    const client = await createClient({ seller, email: contact });
    await inviteCustomers(scope, { contacts: contact });
    const userId = await signIn(contact);
    expect(await rowOf(seller.id, userId)).toMatchObject({ grantedHow: "invite", clientId: null });
    expect(await entryOf(client.id)).toMatchObject({ status: "approved" });
    expect(await revokeClients(scope, { clientIds: [client.id] })).toEqual({ changed: 1, ended: 0 });
    expect(await isIn(userId, seller.slug)).toBe(true);
  });
});

describe("a contact that is listed later", () => {
  it("approves whoever has proved it, and nobody who has not", async () => {
    const { seller, scope } = await store();
    const known = fresh();
    const person = await createUser({ contacts: [known] });
    const waiting = await createUser({ contacts: [{ value: fresh(), verified: false }] });
    const unproved = waiting.contacts[0]?.value ?? "";
    expect(await addClient(scope, { ...NOTHING, email: known })).toMatchObject({ approved: true, restored: false });
    expect(await addClient(scope, { ...NOTHING, email: unproved })).toMatchObject({ approved: false });
    expect(await isIn(person.id, seller.slug)).toBe(true);
    expect(await rowOf(seller.id, waiting.id)).toBeNull();
    const actions = (await audit(seller.id)).map(({ action, actorKind }) => `${actorKind} ${action}`);
    expect(actions).toContain("member client.added");
    expect(actions).toContain("member customer.approved");
  });

  it("lets in whoever had asked, and a listed person who asks does not wait", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    await createCustomer({ seller, user: person, status: "requested" });
    await addClient(scope, { ...NOTHING, email: person.contacts[0]?.value ?? "" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "approved", grantedHow: "client_list" });

    const late = await createUser();
    await createClient({ seller, email: late.contacts[0]?.value ?? "" });
    await createCustomer({ seller, user: late, status: "requested" });
    const approve = () =>
      SystemScope.resolve("test").tx((db) => approveIfListed(db, SystemScope.resolve("test"), seller.id, late.id));
    expect(await approve()).toBe(true);
    expect(await approve()).toBe(false);
    expect(await rowOf(seller.id, late.id)).toMatchObject({ status: "approved" });
  });

  it("at the moment it is proved: in, whichever was first", async () => {
    for (let n = 0; n < 5; n++) {
      const { seller, scope } = await store();
      const contact = fresh();
      const visitor = newVisitor();
      await requestSignInCode(visitor, { contact });
      const code = await newestCode(contact);
      const [{ userId }] = await Promise.all([
        verifySignInCode(visitor, { contact, code, previousSession: null }),
        addClient(scope, { ...NOTHING, email: contact }),
      ]);
      expect(await rowOf(seller.id, userId)).toMatchObject({ status: "approved" });
      expect(await templates(seller.id)).toEqual(["access-given", "customer-auto-approved"]);
    }
  });
});

describe("revoking an entry", () => {
  it("ends the access that it gave, and not an access granted otherwise", async () => {
    const { seller, scope } = await store();
    const listed = await createUser();
    const byHand = await createUser();
    await createCustomer({ seller, user: byHand, grantedHow: "manual" });
    const ids: string[] = [];
    for (const user of [listed, byHand])
      ids.push((await addClient(scope, { ...NOTHING, email: user.contacts[0]?.value ?? "" })).clientId);
    expect(await isIn(listed.id, seller.slug)).toBe(true);
    expect(await revokeClients(scope, { clientIds: ids })).toEqual({ changed: 2, ended: 1 });
    expect(await isIn(listed.id, seller.slug)).toBe(false);
    expect(await isIn(byHand.id, seller.slug)).toBe(true);
    expect((await audit(seller.id)).map(({ action }) => action)).toContain("customer.revoked");
    // Signing in anew does not help.
    await signIn(listed.contacts[0]?.value ?? "");
    expect(await isIn(listed.id, seller.slug)).toBe(false);
    expect(await revokeClients(scope, { clientIds: ids })).toEqual({ changed: 0, ended: 0 });
  });

  it("passes the access to another live entry of the same person, and ends it with the last one", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ contacts: [fresh(), fresh()] });
    const [one, two] = person.contacts.map(({ value }) => value);
    const first = (await addClient(scope, { ...NOTHING, email: one ?? "" })).clientId;
    const second = (await addClient(scope, { ...NOTHING, email: two ?? "" })).clientId;
    expect(await rowOf(seller.id, person.id)).toMatchObject({ clientId: first });
    expect(await revokeClients(scope, { clientIds: [first] })).toEqual({ changed: 1, ended: 0 });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "approved", clientId: second });
    expect(await revokeClients(scope, { clientIds: [second] })).toEqual({ changed: 1, ended: 1 });
    expect(await isIn(person.id, seller.slug)).toBe(false);
  });

  it("of both entries of one person at once ends the access", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ contacts: [fresh(), fresh()] });
    const ids: string[] = [];
    for (const { value } of person.contacts) ids.push((await addClient(scope, { ...NOTHING, email: value })).clientId);
    await Promise.all(ids.map((id) => revokeClients(scope, { clientIds: [id] })));
    expect(await isIn(person.id, seller.slug)).toBe(false);
  });

  it("restoring and adding anew list again: the access is back", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    const email = person.contacts[0]?.value ?? "";
    const { clientId } = await addClient(scope, { ...NOTHING, email });
    await revokeClients(scope, { clientIds: [clientId] });
    expect(await restoreClients(scope, { clientIds: [clientId] })).toEqual({ changed: 1, approved: 1 });
    expect(await isIn(person.id, seller.slug)).toBe(true);
    // By whom, and that it is not the first time, is what the timeline says of it.
    const where = { sellerId: seller.id, action: "customer.approved", actorId: scope.user.id };
    const [, again] = await system.auditEvent.findMany({ where, orderBy: { createdAt: "asc" } });
    expect(again).toMatchObject({ actorKind: "member", data: { how: "client_list", was: "revoked", clientId } });
    await revokeClients(scope, { clientIds: [clientId] });
    expect(await addClient(scope, { ...NOTHING, email })).toEqual({ clientId, restored: true, approved: true });
    expect(await isIn(person.id, seller.slug)).toBe(true);
    expect(await system.client.count({ where: { sellerId: seller.id } })).toBe(1);
  });
});

describe("a member's own decision", () => {
  it("made after the listing outweighs it, until the contact is listed again", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    const email = person.contacts[0]?.value ?? "";
    const { clientId } = await addClient(scope, { ...NOTHING, email });
    const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
    await revokeCustomer(scope, { customerId });
    await signIn(email);
    expect(await isIn(person.id, seller.slug)).toBe(false);
    await updateClient(scope, { ...NOTHING, clientId, email, name: "Corrected" });
    await signIn(email);
    expect(await isIn(person.id, seller.slug)).toBe(false);
    await revokeClients(scope, { clientIds: [clientId] });
    await restoreClients(scope, { clientIds: [clientId] });
    expect(await isIn(person.id, seller.slug)).toBe(true);
  });

  it("to restore the access makes it the member's: the entry no longer ends it", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    const { clientId } = await addClient(scope, { ...NOTHING, email: person.contacts[0]?.value ?? "" });
    const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
    await revokeCustomer(scope, { customerId });
    await restoreCustomer(scope, { customerId });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ grantedHow: "manual", clientId: null });
    expect(await revokeClients(scope, { clientIds: [clientId] })).toEqual({ changed: 1, ended: 0 });
    expect(await isIn(person.id, seller.slug)).toBe(true);
  });

  it("made before the listing does not: whoever is listed afterwards is in", async () => {
    const { seller, scope } = await store();
    for (const status of ["rejected", "revoked"] as const) {
      const person = await createUser();
      await createCustomer({ seller, user: person, status, createdAt: new Date(Date.now() - 60_000) });
      await addClient(scope, { ...NOTHING, email: person.contacts[0]?.value ?? "" });
      expect(await isIn(person.id, seller.slug)).toBe(true);
    }
  });
});

describe("changing an entry", () => {
  it("to another contact ends the old one's access and lets the new one in", async () => {
    const { seller, scope } = await store();
    const before = await createUser();
    const after = await createUser();
    const { clientId } = await addClient(scope, { ...NOTHING, email: before.contacts[0]?.value ?? "" });
    const email = after.contacts[0]?.value ?? "";
    expect(await updateClient(scope, { ...NOTHING, clientId, email })).toEqual({ ended: 1, approved: 1 });
    expect(await isIn(before.id, seller.slug)).toBe(false);
    expect(await isIn(after.id, seller.slug)).toBe(true);
    expect(await updateClient(scope, { ...NOTHING, clientId, email: fresh() })).toEqual({ ended: 1, approved: 0 });
    expect(await entryOf(clientId)).toMatchObject({ status: "pending" });
  });

  it("gives the people it let in its new price list, and leaves one that was set by hand", async () => {
    const { seller, scope } = await store();
    const [gold, silver] = [await createPriceList({ seller }), await createPriceList({ seller })];
    const people = [await createUser(), await createUser()];
    for (const [n, person] of people.entries()) {
      const email = person.contacts[0]?.value ?? "";
      const { clientId } = await addClient(scope, { ...NOTHING, email, priceListId: gold.id });
      if (n === 1)
        await system.customer.updateMany({
          where: { sellerId: seller.id, userId: person.id },
          data: { priceListId: null },
        });
      await updateClient(scope, { ...NOTHING, clientId, email, priceListId: silver.id });
    }
    expect(await rowOf(seller.id, people[0]?.id ?? "")).toMatchObject({ priceListId: silver.id });
    expect(await rowOf(seller.id, people[1]?.id ?? "")).toMatchObject({ priceListId: null });
  });

  it("that somebody has changed meanwhile is refused, and nothing is written over; whoever has seen that may", async () => {
    const { scope } = await store();
    const email = fresh();
    const { clientId } = await addClient(scope, { ...NOTHING, email, name: "First" });
    const seen = (await entryOf(clientId))?.updatedAt.toISOString();
    const change = (name: string, at = seen) => updateClient(scope, { ...NOTHING, clientId, email, name, seen: at });
    const outcomes = await Promise.allSettled([change("Mine"), change("Yours")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const kept = (await entryOf(clientId))?.name;
    await expect(change("Later")).rejects.toMatchObject({
      code: "conflict",
      message: "clients.errors.changedMeanwhile",
    });
    expect((await entryOf(clientId))?.name).toBe(kept);
    await change("Seen", (await entryOf(clientId))?.updatedAt.toISOString());
    expect((await entryOf(clientId))?.name).toBe("Seen");
  });

  it("says of both contacts at once what is wrong with them", async () => {
    const { scope } = await store();
    await expect(addClient(scope, { ...NOTHING, phone: "12", email: "nina" })).rejects.toMatchObject({
      fields: { phone: "contacts.errors.phone", email: "contacts.errors.email" },
    });
  });

  it("to a contact that another entry has is refused beside the field, and changes nothing", async () => {
    const { seller, scope } = await store();
    const [one, two] = [fresh(), fresh()];
    const { clientId } = await addClient(scope, { ...NOTHING, email: one });
    await addClient(scope, { ...NOTHING, email: two });
    const taken = { fields: { email: "clients.errors.taken" } };
    await expect(updateClient(scope, { ...NOTHING, clientId, email: two })).rejects.toMatchObject(taken);
    const twice = addClient(scope, { ...NOTHING, email: one.toUpperCase(), name: "Twice" });
    await expect(twice).rejects.toMatchObject(taken);
    expect(await system.client.count({ where: { sellerId: seller.id, name: null } })).toBe(2);
  });
});

describe("deleting entries", () => {
  it("ends the access that they gave; the customer's row stays for the record", async () => {
    const { seller, scope } = await store();
    const person = await createUser();
    const { clientId } = await addClient(scope, { ...NOTHING, email: person.contacts[0]?.value ?? "" });
    expect(await deleteClients(scope, { clientIds: [clientId] })).toEqual({ changed: 1, ended: 1 });
    expect(await entryOf(clientId)).toBeNull();
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "revoked",
      grantedHow: "client_list",
      clientId: null,
    });
  });
});
