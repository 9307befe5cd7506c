import { afterAll, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { getPlatformHealth, listPlatformDays } from "@/lib/platform/queries";
import { PLATFORM_DAYS, type PlatformDay } from "@/lib/platform/rules";
import { idAt, systemDb, unique } from "@/prisma/factories/db";
import { createMessage } from "@/prisma/factories/messages";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";

afterAll(closeDb);

const operator = async () => operatorScopeFor((await createOperator({ role: "finance" })).userId);

it("says how the database, the worker, the outbox, the queues and the providers are", async () => {
  const scope = await operator();
  const db = systemDb();
  const now = new Date();
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const quiet = await getPlatformHealth(scope, now);
  expect(quiet).toMatchObject({ workerAlive: false, outbox: { waiting: 0, oldestAt: null }, providers: [] });
  expect(quiet.databaseMs).toBeGreaterThan(0);
  await db.workerHeartbeat.createMany({ data: { id: newId(), seenAt: now } });
  const to = `${unique("to")}@example.com`;
  await createMessage({ to, status: "queued", createdAt: minutesAgo(9) });
  await createMessage({ to, status: "queued", createdAt: minutesAgo(-30) });
  await createMessage({ to, status: "sent", createdAt: minutesAgo(8) });
  await createMessage({ to, status: "delivered", createdAt: minutesAgo(7) });
  await createMessage({ to, status: "failed", error: "refused", createdAt: minutesAgo(6) });
  await createMessage({ to: "+1 202 555 0133", status: "parked", error: "lost_answer", createdAt: minutesAgo(5) });
  const busy = await getPlatformHealth(scope, now);
  expect(busy.workerAlive).toBe(true);
  expect(busy.outbox).toEqual({ waiting: 1, parked: 1, oldestAt: minutesAgo(9) });
  expect(busy.providers).toEqual([
    { provider: "twilio", tookAt: null, failedAt: minutesAgo(5), error: "lost_answer" },
    { provider: "resend", tookAt: minutesAgo(7), failedAt: minutesAgo(6), error: "refused" },
  ]);
  expect(busy.queues === null || busy.queues.every(({ failed }) => failed === 0)).toBe(true);
});

it("counts sign-ups, orders of all sellers, messages and refused attempts by days of UTC, empty days included", async () => {
  const scope = await operator();
  const now = new Date("2027-02-15T12:00:00Z");
  const at = (time: string) => new Date(`2027-${time}Z`);
  const before = await listPlatformDays(scope, now);
  expect(before).toHaveLength(PLATFORM_DAYS);
  expect([before[0]?.day, before.at(-1)?.day]).toEqual(["2027-01-17", "2027-02-15"]);
  for (const time of ["01-16T23:59:59", "01-17T00:00:00", "02-14T23:59:59", "02-15T00:00:00", "02-15T12:00:01"]) {
    const createdAt = at(time);
    const user = await createUser({ createdAt });
    const seller = await createSeller({ createdAt: at("01-01T00:00:00"), timeZone: "Asia/Tokyo" });
    const customer = await createCustomer({ seller, user });
    await createOrder({ seller, customer, lines: [{ product: await createProduct({ seller }) }], placedAt: createdAt });
    await createMessage({ seller, to: `${unique("to")}@example.com`, createdAt });
    await systemDb().auditEvent.createMany({
      data: ["access.refused", "code.refused", "order.placed"].map((action) => ({
        id: idAt(createdAt),
        actorKind: "user",
        action,
        createdAt,
      })),
    });
  }
  const after = await listPlatformDays(scope, now);
  const added = (count: Exclude<keyof PlatformDay, "day">) =>
    Object.fromEntries(after.flatMap((day, n) => (day[count] === before[n]?.[count] ? [] : [[day.day, day[count]]])));
  for (const count of ["signUps", "orders", "messages"] as const)
    expect(added(count)).toEqual({ "2027-01-17": 1, "2027-02-14": 1, "2027-02-15": 1 });
  expect(added("refusals")).toEqual({ "2027-01-17": 2, "2027-02-14": 2, "2027-02-15": 2 });
});
