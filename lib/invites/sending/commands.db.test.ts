import { afterAll, describe, expect, it } from "vitest";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { appUrl, env } from "@/lib/env";
import { inviteCustomers } from "@/lib/invites/commands";
import { findInviteByToken, ownsInvitedContact } from "@/lib/invites/links/queries";
import { resendInvite, resendInvites, revokeInvite, revokeInvites } from "@/lib/invites/resending/commands";
import { INVITE_LIMIT } from "@/lib/invites/rules";
import { newestToken, sentMessages, store } from "@/lib/invites/test-support";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor } from "@/prisma/factories/scopes";
import { createCustomer } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { withClient } from "@/scripts/support/installation";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function inviteOne(scope: StoreScope, contacts: string): Promise<{ inviteId: string }> {
  const [line] = await inviteCustomers(scope, { contacts });
  if (line?.outcome !== "sent") throw new Error("not sent");
  return { inviteId: line.inviteIds[0] ?? "" };
}

/** Moves the clock of what was sent so far, instead of waiting. */
async function aMinutePasses(sellerId: string): Promise<void> {
  await system.$executeRaw`UPDATE invites SET sent_at = sent_at - interval '61 seconds' WHERE seller_id = ${sellerId}::uuid`;
}

const asOwner = (sql: string) => withClient(env().DATABASE_URL ?? "", (client) => client.query(sql));

async function counts(sellerId: string) {
  const where = { sellerId };
  return {
    customers: await system.customer.count({ where }),
    invites: await system.invite.count({ where }),
    messages: await system.message.count({ where }),
    audits: await system.auditEvent.count({ where: { ...where, action: { not: "access.refused" } } }),
  };
}

describe("inviting customers", () => {
  it("makes one user, one row, one invite, one message and one audit event per contact, by its own channel", async () => {
    const { seller, scope } = await store({ country: "US", name: "Harbor" });
    const outcomes = await inviteCustomers(scope, {
      contacts: "202 555 0120\nfirst@example.com\nnonsense",
      company: "Corner Shop",
    });
    expect(outcomes.map(({ raw, outcome }) => [raw, outcome])).toEqual([
      ["202 555 0120", "sent"],
      ["first@example.com", "sent"],
      ["nonsense", "refused"],
    ]);
    expect(await counts(seller.id)).toEqual({ customers: 2, invites: 2, messages: 2, audits: 2 });
    const messages = await system.message.findMany({
      where: { sellerId: seller.id },
      select: { channel: true, template: true, status: true },
    });
    expect(messages.map(({ channel }) => channel).sort()).toEqual(["email", "sms"]);
    const rows = await system.customer.findMany({
      where: { sellerId: seller.id },
      include: { user: { include: { contacts: true } } },
    });
    for (const row of rows) {
      expect(row).toMatchObject({ status: "invited", company: "Corner Shop", joinDate: null });
      expect(row.user.contacts.map(({ verifiedAt }) => verifiedAt)).toEqual([null]);
    }
  });

  it("gives the same number invited by two sellers one user and two rows", async () => {
    const one = await store();
    const two = await store();
    await inviteCustomers(one.scope, { contacts: "+1 202 555 0121" });
    await inviteCustomers(two.scope, { contacts: "+1 202 555 0121" });
    const rows = await system.customer.findMany({ where: { sellerId: { in: [one.seller.id, two.seller.id] } } });
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ userId }) => userId)).size).toBe(1);
  });

  it("links an existing user, skips who is in already, and shows no difference between known and unknown contacts", async () => {
    const { seller, scope } = await store();
    const known = await createUser({ contacts: ["known@example.com"] });
    const inside = await createUser({ contacts: ["inside@example.com"] });
    await createCustomer({ seller, user: inside });
    const outcomes = await inviteCustomers(scope, {
      contacts: "known@example.com\ninside@example.com\nunknown@example.com",
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["sent", "already_in", "sent"]);
    expect(await system.customer.findFirst({ where: { sellerId: seller.id, userId: known.id } })).toMatchObject({
      status: "invited",
    });
    expect(await system.customer.findFirst({ where: { sellerId: seller.id, userId: inside.id } })).toMatchObject({
      status: "approved",
    });
  });

  it("invites rejected, revoked and requested customers again", async () => {
    const { seller, scope } = await store();
    const people = ["rejected", "revoked", "requested"] as const;
    for (const status of people) {
      await createCustomer({ seller, status, user: await createUser({ contacts: [`${status}@example.com`] }) });
    }
    await inviteCustomers(scope, { contacts: people.map((status) => `${status}@example.com`).join("\n") });
    const rows = await system.customer.findMany({ where: { sellerId: seller.id } });
    expect(rows.map(({ status }) => status)).toEqual(["invited", "invited", "invited"]);
    expect(rows.every(({ contactLookup }) => contactLookup !== null)).toBe(true);
  });

  it("sends five hundred contacts at once, and refuses one more with nothing sent", async () => {
    const { seller, scope } = await store();
    const contacts = Array.from({ length: INVITE_LIMIT + 1 }, (_, n) => `buyer${n}@example.com`);
    await expect(inviteCustomers(scope, { contacts: contacts.join("\n") })).rejects.toMatchObject({
      fields: { contacts: "invites.errors.tooMany" },
    });
    expect(await counts(seller.id)).toMatchObject({ customers: 0, invites: 0, messages: 0 });
    const outcomes = await inviteCustomers(scope, { contacts: contacts.slice(1).join("\n") });
    expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(INVITE_LIMIT);
    expect(await counts(seller.id)).toEqual({ customers: 500, invites: 500, messages: 500, audits: 500 });
  });

  it("two members inviting overlapping contacts at once: one open invite and one row per contact", async () => {
    const { seller, scope } = await store();
    const contacts = Array.from({ length: 20 }, (_, n) => `overlap${n}@example.com`);
    await Promise.all([
      inviteCustomers(scope, { contacts: contacts.join("\n") }),
      inviteCustomers(scope, { contacts: contacts.toReversed().join("\n") }),
    ]);
    expect(await system.customer.count({ where: { sellerId: seller.id } })).toBe(20);
    expect(await system.invite.count({ where: { sellerId: seller.id, status: "sent" } })).toBe(20);
  });

  it("crash in the middle: all or nothing", async () => {
    // The outbox refuses invites for a moment: everything before that in the transaction must be gone again.
    const { seller, scope } = await store();
    const contacts = "crash1@example.com\ncrash2@example.com";
    await asOwner("ALTER TABLE messages ADD CONSTRAINT no_invites CHECK (template <> 'customer-invite') NOT VALID");
    try {
      await expect(inviteCustomers(scope, { contacts })).rejects.toThrow();
    } finally {
      await asOwner("ALTER TABLE messages DROP CONSTRAINT no_invites");
    }
    expect(await counts(seller.id)).toEqual({ customers: 0, invites: 0, messages: 0, audits: 0 });
    await inviteCustomers(scope, { contacts });
    expect(await counts(seller.id)).toEqual({ customers: 2, invites: 2, messages: 2, audits: 2 });
  });

  it("carries the seller's own words, and refuses those that lead elsewhere beside their field", async () => {
    const { seller, scope } = await store();
    await inviteCustomers(scope, {
      contacts: "words@example.com",
      message: `See ${appUrl()}/s/x, or ask ann@example.com`,
    });
    expect(await sentMessages(seller.id)).toMatchObject([{ message: expect.stringContaining("ann@example.com") }]);
    for (const message of [
      "http://evil.example/x",
      "Look at evil.example",
      "evil\u3002example",
      `${appUrl()}.evil.example/`,
    ]) {
      await expect(inviteCustomers(scope, { contacts: "words2@example.com", message })).rejects.toMatchObject({
        fields: { message: "invites.errors.link" },
      });
    }
    expect(await sentMessages(seller.id)).toHaveLength(1);
  });

  it("refuses another seller's price list beside its field, and a closed shop", async () => {
    const { scope } = await store();
    const other = await store();
    const priceList = await createPriceList({ seller: other.seller });
    await expect(
      inviteCustomers(scope, { contacts: "pl@example.com", priceListId: priceList.id }),
    ).rejects.toMatchObject({
      fields: { priceListId: "customers.errors.priceList" },
    });
    const pending = await store({ status: "pending" });
    await expect(inviteCustomers(pending.scope, { contacts: "pl@example.com" })).rejects.toMatchObject({
      message: "invites.errors.sellerClosed",
    });
  });
});

describe("an invite link", () => {
  it("opening it, however often and by whomever, changes nothing", async () => {
    const { seller, user, scope } = await store();
    await inviteCustomers(scope, { contacts: "opened@example.com" });
    const token = await newestToken(seller.id);
    const everything = async () =>
      JSON.stringify([
        await system.invite.findMany({ where: { sellerId: seller.id } }),
        await system.customer.findMany({ where: { sellerId: seller.id } }),
        await counts(seller.id),
      ]);
    const before = await everything();
    const account = await accountScopeFor(user.id);
    for (let time = 0; time < 5; time++) {
      expect((await findInviteByToken(seller.slug, token))?.status).toBe("sent");
      expect(await ownsInvitedContact(account, seller.slug, token)).toBe(false);
    }
    expect(await everything()).toBe(before);
  });

  it("knows its owner: whoever has proved the contact, not whoever it waits for", async () => {
    const { seller, scope } = await store();
    const proved = await createUser({ contacts: ["proved@example.com"] });
    const waiting = await createUser({
      contacts: ["own@example.com", { value: "waiting@example.com", verified: false }],
    });
    await inviteCustomers(scope, { contacts: "proved@example.com" });
    const first = await newestToken(seller.id);
    expect(await ownsInvitedContact(await accountScopeFor(proved.id), seller.slug, first)).toBe(true);
    await inviteCustomers(scope, { contacts: "waiting@example.com" });
    const second = await newestToken(seller.id);
    expect(await ownsInvitedContact(await accountScopeFor(waiting.id), seller.slug, second)).toBe(false);
    expect(await ownsInvitedContact(await accountScopeFor(proved.id), seller.slug, second)).toBe(false);
  });

  it("a new invite to the same contact replaces the old one and kills its link", async () => {
    const { seller, scope } = await store();
    await inviteCustomers(scope, { contacts: "again@example.com" });
    const first = await newestToken(seller.id);
    await inviteCustomers(scope, { contacts: "Again@Example.com" });
    const second = await newestToken(seller.id);
    expect((await findInviteByToken(seller.slug, first))?.status).toBe("replaced");
    expect((await findInviteByToken(seller.slug, second))?.status).toBe("sent");
    const statuses = (await system.invite.findMany({ where: { sellerId: seller.id } })).map(({ status }) => status);
    expect(statuses.sort()).toEqual(["revoked", "sent"]);
  });

  it("resending rotates the link and extends it; revoking kills it and takes the row out", async () => {
    const { seller, scope } = await store();
    const sent = await inviteOne(scope, "resend@example.com");
    const first = await newestToken(seller.id);
    await aMinutePasses(seller.id);
    await resendInvite(scope, sent);
    const second = await newestToken(seller.id);
    expect((await findInviteByToken(seller.slug, first))?.status).toBe("replaced");
    expect((await findInviteByToken(seller.slug, second))?.status).toBe("sent");
    await revokeInvite(scope, sent);
    expect((await findInviteByToken(seller.slug, second))?.status).toBe("revoked");
    expect(await system.customer.findFirst({ where: { sellerId: seller.id } })).toMatchObject({ status: "revoked" });
    await expect(revokeInvite(scope, sent)).rejects.toMatchObject({ code: "conflict" });
    await expect(resendInvite(scope, sent)).rejects.toMatchObject({ message: "invites.errors.notOpen" });
  });

  it("says nothing for an unknown token, a wrong seller or garbage, and shows the contact only masked", async () => {
    const { seller, scope } = await store();
    const other = await store();
    await inviteCustomers(scope, { contacts: "+1 202 555 0122" });
    const token = await newestToken(seller.id);
    const link = await findInviteByToken(seller.slug, token);
    expect(link).toMatchObject({
      seller: { slug: seller.slug },
      maskedContact: "+1 ••• ••• 0122",
      contactKind: "phone",
    });
    expect(JSON.stringify(link)).not.toContain("5550122");
    for (const [slug, asked] of [
      [other.seller.slug, token],
      [seller.slug, "A".repeat(43)],
      [seller.slug, "' OR 1=1"],
      ["../admin", token],
    ] as const) {
      expect(await findInviteByToken(slug, asked)).toBeNull();
    }
  });

  it("many are sent again or taken back at once; each that cannot be says why", async () => {
    const { seller, scope } = await store();
    await inviteCustomers(scope, { contacts: "bulk1@example.com\nbulk2@example.com\nbulk3@example.com" });
    await aMinutePasses(seller.id);
    const inviteIds = (await system.invite.findMany({ where: { sellerId: seller.id } })).map(({ id }) => id);
    const [first = ""] = inviteIds;
    await revokeInvite(scope, { inviteId: first });
    const other = await store();
    const foreign = await inviteOne(other.scope, "bulk4@example.com");
    const chosen = { inviteIds: [...inviteIds, foreign.inviteId] };
    expect(await resendInvites(scope, chosen)).toEqual({
      done: 2,
      refused: [
        { reason: "notOpen", count: 1 },
        { reason: "gone", count: 1 },
      ],
    });
    expect(await revokeInvites(scope, chosen)).toMatchObject({ done: 2 });
    expect(await system.invite.count({ where: { sellerId: seller.id, status: "revoked" } })).toBe(3);
    expect(await system.invite.count({ where: { sellerId: other.seller.id, status: "sent" } })).toBe(1);
  });

  it("another seller's member can neither resend nor revoke it", async () => {
    const { scope } = await store();
    const other = await store();
    const sent = await inviteOne(scope, "foreign@example.com");
    await expect(resendInvite(other.scope, sent)).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeInvite(other.scope, sent)).rejects.toMatchObject({ code: "not_found" });
  });
});
