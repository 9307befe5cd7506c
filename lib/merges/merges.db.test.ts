import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountScope, StoreScope } from "@/lib/access/scope";
import { requestSignInCode, type Visitor, verifySignInCode } from "@/lib/auth/commands";
import { giveOwnProof, requestOwnProof } from "@/lib/auth/second-proof/commands";
import { codesFor, newestCode, newVisitor } from "@/lib/auth/test-support";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import { closeDb } from "@/lib/db/client";
import { mergeUsers } from "@/lib/merges/commands";
import { giveOtherContactProof, requestOtherContactProof, takeNumber } from "@/lib/merges/proofs/commands";
import { getMergeOffer } from "@/lib/merges/queries";
import {
  merge,
  newEmail,
  newNumber,
  operator,
  outcome,
  type Present,
  present,
  prove,
  undo,
} from "@/lib/merges/test-support";
import { addContact, requestContactCode } from "@/lib/users/commands";
import { daysAgo, systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { type CreatedUser, createOperator, createSession, createUser } from "@/prisma/factories/people";
import { actingAs, shopScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createCart, createOrder, createPriceList, createProducts } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connectOwner();
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

const db = systemDb;
/** Every row of every table that a merge may touch; what only ever grows, or ends for good, is not in it. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables = [
    "users",
    "contacts",
    "customers",
    "members",
    "operators",
    "orders",
    "order_lines",
    "carts",
    "cart_lines",
    "invites",
    "clients",
    "customer_words",
  ];
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows } = await owner.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY t::text`);
    found[table] = rows.map(({ row }) => row);
  }
  const { rows } = await owner.query(
    "SELECT seller_id, id, user_id FROM messages WHERE template <> 'users-merged' ORDER BY id",
  );
  return { ...found, messages: rows };
}

const OTHERS = [null, ...CUSTOMER_STATUSES] as const;

/** Two users who meet at sellers in every pair of standings, with orders and baskets, in stores and on the platform. */
async function twoOfEverything() {
  const [mine, theirs] = [newEmail(), newEmail()];
  const into = await createUser({ name: "Ann Kept", contacts: [mine] });
  const from = await createUser({
    name: "Ann Other",
    contacts: [theirs, newNumber(), { value: newEmail(), verified: false }],
  });
  const pairs: Pick<Meeting, "seller" | "own" | "other">[] = [];
  for (const own of OTHERS) {
    for (const other of CUSTOMER_STATUSES) {
      const seller = await createSeller({ name: `${own ?? "nobody"} and ${other}` });
      await meet({ seller, own, other, into, from });
      pairs.push({ seller, own, other });
    }
  }
  const stores = await twoMembers(into, from);
  await createOperator({ userId: from.id, role: "support" });
  return { theirs, into, from, pairs, stores };
}

type Meeting = {
  seller: Awaited<ReturnType<typeof createSeller>>;
  own: (typeof OTHERS)[number];
  other: (typeof CUSTOMER_STATUSES)[number];
  into: CreatedUser;
  from: CreatedUser;
};

async function meet({ seller, own, other, into, from }: Meeting): Promise<void> {
  const [first, second, third] = await createProducts(3, { seller });
  if (!(first && second && third)) throw new Error("Three products were asked for.");
  const priceList = await createPriceList({ seller, items: [{ product: first, price: 1 }] });
  const contact = from.contacts[0] ?? null;
  const times = { createdAt: daysAgo(20) };
  const theirs = await createCustomer({
    seller,
    user: from,
    status: other,
    priceList,
    note: "Pays late",
    contact,
    ...(other === "requested" && { requestNote: "Please" }),
    ...times,
  });
  await createOrder({ seller, customer: theirs, lines: [{ product: first }, { product: second, quantity: 2 }] });
  await createCart({
    customer: theirs,
    lines: [
      { product: first, quantity: 5 },
      { product: second, quantity: 1 },
    ],
  });
  const { userId: sentBy } = await createMember({ seller });
  if (other === "invited") await createInvite({ seller, sentBy, contact: newEmail(), userId: from.id });
  await db().message.createMany({
    data: {
      sellerId: seller.id,
      id: theirs.id,
      channel: "email",
      template: "access-approved",
      toValue: new Uint8Array(1),
      toLookup: new Uint8Array(1),
      payload: new Uint8Array(1),
      status: "delivered",
      userId: from.id,
    },
  });
  if (!own) return;
  const mine = await createCustomer({ seller, user: into, status: own, note: "Kind", ...times });
  await createOrder({ seller, customer: mine, lines: [{ product: third }] });
  // A basket at every second seller.
  if (CUSTOMER_STATUSES.indexOf(own) % 2 === 0)
    await createCart({
      customer: mine,
      lines: [
        { product: first, quantity: 2 },
        { product: third, quantity: 1 },
      ],
    });
}

/** Stores with the two as members: [own, other]. */
async function twoMembers(into: CreatedUser, from: CreatedUser) {
  const pairs = [
    [null, { role: "admin" }],
    [{ role: "support" }, { role: "admin" }],
    [{ role: "admin" }, { role: "support" }],
    [{ role: "admin", status: "deactivated" }, { role: "support" }],
    [{ role: "manager" }, { role: "admin", status: "deactivated" }],
  ] as const;
  const stores: { id: string; slug: string }[] = [];
  for (const [own, other] of pairs) {
    const seller = await createSeller();
    if (own) await createMember({ seller, user: into, ...own });
    await createMember({ seller, user: from, ...other });
    stores.push(seller);
  }
  return stores;
}

const rowOf = (sellerId: string, userId: string) => db().customer.findFirst({ where: { sellerId, userId } });
const memberOf = (sellerId: string, userId: string) => db().member.findFirst({ where: { sellerId, userId } });

/** One customer, with all orders of both, and one basket. */
async function expectJoined({ seller, own, other }: Pick<Meeting, "seller" | "own" | "other">, userId: string) {
  const what = `${own} and ${other}`;
  const sellerId = seller.id;
  const row = await rowOf(sellerId, userId);
  const orders = await db().order.findMany({ where: { sellerId } });
  expect(new Set(orders.map(({ customerId }) => customerId)), what).toEqual(new Set([row?.id]));
  expect(orders, what).toHaveLength(own ? 2 : 1);
  if (own === "approved" || other === "approved") expect(row?.status, what).toBe("approved");
  expect(await db().customer.count({ where: { sellerId, status: { not: "merged" } } }), what).toBe(1);
  const lines = await db().cartLine.findMany({ where: { sellerId, customerId: row?.id ?? "" } });
  const quantities = lines.map(({ quantity }) => quantity).sort();
  expect(quantities, what).toEqual(own && CUSTOMER_STATUSES.indexOf(own) % 2 === 0 ? [1, 1, 5] : [1, 5]);
}

/** Every row that was there is there again, to the letter. Rows that came since then may be more. */
function expectAllIn(present: Record<string, unknown[]>, before: Record<string, unknown[]>): void {
  for (const [table, rows] of Object.entries(before)) {
    const there = new Set(present[table]?.map((row) => JSON.stringify(row)));
    expect(
      rows.map((row) => JSON.stringify(row)).filter((row) => !there.has(row)),
      table,
    ).toEqual([]);
  }
}

describe("two users merged", () => {
  it("before and after, everything kept; undone: everything back, in every pair of standings", async () => {
    const { theirs, into, from, pairs, stores } = await twoOfEverything();
    const me = await present(into);
    const { proofId } = await prove(me, theirs);
    const before = await everything();
    const { mergeId } = await mergeUsers(me.scope, me.visitor, { proofId });
    const merged = await everything();
    for (const table of ["orders", "order_lines", "customers", "members", "contacts", "invites", "messages", "users"]) {
      expect(merged[table], `${table}: nothing lost`).toHaveLength(before[table]?.length ?? 0);
    }
    for (const pair of pairs) await expectJoined(pair, into.id);
    const places = await Promise.all(stores.map(({ id }) => memberOf(id, into.id)));
    expect(places.map((place) => `${place?.role} ${place?.status}`)).toEqual([
      "admin active",
      "admin active",
      "admin active",
      "support active",
      "manager active",
    ]);
    expect(await db().operator.findFirst({ where: { userId: into.id } })).toMatchObject({ role: "support" });
    expect(await db().user.findFirst({ where: { id: from.id } })).toMatchObject({
      status: "merged",
      mergedInto: into.id,
    });
    await undo(mergeId);
    const undone = await everything();
    expectAllIn(undone, before);
  });

  it("the better standing counts, and a later no of the seller outweighs it", async () => {
    const [into, from] = [await createUser(), await createUser()];
    const [list, seller, closed] = [newEmail(), await createSeller(), await createSeller()];
    const other = await createUser({ contacts: [list] });
    const priceList = await createPriceList({ seller });
    await createCustomer({ seller, user: into, status: "requested" });
    await createCustomer({ seller, user: other, priceList, visited: true });
    await createCustomer({ seller: closed, user: other, createdAt: daysAgo(9) });
    const no = await createCustomer({ seller: closed, user: into, status: "revoked", createdAt: daysAgo(30) });
    await db().customer.updateMany({ where: { id: no.id }, data: { decidedAt: daysAgo(1) } });
    await merge(await present(into), list);
    expect(await rowOf(seller.id, into.id)).toMatchObject({ status: "approved", priceListId: priceList.id });
    expect(await rowOf(closed.id, into.id)).toMatchObject({ status: "revoked" });
    expect(await outcome(shopScopeFor(into.id, closed.slug))).toBe("errors.notFound");
    expect((await shopScopeFor(into.id, seller.slug)).customer.priceListId).toBe(priceList.id);
    expect(from.id).not.toBe(other.id);
  });

  it("is what both contacts sign in as, and the other's sessions end", async () => {
    const [mine, theirs] = [newEmail(), newEmail()];
    const into = await createUser({ contacts: [mine] });
    const from = await createUser({ contacts: [theirs] });
    const { sessionId } = await createSession(from.id);
    await merge(await present(into), theirs);
    expect(await outcome(actingAs({ sessionId }, () => AccountScope.resolve()))).toBe("errors.signedOut");
    for (const contact of [mine, theirs]) expect(await signIn(contact)).toBe(into.id);
  });

  it("sellers see one customer and one member, and who it was before is not offered to anybody", async () => {
    const theirs = newEmail();
    const seller = await createSeller();
    const [into, from] = [await createUser(), await createUser({ contacts: [theirs] })];
    for (const user of [into, from]) {
      await createCustomer({ seller, user });
      await createMember({ seller, user });
    }
    await merge(await present(into), theirs);
    const store = await actingAs({ user: into.id }, () => StoreScope.resolve(seller.slug));
    expect(await store.db.customer.findMany({ select: { userId: true } })).toEqual([{ userId: into.id }]);
    expect(await store.db.member.findMany({ select: { userId: true } })).toEqual([{ userId: into.id }]);
    const actor = await operator();
    expect(await actor.db.customer.count({ where: { sellerId: seller.id } })).toBe(1);
    const written = await store.db.auditEvent.findMany({
      where: { action: { endsWith: ".merged" } },
      select: { action: true },
    });
    expect(written.map(({ action }) => action).sort()).toEqual(["customer.merged", "member.merged"]);
  });

  it("invites that the other had sent go on, and who sent them is found under their new id", async () => {
    const theirs = newEmail();
    const seller = await createSeller();
    const [into, from] = [await createUser(), await createUser({ contacts: [theirs] })];
    await createMember({ seller, user: from, role: "manager" });
    const guest = newEmail();
    const invite = await createInvite({ seller, sentBy: from.id, contact: guest });
    await merge(await present(into), theirs);
    await signIn(guest);
    expect(await db().invite.findFirst({ where: { id: invite.id } })).toMatchObject({ status: "registered" });
  });

  it("an invite and a list entry for the contact that was just proved take effect with it", async () => {
    const theirs = newEmail();
    const [inviting, listing] = [await createSeller(), await createSeller()];
    const [into, from] = [await createUser(), await createUser({ contacts: [theirs] })];
    const { userId: sentBy } = await createMember({ seller: inviting });
    await createInvite({ seller: inviting, sentBy, contact: theirs, userId: from.id });
    await createClient({ seller: listing, email: theirs });
    await merge(await present(into), theirs);
    for (const { id } of [inviting, listing]) expect(await rowOf(id, into.id)).toMatchObject({ status: "approved" });
  });

  it("whoever has no name yet is called as the other; undone, they are not", async () => {
    const theirs = newEmail();
    const into = await createUser({ name: null });
    await createUser({ name: "Named", company: "Named Ltd", contacts: [theirs] });
    const mergeId = await merge(await present(into), theirs);
    const nameOf = async () => (await db().user.findFirst({ where: { id: into.id } }))?.name;
    expect(await nameOf()).toBe("Named");
    await undo(mergeId);
    expect(await nameOf()).toBeNull();
  });
});

async function signIn(contact: string, visitor: Visitor = newVisitor()): Promise<string> {
  await requestSignInCode(visitor, { contact });
  return (await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null })).userId;
}

describe("what a merge needs", () => {
  it("shows the other user's name, masked contacts and sellers, once its contact is proved", async () => {
    const theirs = newEmail();
    const seller = await createSeller({ name: "Shop of theirs" });
    const store = await createSeller({ name: "Store of theirs" });
    const other = await createUser({ name: "Other Name", company: "Other Co", contacts: [theirs, newNumber()] });
    await createCustomer({ seller, user: other });
    await createMember({ seller: store, user: other, role: "support" });
    const offer = await prove(await present(await createUser()), theirs);
    expect(offer).toMatchObject({
      needs: null,
      contact: theirs,
      other: {
        name: "Other Name",
        company: "Other Co",
        shops: [{ name: "Shop of theirs", status: "approved" }],
        stores: [{ name: "Store of theirs", role: "support" }],
        operator: null,
      },
    });
    expect(JSON.stringify(offer)).toContain("•••@example.com");
    expect(JSON.stringify(offer)).not.toContain("+1202555");
  });

  it("a proof of both: not without the other's code, in another browser, for another person, twice, or too late", async () => {
    const theirs = newEmail();
    await createUser({ contacts: [theirs] });
    const me = await present(await createUser());
    const { proofId } = await prove(me, theirs);
    const refused = "me.errors.mergeGone";
    const tries: [Present, string][] = [
      [{ ...me, visitor: newVisitor() }, proofId],
      [await present(await createUser()), proofId],
      [me, me.scope.user.id],
    ];
    for (const [{ scope, visitor }, id] of tries) {
      expect(await outcome(mergeUsers(scope, visitor, { proofId: id }))).toBe(refused);
      expect(await outcome(getMergeOffer(scope, visitor, { proofId: id }))).toBe(refused);
    }
    await db().signInCode.updateMany({ where: { id: proofId }, data: { usedAt: new Date(Date.now() - 31 * 60_000) } });
    expect(await outcome(mergeUsers(me.scope, me.visitor, { proofId }))).toBe(refused);
    await db().signInCode.updateMany({ where: { id: proofId }, data: { usedAt: new Date() } });
    expect(await outcome(mergeUsers(me.scope, me.visitor, { proofId }))).toBe("done");
    expect(await outcome(mergeUsers(me.scope, me.visitor, { proofId }))).toBe(refused);
  });

  it("a code that was never entered, or was for signing in, is no proof", async () => {
    const theirs = newEmail();
    await createUser({ contacts: [theirs] });
    const { scope, visitor } = await present(await createUser());
    await requestContactCode(scope, visitor, { contact: theirs });
    await requestSignInCode(visitor, { contact: theirs });
    for (const { id } of await db().signInCode.findMany({ select: { id: true } })) {
      expect(await outcome(mergeUsers(scope, visitor, { proofId: id }))).toBe("me.errors.mergeGone");
    }
  });

  it("a session whose person proved themselves lately: an older one asks for a code to an own contact first", async () => {
    const [mine, theirs] = [newEmail(), newEmail()];
    await createUser({ contacts: [theirs] });
    const user = await createUser({ contacts: [mine] });
    const { scope, visitor } = await present(user);
    await db().session.updateMany({ where: { id: scope.user.sessionId }, data: { provedAt: daysAgo(1) } });
    const offer = await prove({ scope, visitor }, theirs);
    const { proofId } = offer;
    expect(offer).toMatchObject({ needs: "own", contacts: [{ id: user.contacts[0]?.id, label: mine }] });
    expect(await outcome(mergeUsers(scope, visitor, { proofId }))).toBe("me.errors.mergeOwn");
    const contactId = user.contacts[0]?.id ?? "";
    await requestOwnProof(scope, visitor, { contactId });
    await giveOwnProof(scope, visitor, { contactId, code: await newestCode(mine) });
    expect(await getMergeOffer(scope, visitor, { proofId })).toMatchObject({ needs: null });
    expect(await outcome(mergeUsers(scope, visitor, { proofId }))).toBe("done");
  });

  it("a user who is not closed: nobody gets around that by another one", async () => {
    const theirs = newEmail();
    await createUser({ contacts: [theirs], status: "disabled" });
    expect(await outcome(prove(await present(await createUser()), theirs))).toBe("me.errors.mergeClosed");
  });

  it("on an invite's page the contact stays its user's, as ever", async () => {
    const theirs = newEmail();
    await createUser({ contacts: [theirs] });
    const { scope, visitor } = await present(await createUser());
    await requestContactCode(scope, visitor, { contact: theirs });
    const code = await newestCode(theirs);
    expect(await outcome(addContact(scope, visitor, { contact: theirs, code }))).toBe("me.errors.contactTaken");
  });
});

describe("a number that its user did not use for long", () => {
  async function recycled() {
    const [phone, email] = [newNumber(), newEmail()];
    const seller = await createSeller({ name: "Secret shop" });
    const old = await createUser({ name: "Old Owner", contacts: [phone, email] });
    await createCustomer({ seller, user: old });
    await db().user.updateMany({ where: { id: old.id }, data: { lastSeenAt: daysAgo(200) } });
    const me = await present(await createUser({ name: "New Owner" }));
    return { phone, email, seller, old, me, offer: await prove(me, phone) };
  }

  it("merges nobody by itself, and tells nothing of them", async () => {
    const { me, offer, old, email, seller } = await recycled();
    expect(offer).toMatchObject({ needs: "second", contacts: [{ kind: "email", label: "•••@•••" }] });
    for (const secret of ["Old Owner", "Secret", email, seller.slug, old.id])
      expect(JSON.stringify(offer)).not.toContain(secret);
    const { proofId } = offer;
    expect(await outcome(mergeUsers(me.scope, me.visitor, { proofId }))).toBe("me.errors.mergeSecond");
    expect(await rowOf(seller.id, me.scope.user.id)).toBeNull();
    expect(await db().user.findFirst({ where: { id: old.id } })).toMatchObject({ status: "active" });
  });

  it("merges with a second proof of another contact of theirs", async () => {
    const { me, offer, old, email, seller } = await recycled();
    const { proofId } = offer;
    const contactId = old.contacts.find(({ kind }) => kind === "email")?.id ?? "";
    const asked = { proofId, contactId };
    expect(await requestOtherContactProof(me.scope, me.visitor, asked)).toMatchObject({ contact: "•••@•••" });
    await giveOtherContactProof(me.scope, me.visitor, { ...asked, code: await newestCode(email) });
    expect(await getMergeOffer(me.scope, me.visitor, { proofId })).toMatchObject({
      needs: null,
      other: { name: "Old Owner" },
    });
    await mergeUsers(me.scope, me.visitor, { proofId });
    expect(await rowOf(seller.id, me.scope.user.id)).toMatchObject({ status: "approved" });
  });

  it("sends codes to their other contacts alone: not to the number again, nor to anybody else's", async () => {
    const { me, offer, old } = await recycled();
    const stranger = newEmail();
    const { contacts } = await createUser({ contacts: [stranger] });
    const ids = [old.contacts.find(({ kind }) => kind === "phone")?.id ?? "", contacts[0]?.id ?? ""];
    for (const contactId of ids) {
      const asked = { proofId: offer.proofId, contactId };
      expect(await outcome(requestOtherContactProof(me.scope, me.visitor, asked))).toBe("errors.notFound");
    }
    expect(await codesFor(stranger)).toEqual([]);
  });

  it("can be taken by whoever has it now: its former user keeps the rest", async () => {
    const { phone, me, offer, old, email, seller } = await recycled();
    await takeNumber(me.scope, me.visitor, { proofId: offer.proofId });
    expect(await signIn(phone)).toBe(me.scope.user.id);
    expect(await signIn(email)).toBe(old.id);
    expect(await rowOf(seller.id, old.id)).toMatchObject({ status: "approved" });
    expect(await outcome(takeNumber(me.scope, me.visitor, { proofId: offer.proofId }))).toBe("me.errors.mergeGone");
  });

  it("cannot be taken while its user uses it", async () => {
    const theirs = newNumber();
    await createUser({ contacts: [theirs, newEmail()] });
    const me = await present(await createUser());
    const { proofId } = await prove(me, theirs);
    expect(await outcome(takeNumber(me.scope, me.visitor, { proofId }))).toBe("me.errors.mergeGone");
    expect(await signIn(theirs)).not.toBe(me.scope.user.id);
  });
});
