import { afterAll, describe, expect, it } from "vitest";
import { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { sentMessages } from "@/lib/invites/test-support";
import { asMember, asOperator } from "@/lib/members/acting/commands";
import {
  changeMember,
  deactivateMember,
  leaveStore,
  reactivateMember,
  removeMember,
  setOwnLocale,
} from "@/lib/members/commands";
import { inviteMember, revokeMemberInvite } from "@/lib/members/inviting/commands";
import { findOwnMembership, listMembers } from "@/lib/members/queries";
import { listMembersInput } from "@/lib/members/schema";
import { joined, staffedStore } from "@/lib/members/test-support";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";

afterAll(closeDb);

const NOT_FOUND = { code: "not_found" };
const told = async (sellerId: string) =>
  (await sentMessages(sellerId)).flatMap((one) => (one.template === "member-changed" ? [one.change] : []));
const events = async (sellerId: string) =>
  await systemDb().auditEvent.findMany({
    where: { sellerId, action: { startsWith: "member." } },
    orderBy: { id: "asc" },
    select: { action: true, actorId: true, actorKind: true, targetKind: true, targetId: true, data: true },
  });

describe("changing members", () => {
  it("role, language, out and back, away: each is audited with who did it, and told to the person", async () => {
    const { seller, admin } = await staffedStore();
    const { id, user } = await joined(seller, "support");
    await changeMember(admin.actor, { id, role: "manager", locale: "de" });
    await changeMember(admin.actor, { id, role: "manager", locale: "de" });
    await deactivateMember(admin.actor, { id });
    await deactivateMember(admin.actor, { id });
    await reactivateMember(admin.actor, { id });
    await removeMember(admin.actor, { id });
    expect(await told(seller.id)).toEqual(["role", "locale", "deactivated", "reactivated", "removed"]);
    const by = { actorId: admin.user.id, actorKind: "member" };
    expect(await events(seller.id)).toMatchObject([
      {
        action: "member.role_changed",
        ...by,
        targetKind: "member",
        targetId: id,
        data: { was: "support", what: "manager" },
      },
      { action: "member.locale_changed", ...by },
      { action: "member.deactivated", ...by },
      { action: "member.reactivated", ...by },
      { action: "member.removed", ...by, targetKind: "former_member", targetId: user.id },
    ]);
    expect(await systemDb().member.count({ where: { id } })).toBe(0);
    expect(await systemDb().user.count({ where: { id: user.id, status: "active" } })).toBe(1);
    const messages = await systemDb().message.findMany({ where: { sellerId: seller.id }, orderBy: { id: "asc" } });
    expect(messages.map(({ locale, userId }) => [locale, userId])).toEqual(
      Array.from({ length: 5 }, () => ["de", user.id]),
    );
  });

  it("is out with the next request, with a live session: deactivated, and removed", async () => {
    const { seller, admin } = await staffedStore();
    const { id, user } = await joined(seller, "support");
    const { sessionId } = await createSession(user.id);
    const enter = () => actingAs({ sessionId }, () => StoreScope.resolve(seller.slug));
    expect((await enter()).member.role).toBe("support");
    await deactivateMember(admin.actor, { id });
    await expect(enter()).rejects.toMatchObject(NOT_FOUND);
    await reactivateMember(admin.actor, { id });
    await changeMember(admin.actor, { id, role: "manager" });
    expect((await enter()).can("prices.write")).toBe(true);
    await removeMember(admin.actor, { id });
    await expect(enter()).rejects.toMatchObject(NOT_FOUND);
  });

  it("what was allowed when the request began is asked again: whoever is no admin any more changes nothing", async () => {
    const { seller, admin } = await staffedStore();
    const [late, third] = [await joined(seller, "admin"), await joined(seller, "support")];
    await changeMember(admin.actor, { id: late.id, role: "manager" });
    for (const run of [
      () => removeMember(late.actor, admin),
      () => changeMember(late.actor, { id: late.id, role: "admin" }),
      () => inviteMember(late.actor, { email: "friend@example.com", role: "admin", locale: "en" }),
    ]) {
      await expect(run()).rejects.toMatchObject(NOT_FOUND);
    }
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    await expect(removeMember(admin.actor, third)).rejects.toMatchObject(NOT_FOUND);
    expect(await systemDb().member.count({ where: { sellerId: seller.id } })).toBe(3);
  });

  it("another seller's members are not there, whoever asks", async () => {
    const [mine, theirs] = [await staffedStore(), await staffedStore()];
    await joined(theirs.seller, "admin");
    const { id } = theirs.admin;
    for (const run of [
      () => changeMember(mine.admin.actor, { id, role: "support" }),
      () => deactivateMember(mine.admin.actor, { id }),
      () => removeMember(mine.admin.actor, { id }),
    ]) {
      await expect(run()).rejects.toMatchObject(NOT_FOUND);
    }
    const { id: inviteId } = await inviteMember(theirs.admin.actor, {
      email: "new@example.com",
      role: "support",
      locale: "en",
    });
    await expect(revokeMemberInvite(mine.admin.actor, { id: inviteId })).rejects.toMatchObject(NOT_FOUND);
    expect(await systemDb().member.findFirst({ where: { id } })).toMatchObject({ role: "admin", status: "active" });
  });

  it("everybody leaves by themselves and chooses their own language; both are theirs alone", async () => {
    const { seller } = await staffedStore();
    const ben = await joined(seller, "support");
    await setOwnLocale(ben.scope, { locale: "ar" });
    expect((await storeScopeFor(ben.user.id, seller.slug)).member.locale).toBe("ar");
    expect(await findOwnMembership(ben.scope)).toMatchObject({ own: true, locale: "ar", lastAdmin: false });
    await leaveStore(ben.scope);
    await expect(storeScopeFor(ben.user.id, seller.slug)).rejects.toMatchObject(NOT_FOUND);
    await expect(leaveStore(ben.scope)).rejects.toMatchObject(NOT_FOUND);
    expect(await told(seller.id)).toEqual(["left"]);
  });
});

describe("an operator", () => {
  it("changes members of any living seller, under their own name", async () => {
    const { seller } = await staffedStore();
    const { id } = await joined(seller, "admin");
    const { userId } = await createOperator();
    // The platform keeps an admin.
    await createOperator();
    const scope = await operatorScopeFor(userId);
    const actor = await asOperator(scope, seller.id);
    await changeMember(actor, { id, role: "support" });
    await removeMember(actor, { id });
    expect(await events(seller.id)).toMatchObject([
      { action: "member.role_changed", actorId: userId, actorKind: "operator" },
      { action: "member.removed", actorId: userId, actorKind: "operator" },
    ]);
    // Whoever may make admins of stores could make one of themselves: only the platform's own admins may.
    for (const role of ["finance", "support"]) {
      await systemDb().operator.updateMany({ where: { userId }, data: { role } });
      await expect(inviteMember(actor, { email: "x@example.com", role: "admin", locale: "en" })).rejects.toMatchObject(
        NOT_FOUND,
      );
    }
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "terminated" } });
    await expect(asOperator(scope, seller.id)).rejects.toMatchObject(NOT_FOUND);
  });
});

it("the list finds members by name, role and whole e-mail, page by page, and says who is the last admin", async () => {
  const { seller, admin } = await staffedStore();
  const user = await createUser({ name: "Zora Quist", contacts: ["zora@example.com"] });
  await createMember({ seller, user, role: "support", locale: "de" });
  for (let n = 0; n < 3; n++) await joined(seller, "manager");
  const list = (input: object) => listMembers(admin.scope, listMembersInput.parse(input));
  const first = await list({ limit: 2 });
  expect(first).toMatchObject({ total: 5, sellerId: seller.id });
  const second = await list({ limit: 2, cursor: first.nextCursor ?? undefined });
  const third = await list({ limit: 2, cursor: second.nextCursor ?? undefined });
  expect(third.nextCursor).toBeNull();
  const all = [first, second, third].flatMap(({ items }) => items);
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  expect(all.filter(({ lastAdmin }) => lastAdmin).map(({ id }) => id)).toEqual([admin.id]);
  for (const input of [{ q: "qui" }, { q: "ZORA@example.com" }, { role: "support" }]) {
    expect((await list(input)).items).toMatchObject([{ name: "Zora Quist", email: "zora@example.com", locale: "de" }]);
  }
  expect((await list({ q: "zora@example.org" })).items).toEqual([]);
  expect((await list({ status: "deactivated" })).items).toEqual([]);
  expect(asMember(admin.scope).seller.id).toBe(seller.id);
});
