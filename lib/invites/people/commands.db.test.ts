import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { closeDb } from "@/lib/db/client";
import { admitInvites } from "@/lib/invites/admission/commands";
import { inviteCustomers } from "@/lib/invites/commands";
import type { InvitePerson } from "@/lib/invites/rules";
import { memberSender, sendInvites } from "@/lib/invites/sending/commands";
import { store } from "@/lib/invites/test-support";
import { systemDb } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { createCustomer } from "@/prisma/factories/sellers";

const { db } = SystemScope.resolve("test");
afterAll(closeDb);
beforeEach(() => systemDb().rateLimit.deleteMany());

const person = (...contacts: string[]): InvitePerson => ({
  contacts: contacts.map(contactOf),
  name: null,
  company: null,
  priceListId: null,
});

async function signIn(contact: string): Promise<string> {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact });
  const { userId } = await verifySignInCode(visitor, {
    contact,
    code: await newestCode(contact),
    previousSession: null,
  });
  return userId;
}

const rowsOf = (sellerId: string) => db.customer.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
const invitesOf = (sellerId: string) => db.invite.findMany({ where: { sellerId }, orderBy: { contactKind: "desc" } });

describe("a number and an e-mail on one line", () => {
  it("are one person: one row, two invites, each by its own way", async () => {
    const { seller, scope } = await store();
    const [line] = await inviteCustomers(scope, { contacts: "+1 202 555 0150, pair1@example.com", company: "Corner" });
    expect(line).toMatchObject({ outcome: "sent", inviteIds: [expect.any(String), expect.any(String)] });
    expect(await rowsOf(seller.id)).toMatchObject([{ status: "invited", company: "Corner", contactKind: "phone" }]);
    const [row] = await rowsOf(seller.id);
    expect(await invitesOf(seller.id)).toMatchObject([
      { channel: "sms", status: "sent", userId: row?.userId },
      { channel: "email", status: "sent", userId: row?.userId },
    ]);
  });

  it.each([
    ["sms", ["phone"]],
    ["email", ["email"]],
    ["both", ["phone", "email"]],
  ] as const)(
    "are told by %s as the seller chose; whoever has only one contact is told there",
    async (channel, kinds) => {
      const { seller, scope } = await store();
      const contacts = `+1 202 555 0151, pair2@example.com\n+1 202 555 0152\nalone@example.com`;
      await inviteCustomers(scope, { contacts, channel });
      const invites = await invitesOf(seller.id);
      expect(invites.map(({ contactKind }) => contactKind).sort()).toEqual([...kinds, "phone", "email"].sort());
      expect(await rowsOf(seller.id)).toHaveLength(3);
    },
  );

  it.each(["+1 202 555 0153", "pair3@example.com"])(
    "let that person in once, by whichever they prove first (%s), and nobody in by the other",
    async (first) => {
      const { seller, scope } = await store();
      const contacts = ["+1 202 555 0153", "pair3@example.com"];
      await db.contact.deleteMany({ where: { verifiedAt: null } });
      await inviteCustomers(scope, { contacts: contacts.join(" "), name: "Lena" });
      const userId = await signIn(first);
      expect(await rowsOf(seller.id)).toMatchObject([
        { userId, status: "approved", name: "Lena", grantedHow: "invite" },
      ]);
      expect((await invitesOf(seller.id)).map(({ status }) => status)).toEqual(["registered", "registered"]);
      const other = contacts.find((contact) => contact !== first) ?? "";
      // Whoever proves the other one is not signed in as the first: nobody has shown yet that they are the same person.
      expect(await signIn(other)).not.toBe(userId);
      expect(await rowsOf(seller.id)).toHaveLength(1);
    },
  );

  it("never puts a contact to somebody who is known: their sign-in stays their own", async () => {
    const { seller, scope } = await store();
    const known = await createUser({ contacts: ["+1 202 555 0154"] });
    await inviteCustomers(scope, { contacts: "+1 202 555 0154, thief@example.com" });
    expect(await db.contact.count({ where: { userId: known.id } })).toBe(1);
    expect(await signIn("thief@example.com")).not.toBe(known.id);
    expect(await signIn("+1 202 555 0154")).toBe(known.id);
    // The invite to the second contact was answered, so it let in whoever proved it, and only them.
    expect((await rowsOf(seller.id)).map(({ status }) => status)).toEqual(["approved"]);
  });

  it("are in already when one of the two is", async () => {
    const { seller, scope } = await store();
    const inside = await createUser({ contacts: ["inside2@example.com"] });
    await createCustomer({ seller, user: inside });
    expect(await inviteCustomers(scope, { contacts: "+1 202 555 0155 inside2@example.com" })).toMatchObject([
      { outcome: "already_in" },
    ]);
    expect(await invitesOf(seller.id)).toEqual([]);
  });

  it("keep the row of somebody who asked by themselves", async () => {
    const { seller, scope } = await store();
    const asker = await createUser({ contacts: ["+1 202 555 0156"] });
    await createCustomer({ seller, user: asker, status: "requested" });
    await inviteCustomers(scope, { contacts: "+1 202 555 0156 second@example.com" });
    const userId = await signIn("second@example.com");
    const rows = await rowsOf(seller.id);
    expect(rows.find((row) => row.userId === asker.id)).toMatchObject({ status: "revoked" });
    expect(rows.find((row) => row.userId === userId)).toMatchObject({ status: "approved" });
  });
});

describe("many at once", () => {
  it("answers in their order who was sent one, is in, or is refused and why", async () => {
    const { seller, scope } = await store();
    const inside = await createUser({ contacts: ["order-in@example.com"] });
    await createCustomer({ seller, user: inside });
    const silent = await createUser({ contacts: ["order-stop@example.com"] });
    const contact = await db.contact.findFirstOrThrow({ where: { userId: silent.id } });
    await db.suppression.createMany({
      data: { id: silent.id, kind: "email", value: contact.value, lookup: contact.lookup, reason: "hard_bounce" },
    });
    const people = [
      person("order-stop@example.com"),
      person("order1@example.com"),
      person("order-in@example.com"),
      person("+1 202 555 0157", "order-stop@example.com"),
    ];
    const { people: admitted } = await admitInvites(seller.id, people.slice(0, 3), "both");
    const outcomes = await scope.tx((tx) => sendInvites(tx, memberSender(scope), admitted, null));
    expect(outcomes).toMatchObject([
      { outcome: "refused", reason: "suppressed" },
      { outcome: "sent" },
      { outcome: "already_in" },
    ]);
    const { people: pair } = await admitInvites(seller.id, people.slice(3), "both");
    expect(await scope.tx((tx) => sendInvites(tx, memberSender(scope), pair, null))).toMatchObject([
      { outcome: "sent", inviteIds: [expect.any(String)] },
    ]);
    expect((await invitesOf(seller.id)).map(({ contactKind }) => contactKind)).toEqual(["phone", "email"]);
  });

  it("is done by the worker in the name of the member, with the same outcome", async () => {
    const { seller, scope, user } = await store();
    const system = SystemScope.resolve("import", { origin: scope.origin, actorId: user.id });
    const { people } = await admitInvites(seller.id, [person("worker@example.com")], "both");
    const sender = { scope: system, seller: scope.seller, actorId: user.id };
    await system.tx((tx) => sendInvites(tx, sender, people, "Hello"));
    expect(await invitesOf(seller.id)).toMatchObject([{ sentBy: user.id, message: "Hello", status: "sent" }]);
    const [event] = await db.auditEvent.findMany({ where: { sellerId: seller.id } });
    expect(event).toMatchObject({ action: "invite.sent", actorId: user.id, actorKind: "system" });
  });
});
