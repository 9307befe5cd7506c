import { afterAll, describe, expect, it } from "vitest";
import { AccountScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { maskContact } from "@/lib/contacts/rules";
import { closeDb } from "@/lib/db/client";
import { mergeUsers } from "@/lib/merges/commands";
import { listMerges } from "@/lib/merges/listing/queries";
import { merge, newEmail, operator, outcome, present, prove, undo } from "@/lib/merges/test-support";
import { undoMerge } from "@/lib/merges/undoing/commands";
import { placeOrder } from "@/lib/orders/commands";
import { addContactOrOffer, removeContact, requestContactCode } from "@/lib/users/commands";
import { daysAgo, systemDb } from "@/prisma/factories/db";
import { contactOf, createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs, operatorScopeFor, shopScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createCart, createOrder, createProduct } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

afterAll(closeDb);

const db = systemDb;
const rowOf = (sellerId: string, userId: string) => db().customer.findFirst({ where: { sellerId, userId } });
const ordersOf = async (sellerId: string, userId: string) =>
  (await db().order.findMany({ where: { sellerId, customer: { userId } }, orderBy: { number: "asc" } })).map(
    ({ id }) => id,
  );

async function signIn(contact: string) {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact });
  return await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null });
}

/** Two users, one contact each, and a seller who knows both. */
async function pair() {
  const [mine, theirs] = [newEmail(), newEmail()];
  const into = await createUser({ name: "Kept", contacts: [mine] });
  const from = await createUser({ name: "Other", contacts: [theirs] });
  const seller = await createSeller();
  const product = await createProduct({ seller, price: 500 });
  const customers = {
    into: await createCustomer({ seller, user: into }),
    from: await createCustomer({ seller, user: from }),
  };
  return { mine, theirs, into, from, seller, product, customers };
}

describe("undone after things happened in between", () => {
  it("new orders stay where they were placed, old ones go back", async () => {
    const { theirs, into, from, seller, product, customers } = await pair();
    const only = await createSeller();
    const single = await createProduct({ seller: only, price: 500 });
    await createCustomer({ seller: only, user: from });
    const old = await createOrder({ seller, customer: customers.from, lines: [{ product }] });
    const mergeId = await merge(await present(into), theirs);
    const order = async (slug: string, sellerId: string, what: { id: string }) => {
      const shop = await shopScopeFor(into.id, slug);
      const customer = { id: shop.customer.id, sellerId, userId: into.id };
      const { id: cartId } = await createCart({ customer, lines: [{ product: what }] });
      return (await placeOrder(shop, { cartId, poNumber: null, note: null, shownTotal: 500 })).id;
    };
    const shared = await order(seller.slug, seller.id, product);
    const theirOnly = await order(only.slug, only.id, single);
    await undo(mergeId);
    expect(await ordersOf(seller.id, into.id)).toEqual([shared]);
    expect(await ordersOf(seller.id, from.id)).toEqual([old.id]);
    // Where only the other one was a customer, the row goes back with all that was bought under it.
    expect(await ordersOf(only.id, from.id)).toEqual([theirOnly]);
    expect(await outcome(shopScopeFor(into.id, only.slug))).toBe("errors.notFound");
  });

  it("what a seller took away stays taken from both; what it gave stays with the kept one", async () => {
    const { theirs, into, from, seller } = await pair();
    const [asked, again] = [await createSeller(), await createSeller()];
    // Let in long ago, sent away, and asking anew by the other account.
    await createCustomer({ seller: again, user: from, status: "revoked", createdAt: daysAgo(9) });
    await createCustomer({ seller: again, user: into, status: "requested" });
    await createCustomer({ seller: asked, user: from, status: "requested" });
    await createCustomer({ seller: asked, user: into, status: "rejected", createdAt: daysAgo(5) });
    const mergeId = await merge(await present(into), theirs);
    expect(await rowOf(asked.id, into.id)).toMatchObject({ status: "requested" });
    await db().customer.updateMany({
      where: { sellerId: seller.id, userId: into.id },
      data: { status: "revoked", decidedAt: new Date() },
    });
    const now = new Date();
    for (const { id } of [asked, again]) {
      const { joinDate } = (await rowOf(id, into.id)) ?? {};
      await db().customer.updateMany({
        where: { sellerId: id, userId: into.id },
        data: { status: "approved", grantedHow: "manual", grantedAt: now, decidedAt: now, joinDate: joinDate ?? now },
      });
    }
    await undo(mergeId);
    expect(await rowOf(again.id, into.id)).toMatchObject({ status: "approved" });
    expect(await rowOf(again.id, from.id)).toMatchObject({ status: "revoked" });
    for (const { id } of [into, from]) expect(await rowOf(seller.id, id)).toMatchObject({ status: "revoked" });
    expect(await rowOf(asked.id, into.id)).toMatchObject({ status: "approved" });
    expect(await rowOf(asked.id, from.id)).toMatchObject({ status: "requested" });
  });

  it("an entry of the client list that was revoked meanwhile lets nobody in again", async () => {
    const { theirs, into, from, seller, customers } = await pair();
    const client = await createClient({ seller, email: newEmail(), status: "approved" });
    await db().customer.updateMany({
      where: { id: customers.from.id },
      data: { grantedHow: "client_list", clientId: client.id },
    });
    const mergeId = await merge(await present(into), theirs);
    await db().client.updateMany({ where: { id: client.id }, data: { status: "revoked" } });
    await undo(mergeId);
    expect(await rowOf(seller.id, from.id)).toMatchObject({ status: "revoked" });
    expect(await rowOf(seller.id, into.id)).toMatchObject({ status: "approved" });
  });

  it("a store's last admin stays one, through the merge and back, also when they were promoted or sent away meanwhile", async () => {
    const [mine, theirs] = [newEmail(), newEmail()];
    const [into, from] = [await createUser({ contacts: [mine] }), await createUser({ contacts: [theirs] })];
    const stores = [await createSeller(), await createSeller(), await createSeller()] as const;
    for (const seller of stores) {
      await createMember({ seller, user: from, role: "admin" });
      await createMember({ seller, user: into, role: "support" });
    }
    const [same, demoted, gone] = stores;
    const mergeId = await merge(await present(into), theirs);
    const admins = (sellerId: string) =>
      db().member.count({ where: { sellerId, role: "admin", status: "active", user: { status: "active" } } });
    for (const { id } of stores) expect(await admins(id)).toBe(1);
    for (const seller of [demoted, gone]) await createMember({ seller });
    await db().member.updateMany({ where: { sellerId: demoted.id, userId: into.id }, data: { role: "manager" } });
    await db().member.deleteMany({ where: { sellerId: gone.id, userId: into.id } });
    await undo(mergeId);
    for (const { id } of stores) expect(await admins(id)).toBe(1);
    const place = (sellerId: string, userId: string) =>
      db().member.findFirst({ where: { sellerId, userId }, select: { role: true, status: true } });
    expect(await place(same.id, from.id)).toEqual({ role: "admin", status: "active" });
    expect(await place(same.id, into.id)).toEqual({ role: "support", status: "active" });
    expect(await place(demoted.id, from.id)).toEqual({ role: "manager", status: "active" });
    expect(await place(gone.id, from.id)).toEqual({ role: "admin", status: "deactivated" });
    expect(await place(gone.id, into.id)).toBeNull();
  });

  it("sessions by a contact that goes back end; a contact that was removed stays away", async () => {
    const [mine, theirs, second] = [newEmail(), newEmail(), newEmail()];
    const into = await createUser({ contacts: [mine] });
    const from = await createUser({ contacts: [theirs, second] });
    const mergeId = await merge(await present(into), theirs);
    const own = await signIn(mine);
    const byTheirs = await signIn(theirs);
    expect(byTheirs.userId).toBe(into.id);
    const contactId = from.contacts.find(({ value }) => value === second)?.id ?? "";
    await removeContact(await accountScopeFor(into.id), { contactId });
    await undo(mergeId);
    const stands = ({ sessionId }: { sessionId: string }) =>
      outcome(actingAs({ sessionId }, () => AccountScope.resolve()));
    expect(await stands(own)).toBe("done");
    expect(await stands(byTheirs)).toBe("errors.signedOut");
    expect((await signIn(theirs)).userId).toBe(from.id);
    expect(await db().contact.count({ where: { userId: from.id } })).toBe(1);
  });
});

describe("undoing", () => {
  it("is done once, within thirty days, the latest merge first, and while a contact is left", async () => {
    const { theirs, into, from } = await pair();
    const third = newEmail();
    await createUser({ contacts: [third] });
    const me = await present(into);
    const first = await merge(me, theirs);
    const second = await merge(me, third);
    expect(await outcome(undo(first))).toBe("merges.errors.later");
    await undo(second);
    expect(await outcome(undo(second))).toBe("merges.errors.undone");
    await db().userMerge.updateMany({ where: { id: first }, data: { createdAt: daysAgo(31) } });
    expect(await outcome(undo(first))).toBe("merges.errors.tooLate");
    await db().userMerge.updateMany({ where: { id: first }, data: { createdAt: daysAgo(29) } });
    await db().contact.deleteMany({ where: { id: from.contacts[0]?.id ?? "" } });
    expect(await outcome(undo(first))).toBe("merges.errors.noContact");
    expect(await outcome(undo("00000000-0000-7000-8000-000000000000"))).toBe("errors.notFound");
  });

  it("twice at the same moment is once", async () => {
    const { theirs, into } = await pair();
    const mergeId = await merge(await present(into), theirs);
    const outcomes = await Promise.all([outcome(undo(mergeId)), outcome(undo(mergeId))]);
    expect(outcomes.sort()).toEqual(["done", "merges.errors.undone"]);
  });

  it("is listed for operators: when, who, state; the audit says who did it", async () => {
    const { theirs, into, from } = await pair();
    const mergeId = await merge(await present(into), theirs);
    const actor = await operator();
    const find = async () => (await listMerges(actor, { limit: 100, q: "" })).items.find(({ id }) => id === mergeId);
    const both = { from: { name: "Other", contacts: [maskContact(contactOf(theirs))] }, into: { name: "Kept" } };
    const before = await find();
    expect(before).toMatchObject({ ...both, state: "merged", undoneAt: null });
    expect(before?.into.contacts).not.toContain(theirs);
    const searched = async (q: string) =>
      (await listMerges(actor, { limit: 100, q })).items.filter(({ id }) => id === mergeId).length;
    expect([await searched(theirs), await searched("ept"), await searched(newEmail()), await searched("%")]).toEqual([
      1, 1, 0, 0,
    ]);
    await undoMerge(actor, { mergeId });
    expect(await find()).toMatchObject({ ...both, state: "undone" });
    expect(await searched(theirs)).toBe(1);
    const events = await db().auditEvent.findMany({ where: { action: "user.merge_undone", targetId: from.id } });
    expect(events).toMatchObject([{ actorId: actor.user.id, actorKind: "operator", data: { into: into.id, mergeId } }]);
  });

  it("needs the right to", async () => {
    const { userId } = await createOperator({ role: "support" });
    expect((await operatorScopeFor(userId)).can("users.merge")).toBe(false);
    expect((await operator()).can("users.merge")).toBe(true);
  });
});

describe("at the same moment", () => {
  const ROUNDS = 5;

  it("two people merge each other, or one merges twice: one merge", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { mine, theirs, into, from, seller } = await pair();
      const [a, b] = [await present(into), await present(from)];
      const [one, two] = [await prove(a, theirs), await prove(b, mine)];
      const outcomes = await Promise.all([
        outcome(mergeUsers(a.scope, a.visitor, one)),
        outcome(mergeUsers(a.scope, a.visitor, one)),
        outcome(mergeUsers(b.scope, b.visitor, two)),
      ]);
      expect(outcomes.filter((done) => done === "done")).toHaveLength(1);
      const users = await db().user.findMany({ where: { id: { in: [into.id, from.id] } } });
      expect(users.map(({ status }) => status).sort()).toEqual(["active", "merged"]);
      const [kept] = users.filter(({ status }) => status === "active");
      expect(await db().contact.count({ where: { userId: kept?.id ?? "" } })).toBe(2);
      expect(await db().customer.count({ where: { sellerId: seller.id, status: { not: "merged" } } })).toBe(1);
    }
  });

  it("the other one signs in: they end up as the kept user, or signed out", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { theirs, into } = await pair();
      const me = await present(into);
      const offer = await prove(me, theirs);
      const visitor = newVisitor();
      await requestSignInCode(visitor, { contact: theirs });
      const code = await newestCode(theirs);
      const [, signedIn] = await Promise.all([
        mergeUsers(me.scope, me.visitor, offer),
        verifySignInCode(visitor, { contact: theirs, code, previousSession: null }),
      ]);
      const account = await actingAs({ sessionId: signedIn.sessionId }, () => AccountScope.find());
      expect([into.id, undefined]).toContain(account?.user.id);
      expect(await db().session.count({ where: { user: { status: "merged" }, endedAt: null } })).toBe(0);
    }
  });

  it("the other one removes the contact: either it is merged, or it is gone and nothing happened", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [theirs, second] = [newEmail(), newEmail()];
      const into = await createUser();
      const from = await createUser({ contacts: [theirs, second] });
      const me = await present(into);
      const offer = await prove(me, theirs);
      const owner = await accountScopeFor(from.id);
      const contactId = from.contacts.find(({ value }) => value === theirs)?.id ?? "";
      const [merged, removed] = await Promise.all([
        outcome(mergeUsers(me.scope, me.visitor, offer)),
        outcome(removeContact(owner, { contactId })),
      ]);
      expect([merged, removed].filter((done) => done === "done")).toHaveLength(1);
      const status = (await db().user.findFirst({ where: { id: from.id } }))?.status;
      expect(status).toBe(merged === "done" ? "merged" : "active");
      expect(await db().contact.count({ where: { userId: into.id } })).toBe(merged === "done" ? 3 : 1);
    }
  });

  it("the other one orders: the order is there, with the person", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { theirs, into, from, seller, product, customers } = await pair();
      const { id: cartId } = await createCart({ customer: customers.from, lines: [{ product }] });
      const me = await present(into);
      const offer = await prove(me, theirs);
      const shop = await shopScopeFor(from.id, seller.slug);
      const [, placed] = await Promise.all([
        mergeUsers(me.scope, me.visitor, offer),
        outcome(placeOrder(shop, { cartId, poNumber: null, note: null, shownTotal: 500 })),
      ]);
      expect(await ordersOf(seller.id, into.id)).toHaveLength(placed === "done" ? 1 : 0);
      expect(await ordersOf(seller.id, from.id)).toEqual([]);
      const lines = await db().cartLine.count({
        where: { sellerId: seller.id, cart: { customer: { userId: into.id } } },
      });
      expect(lines).toBe(placed === "done" ? 0 : 1);
    }
  });

  it("the kept one is adding a contact while they are merged away: it does not go to nobody", async () => {
    const { mine, into, from } = await pair();
    const fresh = newEmail();
    const scope = await accountScopeFor(into.id);
    const visitor = newVisitor();
    await requestContactCode(scope, visitor, { contact: fresh });
    const code = await newestCode(fresh);
    await merge(await present(from), mine);
    expect(await outcome(addContactOrOffer(scope, visitor, { contact: fresh, code }))).toBe("errors.signedOut");
    expect(await db().contact.count({ where: { userId: into.id } })).toBe(0);
  });
});
