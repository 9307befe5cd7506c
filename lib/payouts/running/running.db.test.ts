import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { dayIn } from "@/lib/days";
import { closeDb } from "@/lib/db/client";
import { computePayouts } from "@/lib/payouts/computing/commands";
import { startPayoutRun, workOnPayoutRun } from "@/lib/payouts/running/commands";
import { findPayoutRun } from "@/lib/payouts/running/queries";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { type Service, serviceEnvironment, startService, stopService, TSX } from "@/scripts/support/processes";

const db = systemDb();
const system = SystemScope.resolve("test");
const services: Service[] = [];
let scope: OperatorScope;
beforeAll(async () => {
  scope = await operatorScopeFor((await createOperator({ role: "finance", name: "Fin" })).userId);
});
afterEach(async () => {
  while (await workOnPayoutRun(system));
  await db.payoutRunSeller.deleteMany({});
  await db.payoutRun.deleteMany({});
});
afterAll(async () => {
  for (const service of services) await stopService(service);
  await closeDb();
});

const JUNE = { from: "2025-06-01", to: "2025-06-30" };

async function sellerWithOrder(timeZone = "UTC", time = "2025-06-10T12:00:00Z"): Promise<CreatedSeller> {
  const seller = await createSeller({ timeZone });
  const at = new Date(time);
  const lines = [{ product: await createProduct({ seller }), unitPrice: 1000 }];
  await createOrder({
    ...{ seller, customer: await createCustomer({ seller }), lines },
    ...{ status: "delivered", placedAt: at, deliveredAt: at },
  });
  return seller;
}
const payoutsOf = async (seller: CreatedSeller) =>
  (await db.payout.findMany({ where: { sellerId: seller.id } })).map(({ gross }) => gross);
const latest = async () => {
  const run = await findPayoutRun(scope);
  if (!run) throw new Error("There is no run.");
  return run;
};

it("computes every seller's period, one turn each, and says what became of whom", async () => {
  const sellers = await Promise.all([1, 2, 3].map(() => sellerWithOrder()));
  const [overlapping] = sellers;
  await computePayouts(scope, { from: "2025-05-01", to: "2025-06-10", seller: overlapping?.slug ?? "" });
  const terminated = await sellerWithOrder();
  await db.seller.updateMany({ where: { id: terminated.id }, data: { status: "terminated" } });
  await createSeller();
  const { id } = await startPayoutRun(scope, JUNE);
  expect(await latest()).toMatchObject({ id, ...JUNE, status: "running", startedBy: "Fin", total: 4, done: 0 });
  expect(await workOnPayoutRun(system)).toBe(true);
  expect(await latest()).toMatchObject({ status: "running", done: 1 });
  while (await workOnPayoutRun(system));
  expect(await latest()).toMatchObject({
    ...{ status: "done", finishedAt: expect.any(String), total: 4, done: 4 },
    ...{ written: 3, unchanged: 0, closed: 0, skipped: 1 },
    skippedSellers: [{ slug: overlapping?.slug, name: overlapping?.name, why: "overlap" }],
  });
  for (const seller of [...sellers, terminated]) expect(await payoutsOf(seller)).toEqual([1000n]);
  const events = await db.auditEvent.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["payout.run_started", scope.user.id],
    ["payout.run_done", scope.user.id],
  ]);
  // Once more: the drafts are right already.
  await startPayoutRun(scope, JUNE);
  while (await workOnPayoutRun(system));
  expect(await latest()).toMatchObject({ written: 0, unchanged: 3, skipped: 1 });
});

it("is the only one: of many that begin at once one does, in the database too; the others are told", async () => {
  await sellerWithOrder();
  const begun = await Promise.allSettled(Array.from({ length: 8 }, () => startPayoutRun(scope, JUNE)));
  expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of begun)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ message: "payouts.errors.running" });
  const day = new Date("2025-06-01");
  const second = { id: scope.user.id, periodFrom: day, periodTo: day, startedBy: scope.user.id };
  await expect(db.payoutRun.createMany({ data: second })).rejects.toMatchObject({ code: "P2002" });
  while (await workOnPayoutRun(system));
  await startPayoutRun(scope, JUNE);
});

it("skips a seller where the period is not over yet, and is refused where it is over nowhere", async () => {
  // The day that has just ended where days end first has not where they end last.
  const yesterday = new Date(new Date(`${dayIn("Pacific/Kiritimati", new Date())}T00:00:00Z`).getTime() - 86_400_000);
  const to = yesterday.toISOString().slice(0, 10);
  const early = await sellerWithOrder("Etc/GMT+12");
  await startPayoutRun(scope, { from: "2025-06-01", to });
  while (await workOnPayoutRun(system));
  expect((await latest()).skippedSellers).toContainEqual({ slug: early.slug, name: early.name, why: "early" });
  const today = dayIn("Pacific/Kiritimati", new Date());
  await expect(startPayoutRun(scope, { from: today, to: today })).rejects.toMatchObject({
    fields: { to: "payouts.errors.earlyEverywhere" },
  });
});

it("stops when whoever began it may not compute payouts any more", async () => {
  const seller = await sellerWithOrder();
  const { userId } = await createOperator({ role: "finance" });
  await startPayoutRun(await operatorScopeFor(userId), JUNE);
  await db.operator.updateMany({ where: { userId }, data: { role: "support" } });
  while (await workOnPayoutRun(system));
  expect(await latest()).toMatchObject({ status: "stopped", done: 0 });
  expect(await payoutsOf(seller)).toEqual([]);
});

it("goes on with the others when one seller fails, and says so", async () => {
  const [broken, fine] = [await sellerWithOrder(), await sellerWithOrder()];
  const owner = await connectOwner();
  await owner.query(`CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.seller_id = '${broken.id}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;
    GRANT EXECUTE ON FUNCTION breaks TO PUBLIC;
    CREATE TRIGGER breaks BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION breaks()`);
  try {
    await startPayoutRun(scope, JUNE);
    while ((await latest()).status === "running") {
      await workOnPayoutRun(system);
      // Its next attempt is due at once.
      await db.payoutRun.updateMany({ where: { status: "running" }, data: { claimedAt: new Date(0) } });
    }
  } finally {
    await owner.query("DROP TRIGGER breaks ON payouts; DROP FUNCTION breaks");
    await owner.end();
  }
  expect((await latest()).skippedSellers).toContainEqual({ slug: broken.slug, name: broken.name, why: "unexpected" });
  expect([await payoutsOf(broken), await payoutsOf(fine)]).toEqual([[], [1000n]]);
});

it("kill -9 of the worker at any moment: the next one goes on, and every seller is computed once", async () => {
  const sellers: CreatedSeller[] = [];
  for (let n = 0; n < 150; n++) sellers.push(await sellerWithOrder());
  const { id } = await startPayoutRun(scope, JUNE);
  const startWorker = () => {
    const worker = startService([...TSX, "scripts/worker.ts"], serviceEnvironment({ LOCAL_INBOX: "1" }));
    services.push(worker);
    return worker;
  };
  for (const least of [1, 40, 80]) {
    const worker = startWorker();
    await worker.ready;
    while ((await latest()).done < least) await sleep(2);
    worker.process.kill("SIGKILL");
    expect(await worker.ended).toBe("ended by SIGKILL");
  }
  const half = await latest();
  expect([half.status, half.done < half.total]).toEqual(["running", true]);
  const last = startWorker();
  while ((await latest()).status === "running") await sleep(20);
  await stopService(last);
  const { total, done, skipped } = await latest();
  expect([done, skipped]).toEqual([total, half.skipped]);
  for (const seller of sellers) expect(await payoutsOf(seller)).toEqual([1000n]);
  const written = await db.auditEvent.groupBy({
    by: ["sellerId"],
    where: { action: "payout.computed", sellerId: { in: sellers.map((seller) => seller.id) } },
    _count: true,
  });
  expect(written.map(({ _count }) => _count)).toEqual(sellers.map(() => 1));
  expect(await db.auditEvent.count({ where: { targetId: id, action: "payout.run_done" } })).toBe(1);
}, 120_000);
