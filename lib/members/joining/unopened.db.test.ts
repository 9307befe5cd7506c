import { afterAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { sentMessages } from "@/lib/invites/test-support";
import { asOperator } from "@/lib/members/acting/commands";
import { inviteMember, resendMemberInvite, revokeMemberInvite } from "@/lib/members/inviting/commands";
import { joinTeam } from "@/lib/members/joining/commands";
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
import { emailContent, smsText } from "@/lib/messages/content";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, operatorScopeFor } from "@/prisma/factories/scopes";
import { createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

describe("before a shop is open", () => {
  const URGENT = "URGENT account locked call now";

  it("nobody's own words stand in a subject or a first line, and in the text they are quoted", async () => {
    for (const status of ["draft", "pending", "open"] as const) {
      const { seller, admin } = await staffedStore({ status, name: URGENT });
      await inviteMember(admin.actor, ask(newEmail(), "admin"));
      const [message] = await sentMessages(seller.id);
      if (message?.template !== "member-invite") throw new Error("Nobody was asked.");
      for (const locale of ["en", "de", "ar"]) {
        const { subject, heading, paragraphs, action, note } = emailContent(message, locale);
        const said = [subject, heading, paragraphs[0], action?.label, note, smsText(message, locale)].join();
        expect(said.includes(URGENT)).toBe(status === "open");
        expect(paragraphs.join()).toContain(URGENT);
      }
    }
  });

  it("a shop asks ten, and one user twenty for all the shops that they are opening; resent ones count; operators go on", async () => {
    const { seller, admin } = await staffedStore({ status: "draft" });
    const full = { code: "too_many", message: "members.errors.unopenedLimit" };
    const { id } = await inviteMember(admin.actor, ask(newEmail()));
    await age(id);
    await resendMemberInvite(admin.actor, { id });
    for (let n = 0; n < 8; n++) await inviteMember(admin.actor, ask(newEmail()));
    await expect(inviteMember(admin.actor, ask(newEmail()))).rejects.toMatchObject(full);
    await age(id);
    await expect(resendMemberInvite(admin.actor, { id })).rejects.toMatchObject(full);
    const operator = await asOperator(await operatorScopeFor((await createOperator()).userId), seller.id);
    await inviteMember(operator, ask(newEmail()));
    const [second, third] = [await createSeller({ status: "draft" }), await createSeller({ status: "draft" })];
    const at = [await joined(second, "admin", admin.user), await joined(third, "admin", admin.user)] as const;
    for (let n = 0; n < 10; n++) await inviteMember(at[0].actor, ask(newEmail()));
    await expect(inviteMember(at[1].actor, ask(newEmail()))).rejects.toMatchObject(full);
    expect(await sentMessages(third.id)).toEqual([]);
    // Another user has their own, and the refused ones took nothing from the shop's.
    const colleague = await joined(third, "admin");
    for (let n = 0; n < 10; n++) await inviteMember(colleague.actor, ask(newEmail()));
  });

  it("a shop that is not open gets nobody by a proof, only by Join pressed by whoever proved it; an open one as ever", async () => {
    for (const status of ["draft", "pending"] as const) {
      const { seller, admin } = await staffedStore({ status });
      const email = newEmail();
      const { id } = await inviteMember(admin.actor, ask(email, "admin"));
      const token = await newestMemberToken(seller.id);
      const userId = await signIn(email);
      expect(await members(seller.id)).toHaveLength(1);
      expect(await inviteOf(id)).toMatchObject({ status: "sent" });
      expect(await findInviteByToken(seller.slug, token)).toMatchObject({ status: "sent", unopened: true });
      const link = { seller: seller.slug, token };
      const stranger = await accountScopeFor((await createUser()).id);
      await expect(joinTeam(stranger, link)).rejects.toMatchObject({ code: "not_found" });
      const account = await accountScopeFor(userId);
      await expect(joinTeam(account, { ...link, token: "x".repeat(43) })).rejects.toMatchObject({ code: "not_found" });
      expect(await Promise.all([joinTeam(account, link), joinTeam(account, link)])).toEqual([
        { slug: seller.slug },
        { slug: seller.slug },
      ]);
      expect((await members(seller.id))[1]).toMatchObject({ userId, role: "admin", status: "active" });
      const late = newEmail();
      await inviteMember(admin.actor, ask(late));
      await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "open" } });
      await signIn(late);
      expect(await members(seller.id)).toHaveLength(3);
    }
  });

  it("a revoked or expired invite does not let in by Join either, and says so", async () => {
    const { seller, admin } = await staffedStore({ status: "draft" });
    const email = newEmail();
    const { id } = await inviteMember(admin.actor, ask(email));
    const token = await newestMemberToken(seller.id);
    const account = await accountScopeFor(await signIn(email));
    await lapse(id);
    const refused = { message: "members.errors.inviteEnded" };
    await expect(joinTeam(account, { seller: seller.slug, token })).rejects.toMatchObject(refused);
    await revokeMemberInvite(admin.actor, { id });
    await expect(joinTeam(account, { seller: seller.slug, token })).rejects.toMatchObject(refused);
    expect(await members(seller.id)).toHaveLength(1);
  });
});
