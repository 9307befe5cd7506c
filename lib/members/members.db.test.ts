import { afterAll, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { isOperator } from "@/lib/operators/queries";
import { createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { listMyStores } from "./queries";

afterAll(closeDb);

it("my stores are those where I am an active member, by name, in whatever state but terminated", async () => {
  const user = await createUser();
  const [zeta, alpha, gone, left, shop] = [
    await createSeller({ name: "Zeta", status: "suspended" }),
    await createSeller({ name: "Älpha", discoverable: false }),
    await createSeller({ name: "Gone", status: "terminated" }),
    await createSeller({ name: "Left" }),
    await createSeller({ name: "Only customer" }),
  ];
  await createMember({ seller: zeta, user, role: "support" });
  await createMember({ seller: alpha, user });
  await createMember({ seller: gone, user });
  await createMember({ seller: left, user, status: "deactivated" });
  await createMember({ seller: left });
  await createCustomer({ seller: shop, user });
  const stores = await listMyStores(await accountScopeFor(user.id));
  expect(stores).toMatchObject([
    { id: alpha.id, name: "Älpha", slug: alpha.slug, status: "open", role: "admin" },
    { id: zeta.id, name: "Zeta", status: "suspended", role: "support" },
  ]);
});

it("only active operators are offered the admin", async () => {
  const [{ userId: active }, { userId: former }, stranger] = [
    await createOperator(),
    await createOperator({ operatorStatus: "deactivated" }),
    await createUser(),
  ];
  for (const [id, expected] of [
    [active, true],
    [former, false],
    [stranger.id, false],
  ] as const) {
    expect(await isOperator(await accountScopeFor(id))).toBe(expected);
  }
});
