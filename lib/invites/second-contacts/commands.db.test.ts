import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { contactLookups } from "@/lib/contacts/sealing";
import { revokeCustomer } from "@/lib/customers/commands";
import { listCustomers } from "@/lib/customers/queries";
import { listCustomersInput } from "@/lib/customers/schema";
import { closeDb } from "@/lib/db/client";
import { admitInvites } from "@/lib/invites/admission/commands";
import { inviteCustomers, registerInvites } from "@/lib/invites/commands";
import { revokeInvite } from "@/lib/invites/resending/commands";
import { memberSender, sendInvites } from "@/lib/invites/sending/commands";
import { store } from "@/lib/invites/test-support";
import { unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { createCustomer } from "@/prisma/factories/sellers";

const system = SystemScope.resolve("test");
const db = system.db;
afterAll(closeDb);
beforeEach(() => db.rateLimit.deleteMany());

type Known = Parameters<typeof createCustomer>[0]["status"];
const fresh = () => `${unique("second")}@example.com`;

/** Somebody with two contacts; the seller knows them by the first one. */
async function known(status: Known, options: { visited?: boolean; decidedAt?: Date } = {}) {
  const at = await store();
  const [first, second] = [fresh(), fresh()];
  const person = await createUser({ contacts: [first, second], name: "Nora" });
  const { id } = await createCustomer({
    seller: at.seller,
    user: person,
    status,
    contact: contactOf(first),
    createdAt: new Date(Date.now() - 86_400_000),
    ...options,
  });
  const row = () => db.customer.findFirstOrThrow({ where: { sellerId: at.seller.id, id } });
  const rows = () => db.customer.findMany({ where: { sellerId: at.seller.id }, orderBy: { id: "asc" } });
  const invites = async () =>
    (await db.invite.findMany({ where: { sellerId: at.seller.id }, orderBy: { id: "asc" } })).map((one) => one.status);
  const prove = (contact = second) =>
    system.tx((tx) => registerInvites(tx, system, { userId: person.id, contact: contactOf(contact) }));
  return { ...at, first, second, person, id, row, rows, invites, prove };
}

/** What a portal sees of a contact: the answer, its customers and the timelines that mention it. */
async function seen({ scope }: Awaited<ReturnType<typeof store>>, contact: string) {
  const { items } = await listCustomers(scope, listCustomersInput.parse({ q: contact, limit: 10 }));
  const invites = await scope.db.invite.findMany({
    where: { sellerId: scope.seller.id, contactLookup: { in: contactLookups(contactOf(contact)) } },
    select: { status: true, userId: true },
  });
  const rows = await scope.db.customer.findMany({
    where: { sellerId: scope.seller.id, userId: { in: invites.map(({ userId }) => userId) } },
    select: { contactLookup: true },
  });
  const own = Buffer.from(contactLookups(contactOf(contact))[0]).toString("hex");
  return {
    customers: items.map(({ status, name, company, joinDate }) => ({ status, name, company, joinDate })),
    invites: invites.map(({ status }) => status),
    linked: rows.map(({ contactLookup }) => Buffer.from(contactLookup ?? []).toString("hex") === own),
  };
}

describe("inviting a second contact of somebody whom the seller knows by another one", () => {
  it.each(["approved", "requested", "rejected", "revoked", "invited"] as const)(
    "looks like inviting a stranger and leaves the row as it was (%s)",
    async (status) => {
      const at = await known(status);
      const before = await at.row();
      const stranger = fresh();
      for (let time = 0; time < 2; time++) {
        const answers = await inviteCustomers(at.scope, { contacts: `${at.second}\n${stranger}`, company: "Corner" });
        expect(answers.map(({ outcome }) => outcome)).toEqual(["sent", "sent"]);
        expect(await seen(at, at.second)).toEqual(await seen(at, stranger));
      }
      expect(await at.row()).toEqual(before);
    },
  );

  it("still says who is in of the contact that the seller knows them by, and of one that they answered by", async () => {
    const at = await known("approved");
    const outcome = async (contacts: string) => (await inviteCustomers(at.scope, { contacts }))[0]?.outcome;
    expect(await outcome(at.first)).toBe("already_in");
    expect(await outcome(`+1 202 555 0177 ${at.first}`)).toBe("already_in");
    expect(await outcome(at.second)).toBe("sent");
    await at.prove();
    expect(await outcome(at.second)).toBe("already_in");
  });

  it("makes the invite and no row when they became known at this very moment; its proof counts as ever", async () => {
    const at = await known("revoked");
    const wanted = [{ contacts: [contactOf(at.second)], name: null, company: null, priceListId: null }];
    const { people } = await admitInvites(at.seller.id, wanted, "both");
    const late = people.map((one) => ({ ...one, standIn: null }));
    const answers = await at.scope.tx((tx) => sendInvites(tx, memberSender(at.scope), late, null));
    expect(answers).toMatchObject([{ outcome: "sent" }]);
    expect(await at.rows()).toMatchObject([{ id: at.id, status: "revoked" }]);
    await at.prove();
    expect(await at.rows()).toMatchObject([{ id: at.id, status: "approved" }]);
    expect(await at.invites()).toEqual(["registered"]);
  });

  it("does not tell that two contacts of one list are one person", async () => {
    const at = await store();
    const [first, second, stranger] = [fresh(), fresh(), fresh()];
    await createUser({ contacts: [first, second] });
    await inviteCustomers(at.scope, { contacts: [first, second, stranger].join("\n") });
    for (const contact of [first, second]) expect(await seen(at, contact)).toEqual(await seen(at, stranger));
  });
});

describe("proving the second contact", () => {
  it.each([true, false])("keeps an approved customer as they were (been in the shop: %s)", async (visited) => {
    const at = await known("approved", { visited });
    await inviteCustomers(at.scope, { contacts: at.second, name: "Second" });
    const before = await at.row();
    await at.prove();
    expect(await at.rows()).toEqual([before]);
    expect(await at.invites()).toEqual([visited ? "used" : "registered"]);
  });

  it.each(["rejected", "revoked", "requested"] as const)("lets in whoever was %s before the invite", async (status) => {
    const at = await known(status);
    await inviteCustomers(at.scope, { contacts: at.second, company: "Corner" });
    // A note is no decision.
    await db.customer.updateMany({ where: { sellerId: at.seller.id, id: at.id }, data: { note: "Calls on Mondays" } });
    await at.prove();
    expect(await at.rows()).toMatchObject([
      { id: at.id, status: "approved", grantedHow: "invite", company: "Corner", note: "Calls on Mondays" },
    ]);
    expect(await at.invites()).toEqual(["registered"]);
  });

  it("opens nothing once the seller has revoked them after the invite", async () => {
    const at = await known("approved");
    await inviteCustomers(at.scope, { contacts: at.second });
    await revokeCustomer(at.scope, { customerId: at.id });
    expect(await at.invites()).toEqual(["sent"]);
    await at.prove();
    expect((await at.row()).status).toBe("revoked");
    expect(await at.invites()).toEqual(["revoked"]);
  });

  it("makes one of two that were only invited, with what the seller wrote of both, and answers both invites", async () => {
    const at = await store();
    const [first, second] = [fresh(), fresh()];
    const person = await createUser({ contacts: [first, second] });
    await inviteCustomers(at.scope, { contacts: first, name: "Nora" });
    await inviteCustomers(at.scope, { contacts: second, company: "Corner" });
    await db.customer.updateMany({
      where: { sellerId: at.seller.id, userId: { not: person.id } },
      data: { note: "Met at the fair" },
    });
    await system.tx((tx) => registerInvites(tx, system, { userId: person.id, contact: contactOf(second) }));
    expect(await db.customer.findMany({ where: { sellerId: at.seller.id } })).toMatchObject([
      { userId: person.id, status: "approved", name: "Nora", company: "Corner", note: "Met at the fair" },
    ]);
    const invites = await db.invite.findMany({ where: { sellerId: at.seller.id } });
    expect(invites.map(({ status, userId }) => [status, userId])).toEqual([
      ["registered", person.id],
      ["registered", person.id],
    ]);
  });
});

describe("races", () => {
  const ROUNDS = 12;

  it("inviting against proving: whoever is in stays in, and never has two rows once the invite is answered", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const at = await known("approved", { visited: true });
      const before = await at.row();
      await Promise.all([inviteCustomers(at.scope, { contacts: at.second }), at.prove()]);
      expect(await at.row()).toEqual(before);
      await at.prove();
      expect(await at.rows()).toEqual([before]);
      expect(await at.invites()).toEqual(["used"]);
    }
  });

  it("inviting again, taking back and two proofs at once: in with an answered invite, or as before with none", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const at = await known("revoked");
      const [line] = await inviteCustomers(at.scope, { contacts: at.second });
      const inviteId = line?.outcome === "sent" ? (line.inviteIds[0] ?? "") : "";
      const ends = await Promise.allSettled([
        at.prove(),
        revokeInvite(at.scope, { inviteId }),
        inviteCustomers(at.scope, { contacts: at.second }),
        inviteCustomers(at.scope, { contacts: at.first }),
        at.prove(),
        at.prove(at.first),
      ]);
      for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "conflict" });
      await at.prove();
      await at.prove(at.first);
      const { status } = await at.row();
      const answered = (await at.invites()).filter((one) => one === "registered").length;
      expect({ status, open: (await at.invites()).includes("sent") }).toEqual({
        status: answered > 0 ? "approved" : "revoked",
        open: false,
      });
    }
  });
});
