import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, type Db, scopedDb } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { systemDb, unique } from "@/prisma/factories/db";
import { createSession, createUser } from "@/prisma/factories/people";
import { createSeller } from "@/prisma/factories/sellers";
import { createHouse, type House } from "@/prisma/factories/world";

// What a bug in a query of a shop, a portal or an account could write in: the database refuses it, whatever the application thought.
let house: House;
let shop: Db;
let store: Db;
let account: Db;

beforeAll(async () => {
  house = await createHouse();
  const sellerId = house.seller.id;
  shop = scopedDb(dbContext("shop", { sellerId, userId: house.buyer.id, customerId: house.customer.id }));
  store = scopedDb(dbContext("store", { sellerId, userId: house.admin.id }));
  account = scopedDb(dbContext("account", { userId: house.buyer.id }));
});
afterAll(() => closeDb());

const REFUSED = /row-level security|permission denied|only takes|keeps its last/;

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

  it("places orders as its own customer, and only as placed", async () => {
    const order = (status: string, placedBy: string) => ({
      ...{
        sellerId: house.seller.id,
        id: newId(),
        customerId: house.customer.id,
        checkoutKey: newId(),
        currency: "EUR",
      },
      ...{ number: 900_000, total: 0n, lineCount: 0, status, placedBy },
    });
    await expect(shop.order.createMany({ data: order("delivered", house.buyer.id) })).rejects.toThrow(REFUSED);
    await expect(shop.order.createMany({ data: order("placed", house.admin.id) })).rejects.toThrow(REFUSED);
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

  it("asks only sellers that are open and can be found", async () => {
    const ask = (sellerId: string) =>
      account.customer.createMany({ data: { sellerId, id: newId(), userId: house.buyer.id, status: "requested" } });
    for (const seller of [await createSeller({ status: "pending" }), await createSeller({ discoverable: false })])
      await expect(ask(seller.id)).rejects.toThrow(REFUSED);
    expect(await ask((await createSeller()).id)).toEqual({ count: 1 });
  });
});
