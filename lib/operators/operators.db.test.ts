import { afterAll, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { openMessage } from "@/lib/messages/open";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor } from "@/prisma/factories/scopes";
import { addOperatorAction, changeOperatorAction, removeOperatorAction } from "./actions";
import { addOperator, addOperatorAs, changeOperator, removeOperator, removeOperatorBy } from "./commands";
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
  expect(await removeOperatorBy(scope, contact)).toEqual({ removed: true });
  expect(await removeOperatorBy(scope, contact)).toEqual({ removed: false });
  expect(await removeOperatorBy(scope, { kind: "email", value: "nobody@example.com" })).toEqual({ removed: false });
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

it("is told of each change by e-mail, in their language; somebody new at the contact that they were chosen by", async () => {
  const told = async (userId: string) =>
    (await systemDb().message.findMany({ where: { userId, template: "operator-changed" }, orderBy: { id: "asc" } }))
      .map(openMessage)
      .map(({ to, locale, worded }) => ({ to: to.value, locale, worded }));
  const operator = await operatorScopeFor((await createOperator()).userId);
  const user = await createUser({ locale: "de", contacts: ["+4915112345671", "told@example.com"] });
  await addOperatorAs(operator, { contact: "Told@Example.com", role: "support" });
  await changeOperator(operator, { userId: user.id, role: "finance" });
  await changeOperator(operator, { userId: user.id, role: "finance" });
  await removeOperator(operator, { userId: user.id });
  const common = { to: "told@example.com", locale: "de" };
  expect(await told(user.id)).toMatchObject([
    { ...common, worded: { change: "added", role: "support" } },
    { ...common, worded: { change: "role", role: "finance" } },
    { ...common, worded: { change: "removed", role: "finance" } },
  ]);
  const { userId } = await addOperator(operator, { kind: "phone", value: "+4915112345672" }, "support");
  expect(await told(userId)).toMatchObject([{ to: "+4915112345672", worded: { change: "added" } }]);
  const events = await systemDb().auditEvent.findMany({ where: { targetId: user.id, actorId: operator.user.id } });
  expect(events.map(({ action, actorKind }) => `${actorKind} ${action}`).sort()).toEqual([
    "operator operator.added",
    "operator operator.removed",
    "operator operator.role_changed",
  ]);
});

it("what cannot be an operator is said beside the field; whoever is none cannot be changed", async () => {
  const operator = await operatorScopeFor((await createOperator()).userId);
  await createUser({ status: "disabled", contacts: ["disabled@example.com"] });
  await expect(addOperatorAs(operator, { contact: "disabled@example.com", role: "admin" })).rejects.toMatchObject({
    fields: { contact: "operators.errors.disabled" },
  });
  await expect(addOperatorAs(operator, { contact: "not a contact", role: "admin" })).rejects.toMatchObject({
    code: "invalid",
    fields: { contact: expect.stringMatching(/^contacts\.errors\./) },
  });
  const { id: userId } = await createUser();
  await expect(changeOperator(operator, { userId, role: "support" })).rejects.toMatchObject({ code: "not_found" });
  await expect(removeOperator(operator, { userId })).rejects.toMatchObject({ code: "not_found" });
});

it("only operators of role admin change operators", async () => {
  const { userId } = await createOperator({ role: "support" });
  for (const role of ["support", "finance"] as const) {
    const by = (await createOperator({ role })).userId;
    const runs: (() => Promise<unknown>)[] = [
      () => addOperatorAction({ contact: "new@example.com", role: "admin" }),
      () => changeOperatorAction({ userId, role: "admin" }),
      () => removeOperatorAction({ userId }),
    ];
    for (const run of runs)
      expect(await actingAs({ user: by }, run)).toMatchObject({ ok: false, error: { code: "not_found" } });
    const scope = await operatorScopeFor(by);
    await expect(removeOperator(scope, { userId })).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await operatorScopeFor(userId)).role).toBe("support");
});

it("added twice at once is added once", async () => {
  const contact = { kind: "email", value: "twice@example.com" } as const;
  const changes = (await Promise.all([addOperator(scope, contact), addOperator(scope, contact)])).map(
    ({ change }) => change,
  );
  expect(changes.sort()).toEqual(["added", "same"]);
});
