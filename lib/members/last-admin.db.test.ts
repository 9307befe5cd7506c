import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { asOperator, type MemberActor } from "@/lib/members/acting/commands";
import { changeMember, deactivateMember, leaveStore, removeMember } from "@/lib/members/commands";
import { joined, staffedStore } from "@/lib/members/test-support";
import { decideSeller } from "@/lib/sellers/deciding/commands";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";

let owner: pg.Client;
let second: pg.Client;
beforeAll(async () => {
  [owner, second] = [await connectOwner(), await connectOwner()];
  for (const client of [owner, second]) await client.query("SET ROLE tradehall_system");
});
afterAll(async () => {
  await Promise.all([owner.end(), second.end()]);
  await closeDb();
});

const activeAdmins = (sellerId: string) =>
  systemDb().member.count({ where: { sellerId, role: "admin", status: "active", user: { status: "active" } } });
const LAST = { code: "conflict", message: "members.errors.lastAdmin" };
const REFUSED = /a seller keeps its last admin/;

describe("the last admin stays", () => {
  it("is not removed, deactivated or demoted, and cannot leave: neither by themselves nor by an operator", async () => {
    const { seller, admin } = await staffedStore();
    await joined(seller, "manager");
    const operator = await asOperator(await operatorScopeFor((await createOperator()).userId), seller.id);
    for (const actor of [admin.actor, operator]) {
      await expect(removeMember(actor, admin)).rejects.toMatchObject(LAST);
      await expect(deactivateMember(actor, admin)).rejects.toMatchObject(LAST);
      await expect(changeMember(actor, { id: admin.id, role: "support" })).rejects.toMatchObject(LAST);
    }
    await expect(leaveStore(admin.scope)).rejects.toMatchObject(LAST);
    expect(await activeAdmins(seller.id)).toBe(1);
  });

  it("somebody deactivated, or whose user is disabled, does not count as another one", async () => {
    const { seller, admin } = await staffedStore();
    const [paused, disabled] = [await joined(seller, "admin"), await joined(seller, "admin")];
    await deactivateMember(admin.actor, paused);
    await systemDb().user.updateMany({ where: { id: disabled.user.id }, data: { status: "disabled" } });
    await expect(leaveStore(admin.scope)).rejects.toMatchObject(LAST);
    // Whoever cannot act is no loss.
    await removeMember(admin.actor, disabled);
    expect(await activeAdmins(seller.id)).toBe(1);
  });

  it("plain SQL is refused too, one row at a time or all at once, also under another isolation", async () => {
    const { seller } = await staffedStore();
    await joined(seller, "admin");
    for (const change of [
      "UPDATE members SET role = 'support' WHERE seller_id = $1",
      "UPDATE members SET status = 'deactivated' WHERE seller_id = $1",
      "UPDATE members SET status = 'merged' WHERE seller_id = $1",
      "DELETE FROM members WHERE seller_id = $1",
    ]) {
      await expect(owner.query(change, [seller.id])).rejects.toThrow(REFUSED);
    }
    await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await expect(
      owner.query(
        "DELETE FROM members WHERE seller_id = $1 AND user_id = (SELECT max(user_id::text)::uuid FROM members WHERE seller_id = $1)",
        [seller.id],
      ),
    ).rejects.toThrow(/read committed/);
    await owner.query("ROLLBACK");
    expect(await activeAdmins(seller.id)).toBe(2);
  });

  it("two transactions that each take the other's admin away: the second waits, and is refused", async () => {
    const { seller, admin } = await staffedStore();
    const other = await joined(seller, "admin");
    await owner.query("BEGIN");
    await owner.query("UPDATE members SET role = 'manager' WHERE seller_id = $1 AND id = $2", [seller.id, admin.id]);
    const late = second.query("DELETE FROM members WHERE seller_id = $1 AND id = $2", [seller.id, other.id]);
    const refused = expect(late).rejects.toThrow(REFUSED);
    await waitsForLock(owner);
    await owner.query("COMMIT");
    await refused;
    expect(await activeAdmins(seller.id)).toBe(1);
  });

  it.each(["draft", "pending"] as const)(
    "leaves a shop that is %s, which ends with them: nobody is tied to what somebody else began",
    async (status) => {
      const { seller, admin } = await staffedStore({ status });
      const victim = await joined(seller, "admin");
      await leaveStore(admin.scope);
      expect(await systemDb().seller.findFirstOrThrow({ where: { id: seller.id } })).toMatchObject({ status });
      await expect(removeMember(victim.actor, victim)).rejects.toMatchObject(LAST);
      await leaveStore(victim.scope);
      expect(await systemDb().seller.findFirstOrThrow({ where: { id: seller.id } })).toMatchObject({
        status: "terminated",
      });
      expect(await systemDb().member.count({ where: { sellerId: seller.id } })).toBe(0);
    },
  );

  it("does not leave a shop that is approved in the same instant, or it never opened", async () => {
    const scope = await operatorScopeFor((await createOperator()).userId);
    for (let round = 0; round < 20; round++) {
      const { seller, admin } = await staffedStore({ status: "pending" });
      await Promise.allSettled([
        leaveStore(admin.scope),
        decideSeller(scope, { id: seller.id, decision: "approve", reason: null }),
      ]);
      const { status } = await systemDb().seller.findFirstOrThrow({ where: { id: seller.id } });
      expect([status, await activeAdmins(seller.id)]).toEqual(status === "open" ? ["open", 1] : ["terminated", 0]);
    }
  });

  it("of a terminated seller nobody stays: its members are voided", async () => {
    const { seller } = await staffedStore();
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "terminated" } });
    await systemDb().member.updateMany({ where: { sellerId: seller.id }, data: { status: "deactivated" } });
    expect(await activeAdmins(seller.id)).toBe(0);
  });
});

/** Until some other session stands at an advisory lock. */
async function waitsForLock(client: pg.Client): Promise<void> {
  const ask =
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waits";
  for (;;) {
    const { rows } = await client.query<{ waits: boolean }>(ask);
    if (rows[0]?.waits) return;
  }
}

const WAYS: ((actor: MemberActor, id: string) => Promise<void>)[] = [
  (actor, id) => removeMember(actor, { id }),
  (actor, id) => deactivateMember(actor, { id }),
  (actor, id) => changeMember(actor, { id, role: "support" }),
  (actor, id) => changeMember(actor, { id, role: "manager" }),
];
const ROUNDS = 200;

it(`${ROUNDS} rounds of two admins and an operator against each other at once: never zero active admins`, async () => {
  const operatorScope = await operatorScopeFor((await createOperator()).userId);
  const wayIn = (round: number, shift: number) => WAYS[(round + shift) % WAYS.length] as (typeof WAYS)[number];
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { seller, admin: a } = await staffedStore();
    const b = await joined(seller, "admin");
    const operator = await asOperator(operatorScope, seller.id);
    const target = round % 2 === 0 ? a : b;
    const results = await Promise.allSettled([
      wayIn(round, 0)(a.actor, b.id),
      wayIn(round, Math.floor(round / 4))(b.actor, a.id),
      wayIn(round, Math.floor(round / 16))(operator, target.id),
      ...(round % 5 === 0 ? [leaveStore(a.scope)] : []),
    ]);
    expect(await activeAdmins(seller.id), `round ${round}`).toBe(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      refused += 1;
      // The last admin stays, or whoever acts is no admin any more, or the other is gone already.
      expect(result.reason).toMatchObject({ code: expect.stringMatching(/^(conflict|not_found)$/) });
    }
  }
  expect(refused).toBeGreaterThanOrEqual(ROUNDS);
}, 180_000);
