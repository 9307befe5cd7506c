import { afterAll, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { addOperator } from "./commands";

afterAll(closeDb);

const scope = SystemScope.resolve("operator command");

it("a new contact becomes an operator who still has to prove it; doing it again changes nothing", async () => {
  const contact = { kind: "email", value: "first@example.com" } as const;
  const { userId, added } = await addOperator(scope, contact);
  expect(added).toBe(true);
  expect(await addOperator(scope, contact)).toEqual({ userId, added: false });
  expect(await systemDb().contact.findMany({ where: { userId }, select: { verifiedAt: true } })).toEqual([
    { verifiedAt: null },
  ]);
  expect((await operatorScopeFor(userId)).can("sellers.decide")).toBe(true);
  expect(await systemDb().auditEvent.count({ where: { action: "operator.added", targetId: userId } })).toBe(1);
});

it("a known person becomes one, and a former one again", async () => {
  const user = await createUser({ contacts: ["known@example.com"] });
  const contact = { kind: "email", value: "known@example.com" } as const;
  expect(await addOperator(scope, contact)).toEqual({ userId: user.id, added: true });
  await systemDb().operator.updateMany({ where: { userId: user.id }, data: { status: "deactivated" } });
  await expect(operatorScopeFor(user.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await addOperator(scope, contact)).toEqual({ userId: user.id, added: true });
  expect((await operatorScopeFor(user.id)).user.id).toBe(user.id);
});
