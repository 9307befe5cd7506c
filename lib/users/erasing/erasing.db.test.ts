import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountScope } from "@/lib/access/scope";
import { contactLookups } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import { newId, PLATFORM_ID } from "@/lib/db/ids";
import { joined, staffedStore } from "@/lib/members/test-support";
import { suppress } from "@/lib/suppressions/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { connectOwner, tableNames } from "@/prisma/factories/fingerprint";
import { createMessage } from "@/prisma/factories/messages";
import { contactOf, createOperator, createSession, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember } from "@/prisma/factories/sellers";
import { createCart, createOrder, createProduct } from "@/prisma/factories/trade";
import { createVisit } from "@/prisma/factories/visits";
import { createClient } from "@/prisma/factories/ways-in";
import { eraseUser } from "./commands";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connectOwner();
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

const operator = async (role?: "support") => operatorScopeFor((await createOperator({ role })).userId);

/** In which tables a text stands, wherever in a row. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tableNames(owner)) {
    const { rowCount } = await owner.query(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
    if (rowCount) found.push(table);
  }
  return found;
}

const hex = (raw: string) => Buffer.from(contactLookups(contactOf(raw))[0]).toString("hex");

describe("erasing a user", () => {
  it("leaves nothing of the person in any table but what sellers list themselves and what must not be written to", async () => {
    const db = systemDb();
    const name = unique("Nina Park");
    const email = `${unique("nina")}@example.com`;
    const user = await createUser({ name, company: `${name} Ltd`, contacts: [email] });
    const { seller } = await staffedStore();
    const { seller: other } = await staffedStore();
    const customer = await createCustomer({
      seller,
      user,
      name,
      company: name,
      note: `${name} likes tea`,
      contact: contactOf(email),
      requestNote: name,
    });
    const product = await createProduct({ seller });
    await createVisit({ customer, page: { kind: "search", about: name } });
    const order = await createOrder({ seller, customer, lines: [{ product }] });
    await db.order.updateMany({ where: { id: order.id }, data: { note: `Ring twice, ${name}` } });
    await createCart({ customer, lines: [{ product }] });
    const silent = await createCustomer({ seller: other, user, name });
    await joined(other, "manager", user);
    await createInvite({ seller: other, sentBy: (await createUser()).id, contact: email, name });
    await createMessage({ seller, to: email, user });
    await createClient({ seller, email, name: "Listed", createdBy: user.id });
    await suppress(db, contactOf(email), "stop");
    const before = await createUser({ name: unique("Former"), contacts: [] });
    await db.user.update({ where: { id: before.id }, data: { status: "merged", mergedInto: user.id } });
    await db.userMerge.createMany({
      data: { id: newId(), fromUserId: before.id, intoUserId: user.id, moved: { was: name } },
    });
    await db.auditEvent.createMany({
      data: { id: newId(), sellerId: seller.id, actorId: user.id, actorKind: "customer", action: "order.placed" },
    });
    const { sessionId } = await createSession(user.id);
    expect(await tablesWith(name)).toEqual(
      expect.arrayContaining(["customers", "members", "orders", "users", "user_merges"]),
    );

    const scope = await operator();
    await eraseUser(scope, { userId: user.id, confirmation: name });

    expect(await tablesWith(name)).toEqual([]);
    expect(await tablesWith(before.name ?? "")).toEqual([]);
    expect(await tablesWith(hex(email))).toEqual(["clients", "suppressions"]);
    for (const table of ["sessions", "contacts", "operators", "user_merges", "members", "invites"])
      expect(await tablesWith(user.id), table).not.toContain(table);
    await expect(actingAs({ sessionId }, () => AccountScope.resolve())).rejects.toMatchObject({
      code: "unauthenticated",
    });
    // What the law wants kept: the order with its sum, under a row that names nobody.
    expect(await db.order.findFirst({ where: { id: order.id }, select: { total: true, note: true } })).toEqual({
      total: BigInt(order.total),
      note: null,
    });
    expect(await db.customer.findMany({ where: { userId: user.id }, select: { id: true, status: true } })).toEqual([
      { id: customer.id, status: "revoked" },
    ]);
    expect(await db.auditEvent.count({ where: { actorId: user.id, action: "order.placed" } })).toBe(1);
    const told = await db.auditEvent.findMany({
      where: { action: { in: ["user.erased", "customer.erased", "member.erased"] } },
      select: { sellerId: true, action: true, targetId: true, actorId: true },
    });
    expect(told).toEqual(
      expect.arrayContaining([
        { sellerId: PLATFORM_ID, action: "user.erased", targetId: user.id, actorId: scope.user.id },
        { sellerId: seller.id, action: "customer.erased", targetId: customer.id, actorId: null },
        { sellerId: other.id, action: "customer.erased", targetId: silent.id, actorId: null },
      ]),
    );
    // It cannot be taken back, and not be done twice; the contact is anybody's.
    await expect(eraseUser(scope, { userId: user.id, confirmation: user.id.slice(-8) })).rejects.toMatchObject({
      message: "users.errors.erased",
    });
    await expect(db.user.update({ where: { id: user.id }, data: { status: "active" } })).rejects.toThrow();
    const again = await createUser({ contacts: [email] });
    expect(again.id).not.toBe(user.id);
  });

  it("wants the name typed, says so at the field, and has done nothing before", async () => {
    const user = await createUser({ name: "Omar Haddad" });
    const { sessionId } = await createSession(user.id);
    const scope = await operator();
    for (const confirmation of ["", "omar", "Omar Haddad!"])
      await expect(eraseUser(scope, { userId: user.id, confirmation })).rejects.toMatchObject({
        fields: { confirmation: "users.errors.confirmation" },
      });
    expect((await actingAs({ sessionId }, () => AccountScope.resolve())).user.name).toBe("Omar Haddad");
    const unnamed = await createUser({ name: null });
    await eraseUser(scope, { userId: unnamed.id, confirmation: unnamed.id.slice(-8) });
    expect(await systemDb().contact.count({ where: { userId: unnamed.id } })).toBe(0);
  });

  it("is not held up by a shop that never opened, which ends with its last admin", async () => {
    const { seller, admin } = await staffedStore({ name: "Shield", status: "draft" });
    await createMember({ seller, role: "support" });
    await eraseUser(await operator(), { userId: admin.user.id, confirmation: "Member" });
    const where = { id: seller.id };
    expect(await systemDb().seller.findFirstOrThrow({ where })).toMatchObject({ status: "terminated" });
    expect(await systemDb().user.findFirstOrThrow({ where: { id: admin.user.id } })).toMatchObject({
      status: "erased",
    });
  });

  it("is refused for a living seller's last admin, for oneself, and to who has no right to", async () => {
    const { seller, admin } = await staffedStore({ name: "Corner Deli" });
    await createMember({ seller, role: "support" });
    const scope = await operator();
    await expect(eraseUser(scope, { userId: admin.user.id, confirmation: "Member" })).rejects.toMatchObject({
      message: "users.errors.lastAdminErase",
      values: { names: "Corner Deli" },
    });
    await expect(eraseUser(scope, { userId: scope.user.id, confirmation: "Test Person" })).rejects.toMatchObject({
      message: "users.errors.self",
    });
    const user = await createUser();
    await expect(
      eraseUser(await operator("support"), { userId: user.id, confirmation: "Test Person" }),
    ).rejects.toMatchObject({ code: "not_found" });
    await systemDb().seller.update({ where: { id: seller.id }, data: { status: "terminated" } });
    await eraseUser(scope, { userId: admin.user.id, confirmation: "Member" });
    expect(await systemDb().member.count({ where: { userId: admin.user.id } })).toBe(0);
  });
});
