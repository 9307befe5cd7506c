import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountScope, ShopScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { deactivateMember } from "@/lib/members/commands";
import { joined, staffedStore } from "@/lib/members/test-support";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";
import { disableUser, enableUser, endUserSessions } from "./commands";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connectOwner();
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

const operator = async (role?: "support") => operatorScopeFor((await createOperator({ role })).userId);
const statusOf = async (id: string) => (await systemDb().user.findFirstOrThrow({ where: { id } })).status;
const reason = "Asked for by telephone";

describe("ending sessions", () => {
  it("signs out everywhere with the next request, and says how many they were; doing it again ends none", async () => {
    const user = await createUser();
    const { sessionId } = await createSession(user.id);
    await createSession(user.id);
    const scope = await operator("support");
    expect(await endUserSessions(scope, { userId: user.id })).toEqual({ ended: 2 });
    await expect(actingAs({ sessionId }, () => AccountScope.resolve())).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await endUserSessions(scope, { userId: user.id })).toEqual({ ended: 0 });
    expect((await accountScopeFor(user.id)).user.id).toBe(user.id);
  });

  it("of another operator is for the platform's admins only", async () => {
    const { userId } = await createOperator({ role: "support" });
    await createSession(userId);
    await expect(endUserSessions(await operator("support"), { userId })).rejects.toMatchObject({
      message: "users.errors.operator",
    });
    expect(await endUserSessions(await operator(), { userId })).toEqual({ ended: 1 });
    const own = await operator("support");
    expect(await endUserSessions(own, { userId: own.user.id })).toEqual({ ended: expect.any(Number) });
  });
});

describe("disabling", () => {
  it("shuts out with the next request, at every door, and keeps everything; enabling lets back in", async () => {
    const seller = await createSeller();
    const user = await createUser();
    const customer = await createCustomer({ seller, user });
    const { sessionId } = await createSession(user.id);
    await actingAs({ sessionId }, () => ShopScope.resolve(seller.slug));
    const scope = await operator();
    await disableUser(scope, { userId: user.id, reason });
    await expect(actingAs({ sessionId }, () => ShopScope.resolve(seller.slug))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    // A session that slipped in opens nothing either.
    await expect(accountScopeFor(user.id)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await systemDb().customer.count({ where: { id: customer.id, status: "approved" } })).toBe(1);
    await enableUser(scope, { userId: user.id });
    expect((await accountScopeFor(user.id)).user.id).toBe(user.id);
    const events = await systemDb().auditEvent.findMany({
      where: { targetId: user.id, actorKind: "operator" },
      orderBy: { id: "asc" },
      select: { action: true, data: true, actorId: true },
    });
    expect(events).toEqual([
      { action: "user.disabled", data: { reason }, actorId: scope.user.id },
      { action: "user.enabled", data: {}, actorId: scope.user.id },
    ]);
  });

  it("is refused for a store's last admin, by name, until there is another one; nothing has happened then", async () => {
    const { seller, admin } = await staffedStore({ name: "Corner Deli" });
    const { sessionId } = await createSession(admin.user.id);
    await joined(seller, "manager");
    const scope = await operator();
    await expect(disableUser(scope, { userId: admin.user.id, reason })).rejects.toMatchObject({
      message: "users.errors.lastAdmin",
      values: { names: "Corner Deli" },
    });
    expect((await actingAs({ sessionId }, () => AccountScope.resolve())).user.id).toBe(admin.user.id);
    const second = await joined(seller, "admin");
    await disableUser(scope, { userId: admin.user.id, reason });
    // Whoever is disabled counts for nobody: the other one stays now.
    await expect(deactivateMember(second.actor, second)).rejects.toMatchObject({ message: "members.errors.lastAdmin" });
  });

  it("does not hold where the seller is terminated", async () => {
    const { seller, admin } = await staffedStore();
    await systemDb().seller.update({ where: { id: seller.id }, data: { status: "terminated" } });
    await disableUser(await operator(), { userId: admin.user.id, reason });
    expect(await statusOf(admin.user.id)).toBe("disabled");
  });

  it("leaves an admin in each of 40 stores whose two admins are disabled at once, or one of them deactivated", async () => {
    const [one, two] = [await operator(), await operator()];
    for (let round = 0; round < 40; round++) {
      const { seller, admin } = await staffedStore();
      const other = await joined(seller, "admin");
      const second =
        round % 2
          ? disableUser(two, { userId: other.user.id, reason })
          : deactivateMember(admin.actor, other).catch((error) => expect(error).toBeInstanceOf(AppError));
      const done = await Promise.allSettled([disableUser(one, { userId: admin.user.id, reason }), second]);
      expect(done.some(({ status }) => status === "fulfilled")).toBe(true);
      const left = await systemDb().member.count({
        where: { sellerId: seller.id, role: "admin", status: "active", user: { status: "active" } },
      });
      expect(left).toBe(1);
    }
  });

  it("is refused by the database itself, whoever asks past the code", async () => {
    const { admin } = await staffedStore();
    await owner.query("BEGIN; SET LOCAL ROLE tradehall_system");
    await expect(owner.query("UPDATE users SET status = 'disabled' WHERE id = $1", [admin.user.id])).rejects.toThrow(
      /a seller keeps its last admin/,
    );
    await owner.query("ROLLBACK");
  });

  it("is nobody's own doing, and of two operators who shut each other out at once one stays", async () => {
    const alone = await operator();
    await expect(disableUser(alone, { userId: alone.user.id, reason })).rejects.toMatchObject({
      message: "users.errors.self",
    });
    for (let round = 0; round < 20; round++) {
      const [one, two] = [await operator(), await operator()];
      const done = await Promise.allSettled([
        disableUser(one, { userId: two.user.id, reason }),
        disableUser(two, { userId: one.user.id, reason }),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("needs the right, also one that was taken away meanwhile, and somebody to disable", async () => {
    const user = await createUser();
    const scope = await operator();
    await expect(disableUser(await operator("support"), { userId: user.id, reason })).rejects.toMatchObject({
      code: "not_found",
    });
    await systemDb().operator.update({ where: { userId: scope.user.id }, data: { role: "finance" } });
    await expect(disableUser(scope, { userId: user.id, reason })).rejects.toMatchObject({ code: "not_found" });
    const nobody = "01900000-0000-7000-8000-000000000000";
    await expect(disableUser(await operator(), { userId: nobody, reason })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await statusOf(user.id)).toBe("active");
  });

  it("ends a member's work in the store, too", async () => {
    const { seller } = await staffedStore();
    const member = await joined(seller, "support");
    await disableUser(await operator(), { userId: member.user.id, reason });
    await expect(storeScopeFor(member.user.id, seller.slug)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
