import { afterAll, expect, it, vi } from "vitest";
import { refuse } from "@/lib/access/refusals";
import { BUDGETS } from "@/lib/budgets/rules";
import { closeDb } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";

afterAll(closeDb);

const origin = { ip: "192.0.2.44", userAgent: "Test browser" };
const audited = (actorId: string) => systemDb().auditEvent.count({ where: { actorId, action: "access.refused" } });

it("a user who hammers refused doors fills neither the audit nor the log; everybody else is still audited", async () => {
  const [noisy, other] = [await createUser(), await createUser()];
  const logged = vi.spyOn(logger, "warn");
  const { points } = BUDGETS.refusals;
  for (let n = 0; n < points + 20; n++) {
    const answer = await refuse({ userId: noisy.id, origin, where: "shop", seller: `no-shop-${n}` });
    expect(answer.code).toBe("not_found");
  }
  expect(await audited(noisy.id)).toBe(points);
  expect(logged.mock.calls).toEqual([[{ userId: noisy.id, count: points }, expect.any(String)]]);
  await refuse({ userId: other.id, origin, where: "admin" });
  expect(await audited(other.id)).toBe(1);
  logged.mockRestore();
});

it("holds when they come at once, and starts anew", async () => {
  const user = await createUser();
  const { points } = BUDGETS.refusals;
  const hammer = () =>
    Promise.all(Array.from({ length: points + 20 }, () => refuse({ userId: user.id, origin, where: "portal" })));
  await hammer();
  expect(await audited(user.id)).toBe(points);
  await systemDb().rateLimit.updateMany({ where: { key: { startsWith: "refusals:" } }, data: { expire: 1n } });
  await hammer();
  expect(await audited(user.id)).toBe(2 * points);
});
