import { afterAll, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { addOperator, removeOperator } from "./commands";
import { listOperators } from "./queries";

afterAll(closeDb);

const scope = SystemScope.resolve("operator command");

it("a new contact becomes an operator who still has to prove it; doing it again changes nothing", async () => {
  const contact = { kind: "email", value: "first@example.com" } as const;
  const { userId, change } = await addOperator(scope, contact);
  expect(change).toBe("added");
  expect(await addOperator(scope, contact)).toEqual({ userId, change: "same" });
  expect(await systemDb().contact.findMany({ where: { userId }, select: { verifiedAt: true } })).toEqual([
    { verifiedAt: null },
  ]);
  expect((await operatorScopeFor(userId)).can("sellers.decide")).toBe(true);
  expect(await systemDb().auditEvent.count({ where: { action: "operator.added", targetId: userId } })).toBe(1);
});

it("a known person becomes one, and a former one again", async () => {
  const user = await createUser({ contacts: ["known@example.com"] });
  const contact = { kind: "email", value: "known@example.com" } as const;
  expect(await addOperator(scope, contact)).toEqual({ userId: user.id, change: "added" });
  await systemDb().operator.updateMany({ where: { userId: user.id }, data: { status: "deactivated" } });
  await expect(operatorScopeFor(user.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await addOperator(scope, contact)).toEqual({ userId: user.id, change: "added" });
  expect((await operatorScopeFor(user.id)).user.id).toBe(user.id);
});

it("gets another role by being added under it, loses the place when removed, and is listed without a contact in clear", async () => {
  const user = await createUser({ name: "Olga Support", contacts: ["olga@example.com"] });
  const contact = { kind: "email", value: "olga@example.com" } as const;
  await addOperator(scope, contact, "support");
  expect((await operatorScopeFor(user.id)).can("sellers.decide")).toBe(false);
  expect(await addOperator(scope, contact, "finance")).toEqual({ userId: user.id, change: "changed" });
  expect((await operatorScopeFor(user.id)).can("payouts.write")).toBe(true);
  const listed = await listOperators(scope);
  expect(listed).toContainEqual(
    expect.objectContaining({
      name: "Olga Support",
      role: "finance",
      status: "active",
      contacts: ["o•••@example.com"],
    }),
  );
  expect(await removeOperator(scope, contact)).toEqual({ removed: true });
  expect(await removeOperator(scope, contact)).toEqual({ removed: false });
  expect(await removeOperator(scope, { kind: "email", value: "nobody@example.com" })).toEqual({ removed: false });
  await expect(operatorScopeFor(user.id)).rejects.toMatchObject({ code: "not_found" });
  const events = await systemDb().auditEvent.findMany({
    where: { targetId: user.id, action: { startsWith: "operator." } },
    orderBy: { id: "asc" },
    select: { action: true, data: true },
  });
  expect(events).toEqual([
    { action: "operator.added", data: { what: "support" } },
    { action: "operator.role_changed", data: { was: "support", what: "finance" } },
    { action: "operator.removed", data: { was: "finance" } },
  ]);
});

it("added twice at once is added once", async () => {
  const contact = { kind: "email", value: "twice@example.com" } as const;
  const changes = (await Promise.all([addOperator(scope, contact), addOperator(scope, contact)])).map(
    ({ change }) => change,
  );
  expect(changes.sort()).toEqual(["added", "same"]);
});
