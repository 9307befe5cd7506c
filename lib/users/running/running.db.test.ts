import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountScope, ShopScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { deactivateMember } from "@/lib/members/commands";
import { joined, staffedStore } from "@/lib/members/test-support";
import { decideSeller } from "@/lib/sellers/deciding/commands";
import { listOpenStoresAlone } from "@/lib/users/stores/queries";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
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
const sellerNow = (id: string) => systemDb().seller.findFirstOrThrow({ where: { id } });
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
    await disableUser(scope, { userId: user.id, reason, suspend: [] });
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
    await expect(disableUser(scope, { userId: admin.user.id, reason, suspend: [] })).rejects.toMatchObject({
      message: "users.errors.lastAdmin",
      values: { names: "Corner Deli" },
    });
    expect((await actingAs({ sessionId }, () => AccountScope.resolve())).user.id).toBe(admin.user.id);
    const second = await joined(seller, "admin");
    await disableUser(scope, { userId: admin.user.id, reason, suspend: [] });
    // Whoever is disabled counts for nobody: the other one stays now.
    await expect(deactivateMember(second.actor, second)).rejects.toMatchObject({ message: "members.errors.lastAdmin" });
  });

  it.each(["draft", "pending"] as const)(
    "is not held up by a %s shop, which ends with its last admin",
    async (status) => {
      const { seller, admin } = await staffedStore({ name: "Shield", status });
      const other = await staffedStore({ status });
      await createMember({ seller: other.seller, user: admin.user, role: "admin" });
      await disableUser(await operator(), { userId: admin.user.id, reason, suspend: [] });
      expect(await statusOf(admin.user.id)).toBe("disabled");
      expect(await sellerNow(seller.id)).toMatchObject({
        status: "terminated",
        slug: expect.stringMatching(/^draft-/),
      });
      expect(await sellerNow(other.seller.id)).toMatchObject({ status });
    },
  );

  it("suspends in the same step the open stores without another admin that were shown, and no others", async () => {
    const { seller, admin } = await staffedStore({ name: "Alone" });
    const [second, other] = [await createSeller({ name: "Second" }), await staffedStore()];
    for (const one of [second, other.seller]) await createMember({ seller: one, user: admin.user, role: "admin" });
    const scope = await operator();
    const disable = (suspend: string[]) => disableUser(scope, { userId: admin.user.id, reason, suspend });
    await expect(disable([seller.id, other.seller.id])).rejects.toMatchObject({ values: { names: "Second" } });
    expect(await sellerNow(seller.id)).toMatchObject({ status: "open" });
    const shown = await listOpenStoresAlone(scope, admin.user.id);
    expect(shown.map(({ name }) => name).sort()).toEqual(["Alone", "Second"]);
    await disable([...shown.map(({ id }) => id), other.seller.id]);
    for (const { id } of shown)
      expect(await sellerNow(id)).toMatchObject({ status: "suspended", statusReason: reason });
    expect(await sellerNow(other.seller.id)).toMatchObject({ status: "open" });
    await expect(decideSeller(scope, { id: seller.id, decision: "reopen", reason: null })).rejects.toMatchObject({
      message: "admin.errors.noAdmin",
    });
    await enableUser(scope, { userId: admin.user.id });
    await decideSeller(scope, { id: seller.id, decision: "reopen", reason: null });
    expect(await sellerNow(seller.id)).toMatchObject({ status: "open" });
  });

  it("leaves no open shop without an able admin that is approved or reopened in the same instant", async () => {
    const [one, two] = [await operator(), await operator()];
    for (let round = 0; round < 20; round++) {
      const [status, decision] = round % 2 ? (["pending", "approve"] as const) : (["suspended", "reopen"] as const);
      const { seller, admin } = await staffedStore({ status });
      await Promise.allSettled([
        disableUser(one, { userId: admin.user.id, reason, suspend: [] }),
        decideSeller(two, { id: seller.id, decision, reason: null }),
      ]);
      const isAble = (await statusOf(admin.user.id)) === "active";
      expect([(await sellerNow(seller.id)).status, isAble]).not.toEqual(["open", false]);
    }
  });

  it("does not hold where the seller is terminated", async () => {
    const { seller, admin } = await staffedStore();
    await systemDb().seller.update({ where: { id: seller.id }, data: { status: "terminated" } });
    await disableUser(await operator(), { userId: admin.user.id, reason, suspend: [] });
    expect(await statusOf(admin.user.id)).toBe("disabled");
  });

  it("leaves an admin in each of 40 stores whose two admins are disabled at once, or one of them deactivated", async () => {
    const [one, two] = [await operator(), await operator()];
    for (let round = 0; round < 40; round++) {
      const { seller, admin } = await staffedStore();
      const other = await joined(seller, "admin");
      const second =
        round % 2
          ? disableUser(two, { userId: other.user.id, reason, suspend: [] })
          : deactivateMember(admin.actor, other).catch((error) => expect(error).toBeInstanceOf(AppError));
      const done = await Promise.allSettled([disableUser(one, { userId: admin.user.id, reason, suspend: [] }), second]);
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
    await expect(disableUser(alone, { userId: alone.user.id, reason, suspend: [] })).rejects.toMatchObject({
      message: "users.errors.self",
    });
    for (let round = 0; round < 20; round++) {
      const [one, two] = [await operator(), await operator()];
      const done = await Promise.allSettled([
        disableUser(one, { userId: two.user.id, reason, suspend: [] }),
        disableUser(two, { userId: one.user.id, reason, suspend: [] }),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("needs the right, also one that was taken away meanwhile, and somebody to disable", async () => {
    const user = await createUser();
    const scope = await operator();
    await expect(
      disableUser(await operator("support"), { userId: user.id, reason, suspend: [] }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await systemDb().operator.update({ where: { userId: scope.user.id }, data: { role: "finance" } });
    await expect(disableUser(scope, { userId: user.id, reason, suspend: [] })).rejects.toMatchObject({
      code: "not_found",
    });
    const nobody = "01900000-0000-7000-8000-000000000000";
    await expect(disableUser(await operator(), { userId: nobody, reason, suspend: [] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await statusOf(user.id)).toBe("active");
  });

  it("ends a member's work in the store, too", async () => {
    const { seller } = await staffedStore();
    const member = await joined(seller, "support");
    await disableUser(await operator(), { userId: member.user.id, reason, suspend: [] });
    await expect(storeScopeFor(member.user.id, seller.slug)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
