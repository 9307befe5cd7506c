import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, type Db, scopedDb, scopedTransaction } from "@/lib/db/client";
import { type DbContext, dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import type { InviteStatus } from "@/lib/invites/rules";
import { systemDb, unique } from "@/prisma/factories/db";
import { createSession, createUser } from "@/prisma/factories/people";
import { createInvite, createSeller } from "@/prisma/factories/sellers";
import { createHouse, type House } from "@/prisma/factories/world";

// What a bug in a query of a shop, a portal or an account could write in: the database refuses it, whatever the application thought.
let house: House;
let asBuyer: DbContext;
let shop: Db;
let store: Db;
let account: Db;

beforeAll(async () => {
  house = await createHouse();
  const sellerId = house.seller.id;
  asBuyer = dbContext("shop", { sellerId, userId: house.buyer.id, customerId: house.customer.id });
  shop = scopedDb(asBuyer);
  store = scopedDb(dbContext("store", { sellerId, userId: house.admin.id }));
  account = scopedDb(dbContext("account", { userId: house.buyer.id }));
});
afterAll(() => closeDb());

const REFUSED = /row-level security|permission denied|(shop|portal) only|keeps its last/;

describe("audit events are signed", () => {
  const event = (actorKind: string, actorId: string) => ({
    id: newId(),
    sellerId: house.seller.id,
    actorKind,
    actorId,
    action: "test",
  });

  it("by the scope's own person and kind", async () => {
    await shop.auditEvent.createMany({ data: event("customer", house.buyer.id) });
    await store.auditEvent.createMany({ data: event("member", house.admin.id) });
    await account.auditEvent.createMany({ data: event("user", house.buyer.id) });
  });

  it("never as somebody else, or as more than one is", async () => {
    await expect(shop.auditEvent.createMany({ data: event("customer", house.admin.id) })).rejects.toThrow(REFUSED);
    await expect(shop.auditEvent.createMany({ data: event("operator", house.buyer.id) })).rejects.toThrow(REFUSED);
    await expect(store.auditEvent.createMany({ data: event("member", house.buyer.id) })).rejects.toThrow(REFUSED);
    await expect(store.auditEvent.createMany({ data: event("operator", house.admin.id) })).rejects.toThrow(REFUSED);
    await expect(account.auditEvent.createMany({ data: event("operator", house.buyer.id) })).rejects.toThrow(REFUSED);
  });

  it("never at a seller that one has nothing to do with", async () => {
    const stranger = await createSeller();
    const data = { ...event("user", house.buyer.id), sellerId: stranger.id };
    await expect(account.auditEvent.createMany({ data })).rejects.toThrow(REFUSED);
  });
});

describe("a shop", () => {
  it("takes stock and gives none", async () => {
    const where = { sellerId: house.seller.id, id: house.product.id };
    await shop.product.updateMany({ where, data: { stock: { decrement: 1 } } });
    await expect(shop.product.updateMany({ where, data: { stock: { increment: 1 } } })).rejects.toThrow(REFUSED);
  });

  it("takes the next order number, not one that it likes", async () => {
    const where = { sellerId: house.seller.id };
    await expect(shop.orderCounter.updateMany({ where, data: { lastNumber: 1 } })).rejects.toThrow(REFUSED);
    await shop.orderCounter.updateMany({ where, data: { lastNumber: { increment: 1 } } });
  });

  const ORDER = { currency: "USD", status: "placed", total: 1000n, lineCount: 1 };
  type Change = Partial<typeof ORDER> & Record<string, unknown>;
  /** What the application does: the next number, the order, its lines. */
  async function place(change: Change = {}, lines = [{ quantity: 2, unitPrice: 500n, total: 1000n }]): Promise<string> {
    const owner = { sellerId: house.seller.id, customerId: house.customer.id };
    const id = newId();
    await scopedTransaction(asBuyer, async (db) => {
      const where = { sellerId: house.seller.id };
      await db.orderCounter.updateMany({ where, data: { lastNumber: { increment: 1 } } });
      const { lastNumber: number } = await db.orderCounter.findFirstOrThrow({ where });
      const order = { ...owner, id, checkoutKey: newId(), number, placedBy: house.buyer.id, ...ORDER, ...change };
      await db.order.createMany({ data: order });
      if (lines.length > 0) await db.orderLine.createMany({ data: lines.map((line, n) => lineOf(id, n, line)) });
    });
    return id;
  }
  const lineOf = (orderId: string, position: number, line: { quantity: number; unitPrice: bigint; total: bigint }) => ({
    ...{ sellerId: house.seller.id, customerId: house.customer.id, orderId, position },
    ...{ productId: house.product.id, sku: "X", name: "X", ...line },
  });

  it("places orders as its own customer, only as placed, now, and under the number that it took", async () => {
    const id = await place({ placedAt: new Date("2001-01-01") });
    const { placedAt } = await systemDb().order.findFirstOrThrow({ where: { id } });
    expect(Date.now() - placedAt.getTime()).toBeLessThan(60_000);
    for (const change of [
      { status: "delivered" },
      { placedBy: house.admin.id },
      { shippedAt: new Date() },
      { number: 900_000 },
      { customerId: house.neighbourCustomer.id },
    ])
      await expect(place(change), JSON.stringify(change)).rejects.toThrow(REFUSED);
  });

  it("places whole orders: the total and the count are those of the lines", async () => {
    await expect(place({ total: 0n })).rejects.toThrow(REFUSED);
    await expect(place({ lineCount: 2 })).rejects.toThrow(REFUSED);
    await expect(place({}, [])).rejects.toThrow(REFUSED);
    await expect(place({ total: 0n, lineCount: 0 }, [])).rejects.toThrow(REFUSED);
  });

  it("writes nothing into an order that is placed, its own or another customer's", async () => {
    const line = { quantity: 1, unitPrice: 0n, total: 0n };
    const before = await systemDb().orderLine.count();
    for (const id of [await place(), house.order.id])
      await expect(shop.orderLine.createMany({ data: lineOf(id, 99, line) })).rejects.toThrow(REFUSED);
    const theirs = await systemDb().order.findFirstOrThrow({ where: { customerId: house.neighbourCustomer.id } });
    await expect(shop.orderLine.createMany({ data: lineOf(theirs.id, 99, line) })).rejects.toThrow();
    expect(await systemDb().orderLine.count()).toBe(before + 1);
  });
});

describe("a portal", () => {
  it("writes the hash of a link, and reads none", async () => {
    const where = { sellerId: house.seller.id, id: house.invite.id };
    const tokenHash = Uint8Array.from(Buffer.from(newId()));
    expect(await store.invite.updateMany({ where, data: { tokenHash } })).toEqual({ count: 1 });
    for (const column of ["tokenHash", "reminderHash"] as const)
      await expect(store.invite.findMany({ where, select: { [column]: true } })).rejects.toThrow(REFUSED);
    await expect(store.invite.count({ where: { ...where, tokenHash } })).rejects.toThrow(REFUSED);
  });

  it("lets nobody in by writing a row: access begins as invited", async () => {
    const now = new Date();
    const data = { sellerId: house.seller.id, id: newId(), userId: house.admin.id, grantedAt: now, joinDate: now };
    await expect(
      store.customer.createMany({ data: { ...data, status: "approved", grantedHow: "manual" } }),
    ).rejects.toThrow(REFUSED);
  });

  it("sends no invite in another's name, for members, or for ever", async () => {
    const bytes = Uint8Array.from([1]);
    const invite = (change: object) => ({
      ...{ sellerId: house.seller.id, id: newId(), channel: "email", contactKind: "email", contactValue: bytes },
      ...{ contactLookup: Uint8Array.from(Buffer.from(newId())), tokenHash: Uint8Array.from(Buffer.from(newId())) },
      ...{ userId: house.buyer.id, sentBy: house.admin.id, expiresAt: new Date(Date.now() + 86_400_000) },
      ...change,
    });
    await store.invite.createMany({ data: invite({}) });
    for (const change of [
      { sentBy: house.buyer.id },
      { kind: "member" },
      { status: "registered" },
      { expiresAt: new Date(Date.now() + 400 * 86_400_000) },
    ])
      await expect(store.invite.createMany({ data: invite(change) })).rejects.toThrow(REFUSED);
  });

  it("sends an invite anew in its member's own name and for a month, and brings no dead one back", async () => {
    const now = Date.now();
    const change = async (status: InviteStatus, data: object) => {
      const contact = `${unique("anew")}@example.com`;
      const { id } = await createInvite({ seller: house.seller, sentBy: house.buyer.id, contact, status });
      return await store.invite.updateMany({ where: { sellerId: house.seller.id, id }, data });
    };
    const anew = { status: "sent", sentBy: house.admin.id, expiresAt: new Date(now + 14 * 86_400_000) };
    expect(await change("sent", anew)).toEqual({ count: 1 });
    expect(await change("expired", anew)).toEqual({ count: 1 });
    expect(await change("sent", { status: "revoked" })).toEqual({ count: 1 });
    await expect(change("sent", { sentBy: house.neighbour.id })).rejects.toThrow(REFUSED);
    await expect(change("sent", { expiresAt: new Date(now + 400 * 86_400_000) })).rejects.toThrow(REFUSED);
    await expect(change("sent", { status: "registered" })).rejects.toThrow(REFUSED);
    for (const dead of ["used", "revoked", "registered"] as const)
      await expect(change(dead, anew), dead).rejects.toThrow(REFUSED);
  });

  it("learns nobody's name by inviting them: it comes with the person, or with their request", async () => {
    const person = await createUser({ name: "Hidden Person", company: "Hidden Co" });
    const { id: sellerId } = house.seller;
    const row = { sellerId, id: newId(), userId: person.id };
    await expect(
      store.customer.createMany({ data: { ...row, status: "invited", joinDate: new Date() } }),
    ).rejects.toThrow(REFUSED);
    await store.customer.createMany({ data: { ...row, status: "invited", userName: "Guess" } });
    const names = () => store.customer.findFirst({ where: row, select: { userName: true, userCompany: true } });
    const hidden = { userName: null, userCompany: null };
    expect(await names()).toEqual(hidden);
    await systemDb().user.updateMany({ where: { id: person.id }, data: { name: "Renamed" } });
    expect(await names()).toEqual(hidden);
    for (const data of [{ status: "requested" }, { joinDate: new Date() }])
      await expect(store.customer.updateMany({ where: row, data })).rejects.toThrow(REFUSED);
    await systemDb().customer.updateMany({
      where: row,
      data: { status: "approved", grantedHow: "manual", grantedAt: new Date(), joinDate: new Date() },
    });
    expect(await names()).toEqual({ userName: "Renamed", userCompany: "Hidden Co" });
  });

  it("queues messages, and cannot say that they were delivered", async () => {
    const bytes = Uint8Array.from([1]);
    const data = {
      sellerId: house.seller.id,
      id: newId(),
      channel: "sms",
      template: "x",
      toValue: bytes,
      toLookup: bytes,
      payload: bytes,
    };
    await expect(store.message.createMany({ data: { ...data, status: "delivered" } })).rejects.toThrow(REFUSED);
  });
});

describe("an account", () => {
  it("removes contacts, but not the last verified one, nor all of them at once", async () => {
    const address = () => `${unique("own")}@example.com`;
    const { id, contacts } = await createUser({
      contacts: [address(), address(), { value: address(), verified: false }],
    });
    const [first, second, unproved] = contacts.map((contact) => contact.id);
    const own = scopedDb(dbContext("account", { userId: id }));
    await expect(own.contact.deleteMany()).rejects.toThrow(REFUSED);
    expect(await own.contact.count()).toBe(3);
    expect(await own.contact.deleteMany({ where: { id: first } })).toEqual({ count: 1 });
    await expect(own.contact.deleteMany({ where: { id: second } })).rejects.toThrow(REFUSED);
    expect(await own.contact.deleteMany({ where: { id: unproved } })).toEqual({ count: 1 });
    expect(await own.contact.findMany({ select: { id: true } })).toEqual([{ id: second }]);
    // The platform erases whoever wants to be erased.
    expect(await systemDb().user.deleteMany({ where: { id } })).toEqual({ count: 1 });
  });

  it("ends its sessions and brings none back", async () => {
    const { sessionId } = await createSession(house.buyer.id);
    const where = { id: sessionId };
    await expect(account.session.updateMany({ where, data: { endedAt: null } })).rejects.toThrow(REFUSED);
    expect(await account.session.updateMany({ where, data: { endedAt: new Date() } })).toEqual({ count: 1 });
    expect(await account.session.updateMany({ where, data: { endedAt: null } })).toEqual({ count: 0 });
  });

  it("writes no request past the rules about asking: the system does", async () => {
    const { id: sellerId } = await createSeller();
    const data = { sellerId, id: newId(), userId: house.buyer.id, status: "requested", requestedAt: new Date() };
    await expect(account.customer.createMany({ data })).rejects.toThrow(REFUSED);
  });
});
