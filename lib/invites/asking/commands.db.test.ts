import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SystemScope, VisitorScope } from "@/lib/access/scope";
import { BUDGETS } from "@/lib/budgets/rules";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers, registerInvites } from "@/lib/invites/commands";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { listInvites } from "@/lib/invites/queries";
import { remindInvites } from "@/lib/invites/reminders/commands";
import { resendInvite, revokeInvite } from "@/lib/invites/resending/commands";
import { newestToken, sentMessages, store } from "@/lib/invites/test-support";
import { systemDb } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
import { askForNewInvite, askInOwnName } from "./commands";

const system = SystemScope.resolve("test");
const { db } = system;
afterAll(closeDb);
beforeEach(() => systemDb().rateLimit.deleteMany());

const ask = async (seller: string, token: string, ip = "192.0.2.44") =>
  await askForNewInvite(await actingAs({ ip }, () => VisitorScope.resolve()), { seller, token });

async function dead(contact: string, end: "expired" | "revoked" | "used") {
  const at = await store();
  await inviteCustomers(at.scope, { contacts: contact, name: "Lena" });
  const token = await newestToken(at.seller.id);
  const invite = await db.invite.findFirstOrThrow({ where: { sellerId: at.seller.id } });
  if (end === "revoked") await revokeInvite(at.scope, { inviteId: invite.id });
  if (end === "expired") {
    await db.invite.updateMany({
      where: { sellerId: at.seller.id },
      data: { expiresAt: new Date(Date.now() - 1000), sentAt: new Date(Date.now() - 60_000) },
    });
  }
  if (end === "used")
    await system.tx((tx) => registerInvites(tx, system, { userId: invite.userId, contact: contactOf(contact) }));
  const asks = async () => (await sentMessages(at.seller.id)).filter((one) => one.template === "invite-asked-again");
  const list = async (filter: object = {}) => (await listInvites(at.scope, { q: "", limit: 50, ...filter })).items;
  return { ...at, token, invite, asks, list };
}

describe("asking for a new invite", () => {
  it.each(["expired", "revoked", "used"] as const)(
    "with a link that is %s: noted once, members told once, shown in the list",
    async (end) => {
      const { seller, token, asks, list, invite } = await dead(`ask-${end}@example.com`, end);
      expect(await list({ asked: "1" })).toEqual([]);
      await Promise.all([ask(seller.slug, token), ask(seller.slug, token), ask(seller.slug, token, "192.0.2.45")]);
      expect(await asks()).toMatchObject([{ customerName: "Lena", sellerName: seller.name }]);
      expect(await list({ asked: "1" })).toMatchObject([{ id: invite.id, askedAgainAt: expect.any(String) }]);
      expect(await findInviteByToken(seller.slug, token)).toMatchObject({ asked: true });
      expect(await db.auditEvent.count({ where: { sellerId: seller.id, action: "invite.asked_again" } })).toBe(1);
    },
  );

  it("with a link that newer ones have replaced: it still says whose it is, opens nothing, and the one asked for goes to the same contact", async () => {
    const at = await store();
    await inviteCustomers(at.scope, { contacts: "rotated@example.com", name: "Lena" });
    const invite = await db.invite.findFirstOrThrow({ where: { sellerId: at.seller.id } });
    const resend = async () => {
      await db.$executeRaw`UPDATE invites SET sent_at = sent_at - interval '61 seconds' WHERE seller_id = ${at.seller.id}::uuid`;
      await resendInvite(at.scope, { inviteId: invite.id });
      return await newestToken(at.seller.id);
    };
    const first = await newestToken(at.seller.id);
    const noon = new Date(Date.now() + 6 * 86_400_000);
    noon.setUTCHours(18);
    await remindInvites(system, noon);
    const reminder = await newestToken(at.seller.id);
    const second = await resend();
    const third = await resend();
    for (const old of [first, reminder, second])
      expect(await findInviteByToken(at.seller.slug, old)).toMatchObject({
        status: "replaced",
        seller: { slug: at.seller.slug },
        asked: false,
      });
    await ask(at.seller.slug, third);
    expect(await listInvites(at.scope, { q: "", limit: 50, asked: "1" })).toMatchObject({ items: [] });
    await ask(at.seller.slug, first);
    expect(await listInvites(at.scope, { q: "", limit: 50, asked: "1" })).toMatchObject({ items: [{ id: invite.id }] });
    expect(await findInviteByToken(at.seller.slug, second)).toMatchObject({ status: "replaced", asked: true });
    const fourth = await resend();
    expect(await findInviteByToken(at.seller.slug, fourth)).toMatchObject({ status: "sent", asked: false });
    await revokeInvite(at.scope, { inviteId: invite.id });
    expect(await findInviteByToken(at.seller.slug, first)).toMatchObject({ status: "revoked" });
  });

  it("tells a stranger nothing: a link that never was, another seller's and garbage are answered alike and change nothing", async () => {
    const { seller, token, asks, list } = await dead("unknown@example.com", "expired");
    const other = await store();
    for (const [slug, guess] of [
      [seller.slug, "A".repeat(43)],
      [other.seller.slug, token],
      ["no-such-shop", token],
      [seller.slug, "' OR 1=1"],
    ] as const) {
      expect(await ask(slug, guess)).toBeUndefined();
    }
    expect(await ask(seller.slug, token)).toBeUndefined();
    expect(await asks()).toHaveLength(1);
    expect(await list({ asked: "1" })).toHaveLength(1);
  });

  it("one address asks only so often, and a seller's members get only so many e-mails", async () => {
    const one = await dead("flood1@example.com", "expired");
    for (let n = 0; n < BUDGETS.askAgain.points; n++) await ask(one.seller.slug, "B".repeat(43), "192.0.2.46");
    await ask(one.seller.slug, one.token, "192.0.2.46");
    expect(await one.list({ asked: "1" })).toEqual([]);
    await ask(one.seller.slug, one.token);
    await db.invite.updateMany({ where: { sellerId: one.seller.id }, data: { askedAgainAt: null } });
    await systemDb().rateLimit.updateMany({
      where: { key: { startsWith: "askAgainHere:" } },
      data: { points: BUDGETS.askAgainHere.points },
    });
    await ask(one.seller.slug, one.token);
    expect(await one.list({ asked: "1" })).toHaveLength(1);
    expect(await one.asks()).toHaveLength(1);
  });

  it("is answered by sending again: an expired invite by a new link, a revoked one by a new invite", async () => {
    const expired = await dead("answer1@example.com", "expired");
    await ask(expired.seller.slug, expired.token);
    await resendInvite(expired.scope, { inviteId: expired.invite.id });
    expect(await expired.list()).toMatchObject([{ id: expired.invite.id, status: "sent", askedAgainAt: null }]);

    const revoked = await dead("answer2@example.com", "revoked");
    await expect(resendInvite(revoked.scope, { inviteId: revoked.invite.id })).rejects.toMatchObject({
      message: "invites.errors.notOpen",
    });
    await ask(revoked.seller.slug, revoked.token);
    await resendInvite(revoked.scope, { inviteId: revoked.invite.id });
    expect(await revoked.list()).toMatchObject([
      { status: "sent", name: "Lena" },
      { id: revoked.invite.id, status: "revoked", askedAgainAt: null },
    ]);
    expect(await findInviteByToken(revoked.seller.slug, revoked.token)).toMatchObject({ status: "replaced" });
  });

  it("by somebody who is in already ends with that: no invite is sent, and nothing waits any more", async () => {
    const used = await dead("answer3@example.com", "used");
    await ask(used.seller.slug, used.token);
    await expect(resendInvite(used.scope, { inviteId: used.invite.id })).rejects.toMatchObject({
      message: "invites.errors.alreadyIn",
    });
    expect(await used.list({ asked: "1" })).toEqual([]);
    expect(await used.list()).toHaveLength(1);
  });

  it("with the link of an older invite marks the newest one, which can be sent again", async () => {
    const { seller, scope, token, list } = await dead("older@example.com", "revoked");
    await inviteCustomers(scope, { contacts: "older@example.com" });
    const [newest] = await list();
    await ask(seller.slug, token);
    expect(await list({ asked: "1" })).toMatchObject([{ id: newest?.id, status: "sent" }]);
  });
});

describe("an invite that is meant for another contact", () => {
  const alive = async (contact: string) => {
    const at = await store();
    await inviteCustomers(at.scope, { contacts: contact, name: "Lena" });
    const invite = await db.invite.findFirstOrThrow({ where: { sellerId: at.seller.id } });
    return { ...at, invite, token: await newestToken(at.seller.id) };
  };
  const asNew = { note: "Me too", company: "Other Ltd" };

  it("while its link works, nobody asks for a new one: nothing is noted on it and nobody is told", async () => {
    const { seller, token, invite } = await alive("alive@example.com");
    await ask(seller.slug, token);
    expect(await db.invite.findFirst({ where: { id: invite.id } })).toMatchObject({ askedAgainAt: null });
    expect((await sentMessages(seller.id)).map(({ template }) => template)).toEqual(["customer-invite"]);
    expect(await db.auditEvent.count({ where: { sellerId: seller.id, action: "invite.asked_again" } })).toBe(0);
  });

  it("lets whoever opened it ask in their own name and with their own contact, though the seller cannot be found; its recipient has no part in it", async () => {
    const { seller, token, invite } = await alive("meant@example.com");
    await systemDb().seller.update({ where: { id: seller.id }, data: { discoverable: false } });
    const other = await createUser({ name: "Xenia", contacts: ["xenia-own@example.com"] });
    const account = await accountScopeFor(other.id);
    expect(await askInOwnName(account, { seller: seller.slug, token, ...asNew })).toEqual({ state: "requested" });
    expect(await db.invite.findFirst({ where: { id: invite.id } })).toMatchObject({
      status: "sent",
      askedAgainAt: null,
    });
    const row = await db.customer.findFirstOrThrow({ where: { sellerId: seller.id, userId: other.id } });
    expect(row).toMatchObject({ status: "requested", requestNote: "Me too", requestCompany: "Other Ltd" });
    const events = await db.auditEvent.findMany({ where: { sellerId: seller.id, actorId: other.id } });
    expect(events).toMatchObject([
      { action: "customer.requested", targetKind: "customer", targetId: row.id, data: { from: "invite" } },
    ]);
    const told = (await sentMessages(seller.id)).filter(({ template }) => template === "access-requested");
    expect(told).toMatchObject([{ customerName: "Other Ltd" }]);
  });

  it("no link, no way around: another seller's and garbage are not found", async () => {
    const { token } = await alive("garbage@example.com");
    const other = await store();
    await systemDb().seller.update({ where: { id: other.seller.id }, data: { discoverable: false } });
    const account = await accountScopeFor((await createUser()).id);
    for (const guess of [token, "A".repeat(43), "x"]) {
      await expect(askInOwnName(account, { seller: other.seller.slug, token: guess, ...asNew })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});
