import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers, registerInvites } from "@/lib/invites/commands";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { resendInvite } from "@/lib/invites/resending/commands";
import { newestToken, sentMessages, store } from "@/lib/invites/test-support";
import { updateSettings } from "@/lib/sellers/commands";
import { contactOf } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { remindInvites } from "./commands";

const system = SystemScope.resolve("test");
const db = system.db;
afterAll(closeDb);

const DAY = 86_400_000;
/** It is noon in London: day in all of the United States from 15:00 UTC on. */
const at = (days: number, hour: number) => {
  const day = new Date(Date.now() + days * DAY);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour));
};

async function invited(contacts: string, options: Parameters<typeof store>[0] = {}) {
  const { seller, user, member, scope } = await store({ timeZone: "Europe/London", ...options });
  await inviteCustomers(scope, { contacts, message: "Bread from six." });
  const [invite] = await db.invite.findMany({ where: { sellerId: seller.id } });
  if (!invite) throw new Error("not invited");
  const reminders = async () =>
    (await sentMessages(seller.id)).filter(({ template }) => template === "invite-reminder");
  const row = () => db.invite.findFirst({ where: { sellerId: seller.id, id: invite.id } });
  return { seller, user, member, scope, invite, reminders, row };
}

describe("a reminder", () => {
  it("goes out once, after the seller's days, with a link of its own beside the first one and the seller's words", async () => {
    const { seller, invite, reminders, row } = await invited("reminded@example.com");
    const first = await newestToken(seller.id);
    await remindInvites(system, at(4, 12));
    expect(await reminders()).toEqual([]);
    await remindInvites(system, at(6, 12));
    await Promise.all([remindInvites(system, at(6, 13)), remindInvites(system, at(7, 12))]);
    expect(await reminders()).toMatchObject([{ message: "Bread from six.", inviteId: invite.id }]);
    const second = await newestToken(seller.id);
    expect(second).not.toBe(first);
    for (const token of [first, second]) {
      expect(await findInviteByToken(seller.slug, token)).toMatchObject({ status: "sent" });
    }
    expect(await row()).toMatchObject({ remindAt: null, remindedAt: at(6, 12), expiresAt: invite.expiresAt });
    expect(await db.auditEvent.count({ where: { sellerId: seller.id, action: "invite.reminded" } })).toBe(1);
  });

  it("waits for the recipient's day, and then looks again whether it is still wanted", async () => {
    const { reminders, row } = await invited("+1 202 555 0140");
    await remindInvites(system, at(6, 8));
    expect(await reminders()).toEqual([]);
    const { remindAt } = (await row()) ?? {};
    expect(remindAt?.getTime()).toBeGreaterThan(at(6, 8).getTime());
    await remindInvites(system, remindAt ?? at(6, 8));
    expect(await reminders()).toHaveLength(1);
  });

  it("is never sent after the answer, the end, a revocation or to whoever takes no messages", async () => {
    const answered = await invited("answered@example.com");
    await system.tx((tx) =>
      registerInvites(tx, system, { userId: answered.invite.userId, contact: contactOf("answered@example.com") }),
    );
    const ended = await invited("ended@example.com");
    await remindInvites(system, at(15, 12));
    const revoked = await invited("revoked@example.com");
    await db.invite.updateMany({ where: { sellerId: revoked.seller.id }, data: { status: "revoked" } });
    const silent = await invited("silent@example.com");
    const { toValue, toLookup } = await db.message.findFirstOrThrow({ where: { sellerId: silent.seller.id } });
    await db.suppression.createMany({
      data: { id: silent.invite.id, kind: "email", value: toValue, lookup: toLookup, reason: "stop" },
    });
    await remindInvites(system, at(6, 12));
    for (const { reminders, row } of [answered, ended, revoked, silent]) {
      expect(await reminders()).toEqual([]);
      expect((await row())?.remindedAt).toBeNull();
    }
  });

  it("does not speak for a member who may not invite any more, nor for a closed shop", async () => {
    const demoted = await invited("demoted@example.com");
    await db.member.updateMany({ where: { sellerId: demoted.seller.id }, data: { role: "support" } });
    const closed = await invited("closed@example.com");
    await db.seller.updateMany({ where: { id: closed.seller.id }, data: { status: "suspended" } });
    await remindInvites(system, at(6, 12));
    expect(await demoted.reminders()).toEqual([]);
    expect(await closed.reminders()).toEqual([]);
  });

  it("waits while the shop is closed: it goes out once it is open again, unless the invite has ended by then", async () => {
    const closed = await invited("paused@example.com");
    const ended = await invited("paused-for-long@example.com");
    const sellers = { id: { in: [closed.seller.id, ended.seller.id] } };
    await db.seller.updateMany({ where: sellers, data: { status: "suspended" } });
    await remindInvites(system, at(6, 12));
    expect((await closed.row())?.remindAt?.getTime()).toBeGreaterThan(at(6, 12).getTime());
    await db.invite.updateMany({ where: { sellerId: ended.seller.id }, data: { expiresAt: at(7, 1) } });
    await db.seller.updateMany({ where: sellers, data: { status: "open" } });
    await remindInvites(system, at(7, 12));
    await remindInvites(system, at(8, 12));
    expect(await closed.reminders()).toHaveLength(1);
    expect(await ended.reminders()).toEqual([]);
    for (const { row } of [closed, ended]) expect((await row())?.remindAt).toBeNull();
  });

  it("can be switched off, and sending again starts its days anew and kills both links", async () => {
    const { seller, user, member, scope, invite, reminders } = await invited("again@example.com");
    const first = await newestToken(seller.id);
    await remindInvites(system, at(6, 12));
    const second = await newestToken(seller.id);
    await db.$executeRaw`UPDATE invites SET sent_at = sent_at - interval '1 day' WHERE seller_id = ${seller.id}::uuid`;
    await resendInvite(scope, { inviteId: invite.id });
    for (const token of [first, second])
      expect(await findInviteByToken(seller.slug, token)).toMatchObject({ status: "replaced" });
    await remindInvites(system, at(6, 12));
    expect(await reminders()).toHaveLength(2);

    await db.member.updateMany({ where: { sellerId: seller.id, id: member.id }, data: { role: "admin" } });
    const admin = await storeScopeFor(user.id, seller.slug);
    await updateSettings(admin, { invites: { reminderDays: null } });
    await inviteCustomers(admin, { contacts: "never@example.com" });
    await remindInvites(system, at(6, 12));
    expect(await reminders()).toHaveLength(2);
  });

  it("is the business of the seller whose invite it is", async () => {
    const other = await invited("twice@example.com");
    const here = await invited("twice@example.com");
    await createMember({ seller: here.seller, user: other.user, role: "manager" });
    await db.invite.updateMany({ where: { sellerId: other.seller.id }, data: { remindAt: null } });
    await remindInvites(system, at(6, 12));
    expect(await here.reminders()).toHaveLength(1);
    expect(await other.reminders()).toEqual([]);
  });
});
