import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { closeDb } from "@/lib/db/client";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { expireInvites } from "@/lib/invites/reminders/commands";
import { sentMessages } from "@/lib/invites/test-support";
import { asOperator } from "@/lib/members/acting/commands";
import { changeMember, deactivateMember, leaveStore, removeMember } from "@/lib/members/commands";
import { inviteMember, resendMemberInvite, revokeMemberInvite } from "@/lib/members/inviting/commands";
import { listMemberInvites } from "@/lib/members/inviting/queries";
import {
  age,
  ask,
  inviteOf,
  joined,
  lapse,
  members,
  newEmail,
  newestMemberToken,
  signIn,
  staffedStore,
} from "@/lib/members/test-support";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

const atField = (message: string) => ({ code: "invalid", fields: { email: message } });

describe("inviting a member", () => {
  it("asks by e-mail in their language; whoever proves it is in with that role, and is told", async () => {
    const { seller, admin } = await staffedStore();
    const email = newEmail();
    const { id } = await inviteMember(admin.actor, { ...ask(email, "manager"), name: "Ben" });
    expect(await sentMessages(seller.id)).toMatchObject([
      { template: "member-invite", inviter: "Member", role: "manager", inviteId: id },
    ]);
    expect(await listMemberInvites(admin.scope)).toMatchObject([
      { id, email, name: "Ben", role: "manager", locale: "de", status: "sent", sentBy: "Member", delivery: "queued" },
    ]);
    const userId = await signIn(email);
    expect((await storeScopeFor(userId, seller.slug)).member).toMatchObject({ role: "manager", locale: "de" });
    expect(await inviteOf(id)).toMatchObject({ status: "used", usedBy: userId });
    expect(await listMemberInvites(admin.scope)).toEqual([]);
    expect((await sentMessages(seller.id)).map(({ template }) => template)).toEqual(["member-invite", "member-joined"]);
    const audited = await systemDb().auditEvent.findMany({ where: { sellerId: seller.id }, orderBy: { id: "asc" } });
    expect(audited.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["member.invited", admin.user.id],
      ["invite.registered", userId],
      ["member.joined", userId],
    ]);
    // It made them a member and nothing else.
    expect(await systemDb().customer.count({ where: { sellerId: seller.id } })).toBe(0);
  });

  it("opening the link changes nothing, however often; it says that it is about the staff", async () => {
    const { seller, admin } = await staffedStore();
    const { id } = await inviteMember(admin.actor, ask(newEmail()));
    const token = await newestMemberToken(seller.id);
    for (let n = 0; n < 3; n++) {
      expect(await findInviteByToken(seller.slug, token)).toMatchObject({
        kind: "member",
        role: "support",
        status: "sent",
      });
    }
    expect(await inviteOf(id)).toMatchObject({ status: "sent" });
    expect(await members(seller.id)).toHaveLength(1);
  });

  it("is refused at the field: invited twice, already in, deactivated, no e-mail", async () => {
    const { seller, admin } = await staffedStore();
    const [email, known] = [newEmail(), newEmail()];
    await inviteMember(admin.actor, ask(email));
    await expect(inviteMember(admin.actor, ask(` ${email.toUpperCase()} `))).rejects.toMatchObject(
      atField("members.errors.invitedAlready"),
    );
    const ben = await joined(seller, "support", await createUser({ contacts: [known] }));
    await expect(inviteMember(admin.actor, ask(known))).rejects.toMatchObject(atField("members.errors.alreadyIn"));
    await deactivateMember(admin.actor, ben);
    await expect(inviteMember(admin.actor, ask(known))).rejects.toMatchObject(atField("members.errors.deactivated"));
    for (const [raw, message] of [
      ["", "members.errors.email"],
      ["ben", "contacts.errors.email"],
      ["+1 202 555 0142", "contacts.errors.email"],
    ] as const) {
      await expect(inviteMember(admin.actor, ask(raw))).rejects.toMatchObject(atField(message));
    }
    expect(await listMemberInvites(admin.scope)).toHaveLength(1);
  });

  it("does not tell whose private e-mail it is: a member asked by one keeps their place, active or not", async () => {
    const { seller, admin } = await staffedStore();
    const [known, own] = [newEmail(), newEmail()];
    const ben = await joined(seller, "support", await createUser({ contacts: [known, own] }));
    const { id } = await inviteMember(admin.actor, ask(own, "admin"));
    expect(await listMemberInvites(admin.scope)).toMatchObject([{ id, email: own, status: "sent" }]);
    expect(await signIn(own)).toBe(ben.user.id);
    expect((await members(seller.id))[1]).toMatchObject({ role: "support", status: "active" });
    await deactivateMember(admin.actor, ben);
    await expect(inviteMember(admin.actor, ask(own))).resolves.toMatchObject({ id: expect.any(String) });
  });

  it("two invites of one e-mail at once are one; a customer's invite to it stands beside", async () => {
    const { seller, admin } = await staffedStore();
    const other = await joined(seller, "admin");
    const email = newEmail();
    await createInvite({ seller, sentBy: admin.user.id, contact: email });
    const results = await Promise.allSettled([
      inviteMember(admin.actor, ask(email, "support")),
      inviteMember(other.actor, ask(email, "manager")),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listMemberInvites(admin.scope)).toHaveLength(1);
    const userId = await signIn(email);
    expect((await members(seller.id)).filter((one) => one.userId === userId)).toHaveLength(1);
    expect(await systemDb().customer.findFirst({ where: { sellerId: seller.id, userId } })).toMatchObject({
      status: "approved",
    });
  });

  it("sent again the old link is dead; revoked and expired nobody comes in; an expired one is replaced by a new one", async () => {
    const { seller, admin } = await staffedStore();
    const email = newEmail();
    const { id } = await inviteMember(admin.actor, ask(email));
    const old = await newestMemberToken(seller.id);
    await expect(resendMemberInvite(admin.actor, { id })).rejects.toMatchObject({ message: "invites.errors.justSent" });
    await age(id);
    await resendMemberInvite(admin.actor, { id });
    const fresh = await newestMemberToken(seller.id);
    expect(await findInviteByToken(seller.slug, old)).toMatchObject({ status: "replaced" });
    expect(await findInviteByToken(seller.slug, fresh)).toMatchObject({ status: "sent" });
    await lapse(id);
    await signIn(email);
    expect(await members(seller.id)).toHaveLength(1);
    await expireInvites(SystemScope.resolve("test"));
    expect(await listMemberInvites(admin.scope)).toMatchObject([{ id, status: "expired" }]);
    const { id: next } = await inviteMember(admin.actor, ask(email));
    expect(await findInviteByToken(seller.slug, fresh)).toMatchObject({ status: "replaced" });
    await revokeMemberInvite(admin.actor, { id: next });
    await age(next);
    await expect(resendMemberInvite(admin.actor, { id: next })).rejects.toMatchObject({
      message: "invites.errors.notOpen",
    });
    await signIn(email);
    expect(await members(seller.id)).toHaveLength(1);
  });
});

describe("joining", () => {
  it("nobody comes in whose inviter is no admin any more, or whose seller is suspended", async () => {
    const { seller, admin } = await staffedStore();
    const [inviter, gone] = [await joined(seller, "admin"), await joined(seller, "admin")];
    const [first, second, third] = [newEmail(), newEmail(), newEmail()];
    const { id } = await inviteMember(inviter.actor, ask(first, "admin"));
    await inviteMember(gone.actor, ask(second));
    const { id: held } = await inviteMember(admin.actor, ask(third));
    await changeMember(admin.actor, { id: inviter.id, role: "manager" });
    await removeMember(admin.actor, gone);
    await signIn(first);
    await signIn(second);
    expect(await inviteOf(id)).toMatchObject({ status: "revoked" });
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    const userId = await signIn(third);
    expect(await members(seller.id)).toHaveLength(2);
    expect(await inviteOf(held)).toMatchObject({ status: "sent" });
    // The link still stands once the store is open again.
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "open" } });
    expect(await signIn(third)).toBe(userId);
    expect(await members(seller.id)).toHaveLength(3);
  });

  it("two accepting at once are one member, and whoever is in already keeps their place", async () => {
    const { seller, admin } = await staffedStore();
    const email = newEmail();
    await inviteMember(admin.actor, ask(email));
    const users = await Promise.all([signIn(email), signIn(email)]);
    expect(new Set(users).size).toBe(1);
    expect(await members(seller.id)).toHaveLength(2);
    const [own, late] = [newEmail(), newEmail()];
    const person = await createUser({ contacts: [own] });
    const { id } = await inviteMember(admin.actor, ask(late, "admin"));
    await createMember({ seller, user: person, role: "support" });
    await systemDb().contact.updateMany({
      where: { userId: (await inviteOf(id)).userId },
      data: { userId: person.id },
    });
    await signIn(late);
    expect((await members(seller.id)).find(({ userId }) => userId === person.id)).toMatchObject({ role: "support" });
    expect(await inviteOf(id)).toMatchObject({ status: "used", usedBy: person.id });
  });

  it.each(["revoked", "demoted", "sent again", "removed"] as const)(
    "an invite that is %s in the instant of its acceptance has one consistent end",
    async (what) => {
      for (let round = 0; round < 8; round++) {
        const { seller, admin } = await staffedStore();
        const inviter = await joined(seller, "admin");
        const email = newEmail();
        const { id } = await inviteMember(inviter.actor, ask(email));
        await age(id);
        const race = {
          revoked: () => revokeMemberInvite(admin.actor, { id }),
          demoted: () => changeMember(admin.actor, { id: inviter.id, role: "support" }),
          "sent again": () => resendMemberInvite(admin.actor, { id }),
          removed: () => removeMember(admin.actor, inviter),
        }[what];
        const visitor = newVisitor();
        await requestSignInCode(visitor, { contact: email });
        const code = await newestCode(email);
        const [accepted] = await Promise.allSettled([
          verifySignInCode(visitor, { contact: email, code, previousSession: null }),
          race(),
        ]);
        expect(accepted.status).toBe("fulfilled");
        const { status, usedBy } = await inviteOf(id);
        const isIn = (await members(seller.id)).some(({ userId, role }) => userId === usedBy && role === "support");
        expect(["used", "revoked"]).toContain(status);
        expect(isIn).toBe(status === "used");
      }
    },
  );

  it("deactivated, and invited by another of their e-mails since: back with the new role; invited before: out", async () => {
    const { seller, admin } = await staffedStore();
    const [old, late] = [newEmail(), newEmail()];
    const early = await createUser({ contacts: [newEmail(), { value: old, verified: false }] });
    const { id } = await inviteMember(admin.actor, ask(old, "admin"));
    const ben = await joined(seller, "support", early);
    await deactivateMember(admin.actor, ben);
    await signIn(old);
    expect(await inviteOf(id)).toMatchObject({ status: "revoked" });
    expect((await members(seller.id))[1]).toMatchObject({ role: "support", status: "deactivated" });

    await systemDb().member.updateMany({ where: { id: ben.id }, data: { updatedAt: new Date(Date.now() - 5000) } });
    const { userId } = await inviteOf((await inviteMember(admin.actor, ask(late, "manager"))).id);
    await systemDb().contact.updateMany({ where: { userId }, data: { userId: early.id } });
    await signIn(late);
    expect((await members(seller.id))[1]).toMatchObject({ role: "manager", status: "active" });
  });

  it("removed or gone, nobody comes back by an older invite to another of their e-mails; by a newer one they do", async () => {
    for (const go of ["removed", "left", "removed and merged"] as const) {
      const { seller, admin } = await staffedStore();
      const [old, late] = [newEmail(), newEmail()];
      const person = await createUser({ contacts: [newEmail(), { value: old, verified: false }] });
      const { id } = await inviteMember(admin.actor, ask(old, "admin"));
      const former = go === "removed and merged" ? await createUser() : person;
      const ben = await joined(seller, "support", former);
      if (go === "left") await leaveStore(ben.scope);
      else await removeMember(admin.actor, ben);
      if (former !== person) {
        await systemDb().user.updateMany({
          where: { id: former.id },
          data: { status: "merged", mergedInto: person.id },
        });
      }
      expect(await signIn(old)).toBe(person.id);
      expect(await inviteOf(id)).toMatchObject({ status: "revoked" });
      expect(await members(seller.id)).toHaveLength(1);
      const { userId } = await inviteOf((await inviteMember(admin.actor, ask(late, "manager"))).id);
      await systemDb().contact.updateMany({ where: { userId }, data: { userId: person.id } });
      await signIn(late);
      expect((await members(seller.id))[1]).toMatchObject({ userId: person.id, role: "manager", status: "active" });
    }
  });

  it("an operator's invite gives a suspended store another admin", async () => {
    const { seller } = await staffedStore({ status: "suspended" });
    const operator = await asOperator(await operatorScopeFor((await createOperator()).userId), seller.id);
    const email = newEmail();
    await inviteMember(operator, ask(email, "admin"));
    const token = await newestMemberToken(seller.id);
    expect(await findInviteByToken(seller.slug, token)).toMatchObject({ status: "sent" });
    await signIn(email);
    expect((await members(seller.id))[1]).toMatchObject({ role: "admin", status: "active" });
  });

  it("an operator's invite counts like an admin's, also where a store has nobody yet", async () => {
    const seller = await createSeller();
    const operator = await asOperator(await operatorScopeFor((await createOperator()).userId), seller.id);
    const email = newEmail();
    await inviteMember(operator, ask(email, "admin"));
    expect(await sentMessages(seller.id)).toMatchObject([{ template: "member-invite", inviter: null }]);
    const userId = await signIn(email);
    expect((await storeScopeFor(userId, seller.slug)).can("members.write")).toBe(true);
  });
});
