import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { letListedIn, oweListed, workOnApprovals } from "@/lib/clients/opening/commands";
import { closeDb } from "@/lib/db/client";
import { decideSeller } from "@/lib/sellers/deciding/commands";
import { systemDb } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createMember, createSeller } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";
import { type Service, serviceEnvironment, startService, stopService, TSX } from "@/scripts/support/processes";

const db = systemDb();
const system = SystemScope.resolve("test");
const services: Service[] = [];
afterAll(async () => {
  for (const service of services) await stopService(service);
  await closeDb();
});

/** A seller that waits to be opened, with so many listed people who have proved their contacts. */
async function listing(people: number): Promise<CreatedSeller> {
  const seller = await createSeller({ status: "pending" });
  await createMember({ seller });
  for (let n = 0; n < people; n++) {
    const { contacts } = await createUser();
    await createClient({ seller, email: contacts[0]?.value ?? "" });
  }
  return seller;
}

const inside = (sellerId: string) => db.customer.count({ where: { sellerId, status: "approved" } });
const owed = async (sellerId: string) => (await db.listApproval.count({ where: { sellerId } })) > 0;
/** What the transaction of decideSeller leaves when its process dies right after it. */
const openAndDie = (id: string) =>
  system.tx(async (tx) => {
    await tx.seller.updateMany({ where: { id }, data: { status: "open" } });
    await oweListed(tx, id);
  });

it("lets everybody in before the operator has the answer, and owes nothing afterwards", async () => {
  const seller = await listing(3);
  const operator = await operatorScopeFor((await createOperator()).userId);
  await decideSeller(operator, { id: seller.id, decision: "approve", reason: "" });
  expect([await inside(seller.id), await owed(seller.id)]).toEqual([3, false]);
});

it("is finished by the worker when the process that opened the seller died, or had no patience", async () => {
  const seller = await listing(3);
  await openAndDie(seller.id);
  await letListedIn(system, seller.id, 0);
  expect([await inside(seller.id), await owed(seller.id)]).toEqual([0, true]);
  while (await workOnApprovals(system));
  expect([await inside(seller.id), await owed(seller.id)]).toEqual([3, false]);
});

it("is begun again when the seller is closed and opened in between, and lets nobody in while it is closed", async () => {
  const seller = await listing(2);
  await openAndDie(seller.id);
  await db.seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
  while (await workOnApprovals(system));
  expect(await inside(seller.id)).toBe(0);
  await openAndDie(seller.id);
  while (await workOnApprovals(system));
  expect(await inside(seller.id)).toBe(2);
});

it("kill -9 of the worker in the middle: the next one goes on, everybody is in and told once", async () => {
  const people = 900;
  const seller = await listing(people);
  await openAndDie(seller.id);
  for (const least of [1, 300]) {
    const worker = startService([...TSX, "scripts/worker.ts"], serviceEnvironment({ LOCAL_INBOX: "1" }));
    services.push(worker);
    await worker.ready;
    while ((await inside(seller.id)) < least) await sleep(5);
    worker.process.kill("SIGKILL");
    expect(await worker.ended).toBe("ended by SIGKILL");
  }
  expect(await inside(seller.id)).toBeLessThan(people);
  expect(await owed(seller.id)).toBe(true);
  services.push(startService([...TSX, "scripts/worker.ts"], serviceEnvironment({ LOCAL_INBOX: "1" })));
  while (await owed(seller.id)) await sleep(20);
  expect(await inside(seller.id)).toBe(people);
  const told = await db.message.groupBy({
    by: ["userId"],
    where: { sellerId: seller.id, userId: { not: null }, template: "access-given" },
    _count: true,
  });
  expect(told).toHaveLength(people);
  expect(told.filter(({ _count }) => _count !== 1)).toEqual([]);
}, 120_000);
