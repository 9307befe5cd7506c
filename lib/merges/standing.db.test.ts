import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { addClient, revokeClients } from "@/lib/clients/commands";
import { revokeCustomer } from "@/lib/customers/commands";
import { closeDb } from "@/lib/db/client";
import { registerInvites } from "@/lib/invites/commands";
import { deactivateMember, leaveStore } from "@/lib/members/commands";
import { inviteMember } from "@/lib/members/inviting/commands";
import { joined, staffedStore } from "@/lib/members/test-support";
import { merge, newEmail, outcome, present, undo } from "@/lib/merges/test-support";
import { daysAgo, systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";

afterAll(closeDb);
const db = systemDb;
const NOTHING = { phone: null, email: null, name: null, company: null, priceListId: null };

async function store() {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  return { seller, sentBy: user.id, scope: await storeScopeFor(user.id, seller.slug) };
}

/** Somebody who was in until the seller revoked them, and somebody with a contact of their own. */
async function turnedAwayAndOther(
  at: Awaited<ReturnType<typeof store>>,
  before: (contact: string) => Promise<unknown>,
) {
  const theirs = newEmail();
  const [into, from] = [await createUser(), await createUser({ contacts: [theirs] })];
  const { id } = await createCustomer({ seller: at.seller, user: into, grantedHow: "manual" });
  await before(theirs);
  await revokeCustomer(at.scope, { customerId: id });
  return { into, from, theirs };
}

const rowOf = (sellerId: string, userId: string) => db().customer.findFirst({ where: { sellerId, userId } });
const approvals = (sellerId: string) => db().auditEvent.count({ where: { sellerId, action: "customer.approved" } });

describe("a merge opens nothing that a seller has closed", () => {
  it("not by an older entry of its list, used later by the other user", async () => {
    const at = await store();
    const { into, from, theirs } = await turnedAwayAndOther(at, (email) => createClient({ seller: at.seller, email }));
    await createCustomer({ seller: at.seller, user: from, grantedHow: "client_list" });
    const entry = await db().client.findFirst({ where: { sellerId: at.seller.id } });
    await db().customer.updateMany({
      where: { sellerId: at.seller.id, userId: from.id },
      data: { clientId: entry?.id ?? null, grantedAt: new Date() },
    });
    await merge(await present(into), theirs);
    expect(await rowOf(at.seller.id, into.id)).toMatchObject({ status: "revoked" });
    expect(await outcome(shopScopeFor(into.id, at.seller.slug))).toBe("errors.notFound");
  });

  it("not by an older invite, answered later by the other user", async () => {
    const at = await store();
    const { into, from, theirs } = await turnedAwayAndOther(at, async () => undefined);
    await createCustomer({ seller: at.seller, user: from, grantedHow: "invite" });
    await createInvite({
      seller: at.seller,
      sentBy: at.sentBy,
      contact: theirs,
      userId: from.id,
      status: "registered",
      createdAt: daysAgo(2),
    });
    await merge(await present(into), theirs);
    expect(await rowOf(at.seller.id, into.id)).toMatchObject({ status: "revoked" });
  });

  it("nor by what the proof itself would give: nobody is let in, and nobody is told so", async () => {
    const at = await store();
    const { into, from, theirs } = await turnedAwayAndOther(at, (email) => createClient({ seller: at.seller, email }));
    const other = await store();
    const { id } = await createCustomer({ seller: other.seller, user: into, grantedHow: "manual" });
    const invite = await createInvite({
      seller: other.seller,
      sentBy: other.sentBy,
      contact: theirs,
      userId: from.id,
      createdAt: daysAgo(1),
    });
    await revokeCustomer(other.scope, { customerId: id });
    await merge(await present(into), theirs);
    for (const { seller } of [at, other]) {
      expect(await rowOf(seller.id, into.id)).toMatchObject({ status: "revoked" });
      expect(await approvals(seller.id)).toBe(0);
      // Nor does it hear of a contact that it never had from them.
      expect(await db().auditEvent.count({ where: { sellerId: seller.id, action: "client.held" } })).toBe(0);
      const news = { sellerId: seller.id, template: { not: "access-revoked" } };
      expect(await db().message.count({ where: news })).toBe(0);
    }
    expect(await db().invite.findFirst({ where: { id: invite.id } })).toMatchObject({ status: "revoked" });
  });

  it("but what the seller said after its no counts", async () => {
    const at = await store();
    const { into, theirs } = await turnedAwayAndOther(at, async () => undefined);
    await addClient(at.scope, { ...NOTHING, email: theirs });
    await merge(await present(into), theirs);
    expect(await rowOf(at.seller.id, into.id)).toMatchObject({ status: "approved", grantedHow: "client_list" });
  });
});

describe("a merge brings nobody back into a store's staff", () => {
  async function deactivatedAndOther() {
    const { seller, admin } = await staffedStore();
    const email = newEmail();
    const [into, from] = [await createUser(), await createUser({ contacts: [email] })];
    const ben = await joined(seller, "support", into);
    const deactivate = () => deactivateMember(admin.actor, ben);
    const ask = async () => {
      await inviteMember(admin.actor, { email, role: "admin", locale: "en" });
      const system = SystemScope.resolve("test");
      const proof = { userId: from.id, contact: { kind: "email", value: email } as const };
      await system.tx((tx) => registerInvites(tx, system, proof));
    };
    const placeOf = (userId: string) => db().member.findFirst({ where: { sellerId: seller.id, userId } });
    return { seller, admin, into, from, email, deactivate, ask, placeOf };
  }

  it("whom it deactivated after it had invited their other e-mail; undone, both are what they were", async () => {
    const { into, from, email, deactivate, ask, placeOf } = await deactivatedAndOther();
    await ask();
    await deactivate();
    const mergeId = await merge(await present(into), email);
    expect(await placeOf(into.id)).toMatchObject({ status: "deactivated", role: "support" });
    await undo(mergeId);
    expect(await placeOf(into.id)).toMatchObject({ status: "deactivated", role: "support" });
    expect(await placeOf(from.id)).toMatchObject({ status: "active", role: "admin" });
  });

  it("but whom it invited since; and its only admin stays", async () => {
    const later = await deactivatedAndOther();
    await later.deactivate();
    await later.ask();
    await merge(await present(later.into), later.email);
    expect(await later.placeOf(later.into.id)).toMatchObject({ status: "active", role: "admin" });
    const only = await deactivatedAndOther();
    await only.ask();
    await only.deactivate();
    await leaveStore(only.admin.scope);
    await merge(await present(only.into), only.email);
    expect(await only.placeOf(only.into.id)).toMatchObject({ status: "active", role: "admin" });
  });
});

describe("of two accesses", () => {
  it("the one that no entry gave goes on, whoever had it, and does not end with the other's entry", async () => {
    for (const listed of ["into", "from"] as const) {
      const at = await store();
      const contacts = { into: newEmail(), from: newEmail() };
      const users = {
        into: await createUser({ contacts: [contacts.into] }),
        from: await createUser({ contacts: [contacts.from] }),
      };
      const { clientId } = await addClient(at.scope, { ...NOTHING, email: contacts[listed] });
      const byHand = listed === "into" ? users.from : users.into;
      await createCustomer({ seller: at.seller, user: byHand, grantedHow: "manual" });
      await merge(await present(users.into), contacts.from);
      await revokeClients(at.scope, { clientIds: [clientId] });
      expect(await rowOf(at.seller.id, users.into.id)).toMatchObject({ status: "approved", grantedHow: "manual" });
    }
  });
});
