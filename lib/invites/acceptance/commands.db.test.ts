import { afterAll, describe, expect, it } from "vitest";
import { ShopScope, SystemScope } from "@/lib/access/scope";
import { revokeCustomer } from "@/lib/customers/commands";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers, registerInvites } from "@/lib/invites/commands";
import { expireInvites } from "@/lib/invites/reminders/commands";
import { resendInvite, revokeInvite } from "@/lib/invites/resending/commands";
import { contactOf, createOperator, createUser } from "@/prisma/factories/people";
import { actingAs, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import {
  createCustomer,
  createInvite,
  createMember,
  createSeller,
  type NewInvite,
  type NewSeller,
} from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";

const scope = SystemScope.resolve("test");
const system = scope.db;
afterAll(closeDb);

let serial = 0;
const newContact = () => `accept${++serial}@example.com`;

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const inviter = await createUser();
  const member = await createMember({ seller, user: inviter, role: "manager" });
  return { seller, inviter, member };
}
type Store = Awaited<ReturnType<typeof store>>;

async function invited(options: Partial<NewInvite> & { at?: Store } = {}) {
  const { at = await store(), ...rest } = options;
  const contact = rest.contact ?? newContact();
  const invite = await createInvite({ seller: at.seller, sentBy: at.inviter.id, ...rest, contact });
  return { ...at, contact, invite };
}

/** A customer who has been in the shop, and a second contact of theirs that they have not proved yet. */
async function regular() {
  const at = await store();
  const contact = newContact();
  const person = await createUser({ contacts: [newContact(), { value: contact, verified: false }] });
  const customer = await createCustomer({ seller: at.seller, user: person, visited: true });
  return { at, contact, person, customer };
}

/** What signing in with a code does: the contact is proved, in one transaction. */
const prove = (userId: string, contact: string) =>
  scope.tx((db) => registerInvites(db, scope, { userId, contact: contactOf(contact) }));

async function state(sellerId: string) {
  const customers = await system.customer.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
  const invites = await system.invite.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
  return { customers, invites, pair: [customers.map(({ status }) => status), invites.map(({ status }) => status)] };
}

const actions = async (sellerId: string) =>
  (await system.auditEvent.findMany({ where: { sellerId }, orderBy: { id: "asc" } })).map(({ action }) => action);

describe("accepting an invite", () => {
  it("lets in whoever proves the contact, and is used at the first entry", async () => {
    const at = await store();
    const priceList = await createPriceList({ seller: at.seller });
    const { seller, contact, invite, inviter } = await invited({ at, priceList });
    await expect(shopScopeFor(invite.userId, seller.slug)).rejects.toMatchObject({ code: "not_found" });
    await prove(invite.userId, contact);
    const { customers, pair } = await state(seller.id);
    expect(pair).toEqual([["approved"], ["registered"]]);
    expect(customers[0]).toMatchObject({
      userId: invite.userId,
      grantedHow: "invite",
      grantedBy: inviter.id,
      priceListId: priceList.id,
    });
    await Promise.all([shopScopeFor(invite.userId, seller.slug), shopScopeFor(invite.userId, seller.slug)]);
    const after = await state(seller.id);
    expect(after.invites[0]).toMatchObject({ status: "used", usedBy: invite.userId });
    expect((await actions(seller.id)).filter((action) => action !== "access.refused")).toEqual([
      "invite.registered",
      "customer.approved",
      "shop.first_entry",
    ]);
  });

  it("is not done by proving another contact", async () => {
    const { seller } = await invited();
    const stranger = await createUser({ contacts: ["stranger@example.com"] });
    await prove(stranger.id, "stranger@example.com");
    expect((await state(seller.id)).pair).toEqual([["invited"], ["sent"]]);
  });

  it("lets in whoever asked already, and whoever has no row at all", async () => {
    const asked = await invited();
    await system.customer.updateMany({
      where: { sellerId: asked.seller.id },
      data: { status: "requested", requestedAt: new Date() },
    });
    await prove(asked.invite.userId, asked.contact);
    expect((await state(asked.seller.id)).pair).toEqual([["approved"], ["registered"]]);

    const bare = await invited({ company: "Corner Shop" });
    await system.customer.deleteMany({ where: { sellerId: bare.seller.id } });
    await prove(bare.invite.userId, bare.contact);
    const { customers, pair } = await state(bare.seller.id);
    expect(pair).toEqual([["approved"], ["registered"]]);
    expect(customers[0]).toMatchObject({ userId: bare.invite.userId, company: "Corner Shop", contactKind: "email" });
  });

  it("keeps whoever is in already, and does not wait for an entry that was made long ago", async () => {
    const { at, customer, contact, person } = await regular();
    await invited({ at, contact });
    await prove(person.id, contact);
    const { customers, invites } = await state(at.seller.id);
    expect(customers).toHaveLength(1);
    expect(customers[0]).toMatchObject({ id: customer.id, status: "approved", grantedHow: "manual" });
    expect(invites[0]).toMatchObject({ status: "used", usedBy: person.id });
  });

  it("after a revocation an older invite opens nothing; a newer one does, and is used at the next entry", async () => {
    const { at, customer, contact, person } = await regular();
    await invited({ at, contact });
    const member = await storeScopeFor(at.inviter.id, at.seller.slug);
    await revokeCustomer(member, { customerId: customer.id });
    expect((await state(at.seller.id)).pair).toEqual([["revoked"], ["revoked"]]);
    // As if the revocation had overlooked it.
    await system.invite.updateMany({ where: { sellerId: at.seller.id }, data: { status: "sent" } });
    await prove(person.id, contact);
    expect((await state(at.seller.id)).pair).toEqual([["revoked"], ["revoked"]]);

    await inviteCustomers(member, { contacts: contact });
    await prove(person.id, contact);
    expect((await state(at.seller.id)).pair).toEqual([["approved"], ["revoked", "registered"]]);
    await shopScopeFor(person.id, at.seller.slug);
    expect((await state(at.seller.id)).pair).toEqual([["approved"], ["revoked", "used"]]);
  });

  it("expired, revoked and used invites open nothing", async () => {
    for (const status of ["expired", "revoked", "used"] as const) {
      const { seller, contact, invite } = await invited({ status });
      await system.customer.updateMany({ where: { sellerId: seller.id }, data: { status: "invited" } });
      await prove(invite.userId, contact);
      expect((await state(seller.id)).pair).toEqual([["invited"], [status]]);
    }
    // Past its end, not yet swept.
    const { seller, contact, invite } = await invited({ expiresAt: new Date(Date.now() - 1) });
    await prove(invite.userId, contact);
    expect((await state(seller.id)).pair).toEqual([["invited"], ["sent"]]);
    expect(await expireInvites(scope)).toBe(1);
    expect((await state(seller.id)).pair).toEqual([["invited"], ["expired"]]);
    expect(await expireInvites(scope)).toBe(0);
  });

  it("one proof answers the invites of all sellers, each by its own rules", async () => {
    const contact = newContact();
    const open = await invited({ contact });
    const closed = await invited({ contact, at: await store({ status: "suspended" }) });
    await prove(open.invite.userId, contact);
    expect(closed.invite.userId).toBe(open.invite.userId);
    expect((await state(open.seller.id)).pair).toEqual([["approved"], ["registered"]]);
    expect((await state(closed.seller.id)).pair).toEqual([["invited"], ["sent"]]);
  });
});

describe("what happened to the inviter or the seller meanwhile", () => {
  it("a demoted, deactivated, removed or disabled inviter: no access, the invite is revoked, the audit says so", async () => {
    const ends = [
      (at: Store) =>
        system.member.updateMany({ where: { sellerId: at.seller.id, id: at.member.id }, data: { role: "support" } }),
      (at: Store) =>
        system.member.updateMany({
          where: { sellerId: at.seller.id, id: at.member.id },
          data: { status: "deactivated" },
        }),
      (at: Store) => system.member.deleteMany({ where: { sellerId: at.seller.id, id: at.member.id } }),
      (at: Store) => system.user.updateMany({ where: { id: at.inviter.id }, data: { status: "disabled" } }),
    ];
    for (const end of ends) {
      const at = await invited();
      await end(at);
      await prove(at.invite.userId, at.contact);
      expect((await state(at.seller.id)).pair).toEqual([["revoked"], ["revoked"]]);
      expect(await actions(at.seller.id)).toEqual(["invite.refused"]);
    }
  });

  it("an invite that an operator sent stands by itself", async () => {
    const { userId } = await createOperator();
    const at = await store();
    const { seller, contact, invite } = await invited({ at, sentBy: userId });
    await prove(invite.userId, contact);
    expect((await state(seller.id)).pair).toEqual([["approved"], ["registered"]]);
  });

  it("a suspended seller: no access until it is open again and the contact is proved again", async () => {
    const { seller, contact, invite } = await invited();
    await system.seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    await prove(invite.userId, contact);
    expect((await state(seller.id)).pair).toEqual([["invited"], ["sent"]]);
    expect(await actions(seller.id)).toEqual(["invite.held"]);
    await system.seller.updateMany({ where: { id: seller.id }, data: { status: "open" } });
    await prove(invite.userId, contact);
    expect((await state(seller.id)).pair).toEqual([["approved"], ["registered"]]);
  });

  it("a terminated seller: the invite is void", async () => {
    const { seller, contact, invite } = await invited();
    await system.seller.updateMany({ where: { id: seller.id }, data: { status: "terminated" } });
    await prove(invite.userId, contact);
    expect((await state(seller.id)).pair).toEqual([["revoked"], ["revoked"]]);
  });
});

describe("races", () => {
  const ROUNDS = 15;

  it("two accepting at once: one membership", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite } = await invited();
      await Promise.all([1, 2, 3].map(() => prove(invite.userId, contact)));
      const { customers, pair } = await state(seller.id);
      expect(pair).toEqual([["approved"], ["registered"]]);
      expect(customers).toHaveLength(1);
      expect((await actions(seller.id)).filter((action) => action === "customer.approved")).toHaveLength(1);
    }
  });

  it("revoking against accepting: in with a registered invite, or out with a revoked one", async () => {
    const ends = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite, inviter } = await invited();
      const member = await storeScopeFor(inviter.id, seller.slug);
      const [revoked] = await Promise.allSettled([
        revokeInvite(member, { inviteId: invite.id }),
        prove(invite.userId, contact),
      ]);
      const end = JSON.stringify((await state(seller.id)).pair);
      ends.add(end);
      expect(end).toBe(
        JSON.stringify(revoked.status === "fulfilled" ? [["revoked"], ["revoked"]] : [["approved"], ["registered"]]),
      );
    }
    expect(ends.size).toBeGreaterThan(0);
  });

  it("revoking the customer against accepting: always out, and no open link is left", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite, inviter } = await invited();
      const member = await storeScopeFor(inviter.id, seller.slug);
      const customerId = (await state(seller.id)).customers[0]?.id ?? "";
      await Promise.all([revokeCustomer(member, { customerId }), prove(invite.userId, contact)]);
      const { customers, invites } = await state(seller.id);
      expect(customers[0]?.status).toBe("revoked");
      expect(["registered", "revoked"]).toContain(invites[0]?.status);
    }
  });

  it("inviting again against accepting: in, by one of the two invites", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite, inviter } = await invited();
      const member = await storeScopeFor(inviter.id, seller.slug);
      const [outcomes] = await Promise.all([
        inviteCustomers(member, { contacts: contact }),
        prove(invite.userId, contact),
      ]);
      const end = (await state(seller.id)).pair;
      if (outcomes[0]?.outcome === "already_in") expect(end).toEqual([["approved"], ["registered"]]);
      else expect(end).toEqual([["approved"], ["revoked", "registered"]]);
    }
  });

  it("sending again against accepting: in by it, whichever came first", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite, inviter } = await invited({ createdAt: new Date(Date.now() - 120_000) });
      const member = await storeScopeFor(inviter.id, seller.slug);
      await Promise.allSettled([resendInvite(member, { inviteId: invite.id }), prove(invite.userId, contact)]);
      expect((await state(seller.id)).pair).toEqual([["approved"], ["registered"]]);
    }
  });

  it("expiry against accepting: in and registered, or out and expired", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite } = await invited({ expiresAt: new Date(Date.now() + 5) });
      await Promise.all([prove(invite.userId, contact), expireInvites(scope), expireInvites(scope)]);
      await expireInvites(scope);
      expect([
        [["approved"], ["registered"]],
        [["invited"], ["sent"]],
        [["invited"], ["expired"]],
      ]).toContainEqual((await state(seller.id)).pair);
    }
  });

  it("everything at once: one row, at most one open invite, in only with an answered invite", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { seller, contact, invite, inviter } = await invited({ createdAt: new Date(Date.now() - 120_000) });
      const member = await storeScopeFor(inviter.id, seller.slug);
      await Promise.allSettled([
        prove(invite.userId, contact),
        revokeInvite(member, { inviteId: invite.id }),
        inviteCustomers(member, { contacts: contact }),
        resendInvite(member, { inviteId: invite.id }),
        expireInvites(scope),
        prove(invite.userId, contact),
      ]);
      const { customers, invites } = await state(seller.id);
      expect(customers).toHaveLength(1);
      const open = invites.filter(({ status }) => status === "sent").length;
      const answered = invites.filter(({ status }) => status === "registered").length;
      expect({ status: customers[0]?.status, open, answered }).toEqual(
        answered > 0
          ? { status: "approved", open: 0, answered: 1 }
          : { status: open > 0 ? "invited" : "revoked", open: Math.min(open, 1), answered: 0 },
      );
    }
  });
});

describe("crash in the middle of accepting", () => {
  it("leaves nothing of it", async () => {
    const { seller, contact, invite } = await invited();
    const crash = scope.tx(async (db) => {
      await registerInvites(db, scope, { userId: invite.userId, contact: contactOf(contact) });
      throw new Error("crash");
    });
    await expect(crash).rejects.toThrow("crash");
    expect((await state(seller.id)).pair).toEqual([["invited"], ["sent"]]);
    expect(await actions(seller.id)).toEqual([]);
    await expect(actingAs({ user: invite.userId }, () => ShopScope.resolve(seller.slug))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
