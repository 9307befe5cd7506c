import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { handOver } from "@/lib/auth/second-proof/hand-over";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { addClient, restoreClients, revokeClients, updateClient } from "@/lib/clients/commands";
import { revokeCustomer } from "@/lib/customers/commands";
import { askFor } from "@/lib/customers/requests/commands";
import { approveRequests, rejectRequests } from "@/lib/customers/requests/deciding/commands";
import { closeDb } from "@/lib/db/client";
import { merge, newNumber, outcome, present } from "@/lib/merges/test-support";
import { addContact, removeContact, requestContactCode } from "@/lib/users/commands";
import { eraseUser } from "@/lib/users/erasing/commands";
import { unique } from "@/prisma/factories/db";
import { contactOf, createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

const NOTHING = { phone: null, email: null, name: null, company: null, priceListId: null };
const fresh = () => `${unique("away")}@example.com`;

async function store() {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}
type Store = Awaited<ReturnType<typeof store>>;

async function signIn(contact: string): Promise<string> {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact });
  return (await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null })).userId;
}

/** Adds another contact, takes this one off, and comes back by it as somebody new. */
async function swapUsers(userId: string, contact: string): Promise<string> {
  const account = await accountScopeFor(userId);
  const [visitor, other] = [newVisitor(), fresh()];
  await requestContactCode(account, visitor, { contact: other });
  await addContact(account, visitor, { contact: other, code: await newestCode(other) });
  const rows = await system.contact.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
  await removeContact(account, { contactId: rows[0]?.id ?? "" });
  const next = await signIn(contact);
  expect(next).not.toBe(userId);
  return next;
}

const rowOf = (at: Store, userId: string) => system.customer.findFirst({ where: { sellerId: at.seller.id, userId } });
const statusOf = async (at: Store, userId: string) => (await rowOf(at, userId))?.status ?? null;
const revoke = async (at: Store, userId: string) =>
  revokeCustomer(at.scope, { customerId: (await rowOf(at, userId))?.id ?? "" });
const heldEvents = (at: Store) =>
  system.auditEvent.findMany({ where: { sellerId: at.seller.id, action: "client.held" } });

describe("whoever a seller has turned away", () => {
  it("stays out when they were erased and come back by the same contact; a rejected one waits as before", async () => {
    const at = await store();
    const [contact, asking] = [fresh(), fresh()];
    await createClient({ seller: at.seller, email: contact });
    const [first, asked] = [await signIn(contact), await signIn(asking)];
    await revoke(at, first);
    await createCustomer({ seller: at.seller, user: { id: asked }, status: "rejected", requestCount: 1 });
    const operator = await operatorScopeFor((await createOperator()).userId);
    for (const userId of [first, asked]) {
      await eraseUser(operator, { userId, confirmation: userId.slice(-8) });
      expect(await rowOf(at, userId)).toMatchObject({ userName: null, name: null, contactLookup: null });
    }
    const [again, askedAgain] = [await signIn(contact), await signIn(asking)];
    expect(await statusOf(at, again)).not.toBe("approved");
    await expect(
      askFor(await accountScopeFor(askedAgain), { seller: at.seller.slug, note: null, company: null }),
    ).rejects.toMatchObject({
      message: "customers.errors.request.tooSoon",
    });
  });

  it("is not let in by the client list as another user with the same contact; the seller reads why, once, and not who", async () => {
    const at = await store();
    const contact = fresh();
    const client = await createClient({ seller: at.seller, email: contact });
    const userId = await signIn(contact);
    expect(await statusOf(at, userId)).toBe("approved");
    await revoke(at, userId);
    const next = await swapUsers(userId, contact);
    await signIn(contact);
    expect(await statusOf(at, next)).toBeNull();
    expect(await heldEvents(at)).toMatchObject([
      { targetId: client.id, actorId: null, ip: null, data: { customerId: (await rowOf(at, userId))?.id } },
    ]);
    // They may ask like anybody, and the seller decides.
    expect(await askFor(await accountScopeFor(next), { seller: at.seller.slug, note: null, company: null })).toEqual({
      state: "requested",
    });
    const row = await rowOf(at, next);
    await approveRequests(at.scope, { customerIds: [row?.id ?? ""], was: "requested", priceListId: null, note: null });
    expect(await statusOf(at, next)).toBe("approved");
  });

  it("is let in again when the seller lists the contact anew", async () => {
    const at = await store();
    const contact = fresh();
    const client = await createClient({ seller: at.seller, email: contact });
    const userId = await signIn(contact);
    await revoke(at, userId);
    const next = await swapUsers(userId, contact);
    await revokeClients(at.scope, { clientIds: [client.id] });
    expect(await restoreClients(at.scope, { clientIds: [client.id] })).toMatchObject({ approved: 1 });
    expect(await statusOf(at, next)).toBe("approved");
  });

  it("is known by the entry that let them in, by the other contact of it, and by an invite that they answered", async () => {
    const at = await store();
    const [byEntry, byInvite, phoneOwner] = [fresh(), fresh(), "+1 202 555 0171"];
    const { clientId } = await addClient(at.scope, { ...NOTHING, email: byEntry });
    // The row has a contact of its own from before.
    const first = await createUser({ contacts: [byEntry] });
    await createCustomer({
      seller: at.seller,
      user: first,
      status: "approved",
      grantedHow: "client_list",
      contact: null,
    });
    await system.customer.updateMany({ where: { sellerId: at.seller.id, userId: first.id }, data: { clientId } });
    const { userId: sentBy } = await createMember({ seller: at.seller });
    const second = await createUser({ contacts: [byInvite] });
    await createCustomer({ seller: at.seller, user: second, status: "approved", contact: null });
    await createInvite({ seller: at.seller, sentBy, contact: byInvite, userId: second.id, status: "used" });
    await createClient({ seller: at.seller, email: byInvite });
    const both = fresh();
    const third = await createUser({ contacts: [phoneOwner, both] });
    await createCustomer({ seller: at.seller, user: third, status: "approved", contact: third.contacts[0] ?? null });
    await createClient({ seller: at.seller, email: both, phone: phoneOwner });
    for (const { id } of [first, second, third]) await revoke(at, id);
    for (const [{ id }, contact] of [
      [first, byEntry],
      [second, byInvite],
    ] as const) {
      expect(await statusOf(at, await swapUsers(id, contact))).toBeNull();
    }
    await removeContact(await accountScopeFor(third.id), { contactId: third.contacts[1]?.id ?? "" });
    expect(await statusOf(at, await signIn(both))).toBeNull();
  });

  it("is known to the platform by a contact that the seller never had from them, which it does not tell", async () => {
    const at = await store();
    const [own, listed] = [fresh(), fresh()];
    const user = await createUser({ contacts: [listed, own] });
    await createCustomer({ seller: at.seller, user, contact: user.contacts[1] ?? null });
    await createClient({ seller: at.seller, email: listed });
    await revoke(at, user.id);
    await removeContact(await accountScopeFor(user.id), { contactId: user.contacts[0]?.id ?? "" });
    const next = await signIn(listed);
    expect(await statusOf(at, next)).toBeNull();
    expect(await heldEvents(at)).toEqual([]);
    const kept = await system.auditEvent.findMany({ where: { actorId: user.id, action: "contact.removed" } });
    expect(JSON.stringify(kept.map(({ targetId, data }) => [targetId, data]))).not.toContain(listed);
  });

  it("stays known when two users became one before", async () => {
    const at = await store();
    const [mine, theirs] = [fresh(), fresh()];
    const into = await createUser({ contacts: [mine] });
    const from = await createUser({ contacts: [theirs] });
    await createCustomer({ seller: at.seller, user: into, contact: into.contacts[0] ?? null });
    await createCustomer({ seller: at.seller, user: from, contact: from.contacts[0] ?? null });
    await createClient({ seller: at.seller, email: theirs });
    await merge(await present(into), theirs);
    await system.userMerge.updateMany({ where: { intoUserId: into.id }, data: { createdAt: new Date(0) } });
    await revoke(at, into.id);
    await removeContact(await accountScopeFor(into.id), { contactId: from.contacts[0]?.id ?? "" });
    expect(await statusOf(at, await signIn(theirs))).toBeNull();
  });

  it("does not keep out whom an entry lists that was theirs, nor anybody turned away before they were listed", async () => {
    const at = await store();
    const [before, after] = [fresh(), fresh()];
    const { clientId } = await addClient(at.scope, { ...NOTHING, email: before });
    const userId = await signIn(before);
    await updateClient(at.scope, { ...NOTHING, clientId, email: after });
    expect(await statusOf(at, userId)).toBe("revoked");
    expect(await statusOf(at, await signIn(after))).toBe("approved");
    const contact = fresh();
    const other = await createUser({ contacts: [contact] });
    await createCustomer({ seller: at.seller, user: other, contact: other.contacts[0] ?? null });
    await revoke(at, other.id);
    const next = await swapUsers(other.id, contact);
    await addClient(at.scope, { ...NOTHING, email: contact });
    expect(await statusOf(at, next)).toBe("approved");
    expect(await heldEvents(at)).toEqual([]);
  });
});

describe("the new owner of a number", () => {
  async function handed() {
    const at = await store();
    const number = newNumber();
    const { clientId } = await addClient(at.scope, { ...NOTHING, phone: number });
    const before = await signIn(number);
    const into = await createUser();
    const row = await system.contact.findFirstOrThrow({ where: { userId: before } });
    const given = { contactId: row.id, contact: contactOf(number), fromId: before, intoId: into.id };
    const scope = SystemScope.resolve("test");
    await scope.tx((db) => handOver(db, scope, given));
    return { at, number, clientId, before, into };
  }

  it("is not let in where its former owner is, neither at once nor when they sign in or ask; the seller reads why", async () => {
    const { at, number, clientId, before, into } = await handed();
    expect(await signIn(number)).toBe(into.id);
    expect(await statusOf(at, into.id)).toBeNull();
    expect(await statusOf(at, before)).toBe("approved");
    expect(await heldEvents(at)).toMatchObject([{ targetId: clientId, data: { how: "handed_over" } }]);
    const ask = { seller: at.seller.slug, note: null, company: null };
    expect(await askFor(await accountScopeFor(into.id), ask)).toEqual({ state: "requested" });
  });

  it("is let in once the seller lists the number anew", async () => {
    const { at, clientId, into } = await handed();
    await revokeClients(at.scope, { clientIds: [clientId] });
    await restoreClients(at.scope, { clientIds: [clientId] });
    expect(await statusOf(at, into.id)).toBe("approved");
  });
});

describe("whoever asked and was rejected", () => {
  it("waits like anybody before asking by the same contact again, as whichever user", async () => {
    const at = await store();
    const contact = fresh();
    const userId = await signIn(contact);
    const ask = { seller: at.seller.slug, note: null, company: null };
    await askFor(await accountScopeFor(userId), ask);
    const first = await rowOf(at, userId);
    await rejectRequests(at.scope, { customerIds: [first?.id ?? ""], reason: null });
    const next = await swapUsers(userId, contact);
    const again = await accountScopeFor(next);
    expect(await outcome(askFor(again, ask))).toBe("customers.errors.request.tooSoon");
    const aged = { decidedAt: new Date(Date.now() - 8 * 86_400_000) };
    await system.customer.updateMany({ where: { sellerId: at.seller.id, userId }, data: aged });
    expect(await askFor(again, ask)).toEqual({ state: "requested" });
    // What was asked before counts.
    expect(await rowOf(at, next)).toMatchObject({ requestCount: 2 });
    await system.customer.updateMany({
      where: { sellerId: at.seller.id, userId },
      data: { requestCount: 3, ...aged },
    });
    await system.customer.deleteMany({ where: { sellerId: at.seller.id, userId: next } });
    expect(await outcome(askFor(again, ask))).toBe("customers.errors.request.tooOften");
  });
});
