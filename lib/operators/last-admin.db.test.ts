import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { disableUser } from "@/lib/users/running/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { addOperator, changeOperator, removeOperator, removeOperatorBy } from "./commands";

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

const commandLine = SystemScope.resolve("operator command");
const LAST = { code: "conflict", message: "operators.errors.lastAdmin" };
const REFUSED = /keeps its last admin operator/;
const activeAdmins = () =>
  systemDb().operator.count({ where: { role: "admin", status: "active", user: { status: "active" } } });

type Admin = { userId: string; scope: OperatorScope; contact: { kind: "email"; value: string } };

/** The only admins of the platform from now on. */
async function onlyAdmins(count: number): Promise<[Admin, ...Admin[]]> {
  const make = async (): Promise<Admin> => {
    const value = `${unique("operator")}@example.com`;
    const { userId } = await createOperator({ contacts: [value] });
    return { userId, scope: await operatorScopeFor(userId), contact: { kind: "email", value } };
  };
  const first = await make();
  const rest: Admin[] = [];
  for (let n = 1; n < count; n++) rest.push(await make());
  await systemDb().operator.updateMany({
    where: { userId: { notIn: [first, ...rest].map(({ userId }) => userId) } },
    data: { status: "deactivated" },
  });
  return [first, ...rest];
}

describe("the last admin operator stays", () => {
  it("neither goes nor is given another role: not by themselves and not by the command line", async () => {
    const [{ userId, scope, contact }] = await onlyAdmins(1);
    await createOperator({ role: "support" });
    await createOperator({ status: "disabled" });
    await expect(removeOperator(scope, { userId })).rejects.toMatchObject(LAST);
    await expect(changeOperator(scope, { userId, role: "finance" })).rejects.toMatchObject(LAST);
    await expect(removeOperatorBy(commandLine, contact)).rejects.toMatchObject(LAST);
    await expect(addOperator(commandLine, contact, "support")).rejects.toMatchObject(LAST);
    expect(await activeAdmins()).toBe(1);
  });

  it("plain SQL is refused too, one row at a time or all at once, by the user's row as well, under any isolation", async () => {
    const [{ userId }] = await onlyAdmins(2);
    for (const change of [
      "UPDATE operators SET role = 'support'",
      "UPDATE operators SET status = 'deactivated'",
      "DELETE FROM operators",
      "UPDATE users SET status = 'disabled' WHERE id IN (SELECT user_id FROM operators)",
    ])
      await expect(owner.query(change)).rejects.toThrow(REFUSED);
    for (const change of [
      "UPDATE operators SET role = 'support' WHERE user_id = $1",
      "UPDATE users SET status = 'disabled' WHERE id = $1",
    ]) {
      await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
      const done = owner.query(change, [userId]).then(() => owner.query("COMMIT"));
      await expect(done).rejects.toThrow(/read committed/);
      await owner.query("ROLLBACK");
    }
    expect(await activeAdmins()).toBe(2);
  });

  it("a place may pass from one user to another in one transaction", async () => {
    const [{ userId }] = await onlyAdmins(1);
    const { userId: next } = await createOperator({ role: "support" });
    await owner.query("BEGIN");
    await owner.query("UPDATE operators SET status = 'deactivated' WHERE user_id = $1", [userId]);
    await owner.query("UPDATE operators SET role = 'admin' WHERE user_id = $1", [next]);
    await owner.query("COMMIT");
    expect(await activeAdmins()).toBe(1);
  });

  it("two transactions that each take the other away: the second waits, and is refused", async () => {
    const [one, two] = await onlyAdmins(2);
    for (const [client, admin] of [
      [owner, one],
      [second, two],
    ] as const) {
      await client.query("BEGIN");
      await client.query("UPDATE operators SET status = 'deactivated' WHERE user_id = $1", [admin?.userId]);
    }
    await owner.query("COMMIT");
    await expect(second.query("COMMIT")).rejects.toThrow(REFUSED);
    expect(await activeAdmins()).toBe(1);
  });
});

const WAYS: ((by: Admin, of: Admin) => Promise<unknown>)[] = [
  ({ scope }, { userId }) => removeOperator(scope, { userId }),
  ({ scope }, { userId }) => changeOperator(scope, { userId, role: "support" }),
  ({ scope }, { userId }) => disableUser(scope, { userId, reason: "Left the company", suspend: [] }),
  (_, { contact }) => removeOperatorBy(commandLine, contact),
  (_, { contact }) => addOperator(commandLine, contact, "finance"),
];
const ROUNDS = 200;

it(`${ROUNDS} rounds of two admins and the command line against each other at once: never zero active admins`, async () => {
  const way = (n: number) => WAYS[n % WAYS.length] as (typeof WAYS)[number];
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b = a] = await onlyAdmins(2);
    const results = await Promise.allSettled([
      way(round)(a, b),
      way(Math.floor(round / WAYS.length))(b, a),
      way(3 + (round % 2))(a, round % 3 === 0 ? a : b),
    ]);
    expect(await activeAdmins(), `round ${round}`).toBe(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      refused += 1;
      // The last admin stays, or whoever acts is no admin any more, or the other is gone or disabled already.
      expect(result.reason).toMatchObject({ code: expect.stringMatching(/^(conflict|not_found|invalid)$/) });
    }
  }
  expect(refused).toBeGreaterThan(0);
}, 180_000);
