import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperatorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { deliverOrder } from "@/lib/orders/commands";
import { approvePayoutAction, computePayoutsAction, startPayoutRunAction } from "@/lib/payouts/actions";
import { computePayouts } from "@/lib/payouts/computing/commands";
import {
  approvePayout,
  correctPayout,
  discardPayout,
  payPayout,
  recomputePayout,
} from "@/lib/payouts/deciding/commands";
import { allPayoutCsvLines, payoutCsvLines, statementCsvLines } from "@/lib/payouts/export/queries";
import {
  getPayout,
  getSellerPayout,
  listAllPayouts,
  listCorrections,
  listPayoutLines,
  listPayouts,
} from "@/lib/payouts/queries";
import { adminPayoutListInput, payoutListInput } from "@/lib/payouts/schema";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createRefund } from "@/prisma/factories/payouts";
import { createOperator } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import {
  type CreatedCustomer,
  type CreatedSeller,
  createCustomer,
  createMember,
  createSeller,
} from "@/prisma/factories/sellers";
import { type CreatedProduct, createOrder, createProduct } from "@/prisma/factories/trade";

afterAll(closeDb);

let scope: OperatorScope;
let seller: CreatedSeller;
let customer: CreatedCustomer;
let product: CreatedProduct;

beforeAll(async () => {
  scope = await operatorScopeFor((await createOperator({ role: "finance" })).userId);
});
beforeEach(async () => {
  seller = await createSeller({ commissionBp: 250, timeZone: "America/New_York" });
  customer = await createCustomer({ seller });
  product = await createProduct({ seller });
});

const deliver = (time: string, total: number, of = { seller, customer, product }) => {
  const deliveredAt = new Date(time);
  const lines = [{ product: of.product, unitPrice: total }];
  return createOrder({ ...of, lines, status: "delivered", placedAt: deliveredAt, deliveredAt });
};
const read = async (csv: Promise<AsyncGenerator<string>>) => {
  let text = "";
  for await (const line of await csv) text += line;
  return text;
};
const JANUARY = { from: "2026-01-01", to: "2026-01-31" };
const FEBRUARY = { from: "2026-02-01", to: "2026-02-28" };
const compute = (period = JANUARY, slug = seller.slug) => computePayouts(scope, { ...period, seller: slug });
const payouts = (of = seller) => systemDb().payout.findMany({ where: { sellerId: of.id }, orderBy: { number: "asc" } });
const latest = async () => {
  const last = (await payouts()).at(-1);
  if (!last) throw new Error("There is no payout.");
  return last;
};
const ref = (number: number) => ({ seller: seller.slug, number });
const approve = async () => {
  const { number, net } = await latest();
  await approvePayout(scope, { ...ref(number), shownNet: Number(net) });
  return number;
};
const pay = (number: number, reference = "Transfer 1") => payPayout(scope, { ...ref(number), reference });
const correct = (number: number, amount: string, direction: "more" | "less" = "more") =>
  correctPayout(scope, { ...ref(number), id: newId(), direction, amount, reason: "Counted wrong" });
const lines = async (number: number) => {
  const { id } = await getSellerPayout(scope, ref(number));
  const { items } = await listPayoutLines(scope, { sellerId: seller.id, id });
  return items.map(({ kind, number: of, amount, commission }) => ({ kind, of, amount, commission }));
};

describe("computing a period", () => {
  it("has a line per order delivered on its days where the seller is, less commission", async () => {
    const first = await deliver("2026-01-01T05:00:00Z", 10_010);
    const last = await deliver("2026-02-01T04:59:59Z", 999);
    await deliver("2026-01-01T04:59:59Z", 50);
    await deliver("2026-02-01T05:00:00Z", 50);
    expect(await compute()).toEqual({ written: 1, unchanged: 0, closed: 0 });
    expect(await lines(1)).toEqual([
      { kind: "order", of: first.number, amount: 10_010, commission: 250 },
      { kind: "order", of: last.number, amount: 999, commission: 25 },
    ]);
    expect(await latest()).toMatchObject({
      state: "draft",
      orderCount: 2,
      gross: 11_009n,
      commission: 275n,
      net: 10_734n,
    });
  });

  it("again gives the same and writes nothing; what came meanwhile is in", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    const before = await payouts();
    expect(await compute()).toMatchObject({ written: 0, unchanged: 1 });
    expect(await payouts()).toEqual(before);
    await deliver("2026-01-05T12:00:00Z", 2000);
    expect(await recomputePayout(scope, ref(1))).toEqual({ changed: true });
    expect((await payouts()).map(({ id, gross }) => ({ id, gross }))).toEqual([{ id: before[0]?.id, gross: 3000n }]);
  });

  it("many times at once is one payout", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await deliver("2026-02-10T12:00:00Z", 1000);
    await Promise.all(Array.from({ length: 12 }, (_, index) => compute(index % 2 ? JANUARY : FEBRUARY)));
    expect((await payouts()).map(({ number, gross }) => [number, gross])).toEqual([
      [1, 1000n],
      [2, 1000n],
    ]);
  });

  it("of days that another payout has is refused, in the database too; discarded, its orders are free", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    const half = { from: "2026-01-15", to: "2026-02-15" };
    await expect(compute(half)).rejects.toMatchObject({ fields: { to: "payouts.errors.overlap" } });
    const row = { sellerId: seller.id, id: newId(), number: 9, timeZone: "UTC", currency: "USD" };
    const overlapping = { ...row, periodFrom: new Date("2026-01-31"), periodTo: new Date("2026-02-03") };
    await expect(systemDb().payout.createMany({ data: overlapping })).rejects.toThrow(/overlap/);
    await discardPayout(scope, ref(1));
    await compute({ from: "2026-01-09", to: "2026-01-11" });
    expect(await latest()).toMatchObject({ number: 1, gross: 1000n });
  });

  it("that is not over where the seller is, is refused; nobody is a seller by a wrong name", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await expect(compute({ from: today, to: today })).rejects.toMatchObject({ fields: { to: "payouts.errors.early" } });
    await expect(compute(JANUARY, "nobody")).rejects.toMatchObject({ fields: { seller: "payouts.errors.seller" } });
  });

  it("of a seller who sells in two currencies makes a payout in each", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    const yen = { ...seller, currency: "JPY" };
    await deliver("2026-01-11T12:00:00Z", 700, { seller: yen, customer, product });
    expect(await compute()).toMatchObject({ written: 2 });
    expect((await payouts()).map(({ currency, gross }) => `${currency} ${gross}`).sort()).toEqual([
      "JPY 700",
      "USD 1000",
    ]);
  });
});

describe("commission", () => {
  it("is that of the day of the delivery, whatever is agreed later", async () => {
    const member = await createMember({ seller });
    const store = await storeScopeFor(member.userId, seller.slug);
    const { id, number } = await createOrder({ seller, customer, lines: [{ product }], status: "shipped" });
    await deliverOrder(store, { number });
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { commissionBp: 900 } });
    const order = await systemDb().order.findFirst({ where: { sellerId: seller.id, id } });
    expect(order).toMatchObject({ status: "delivered", commissionBp: 250 });
    // Nor does a portal deliver it again, or take that back.
    const later = { where: { sellerId: seller.id, id }, data: { deliveredAt: new Date("2030-01-01") } };
    await expect(store.db.order.updateMany(later)).rejects.toThrow(/permission denied/);
    const undone = { where: { sellerId: seller.id, id }, data: { status: "shipped" } };
    await expect(store.db.order.updateMany(undone)).rejects.toThrow(/permission denied/);
  });

  it("is given back with a refund, in the period of the refund", async () => {
    const order = await deliver("2026-01-10T12:00:00Z", 10_010);
    await compute();
    await pay(await approve());
    await createRefund({ order, amount: 10, createdAt: new Date("2026-02-03T12:00:00Z") });
    await createRefund({ order, amount: 10_000, createdAt: new Date("2026-02-04T12:00:00Z") });
    await compute(FEBRUARY);
    expect(await lines(2)).toEqual([
      { kind: "refund", of: order.number, amount: -10, commission: 0 },
      { kind: "refund", of: order.number, amount: -10_000, commission: -250 },
    ]);
    expect(await latest()).toMatchObject({ gross: 0n, commission: -250n, refunds: 10_010n, net: -9760n });
  });
});

describe("a negative balance", () => {
  it("is carried over to the next payout, once; there is nothing to pay", async () => {
    const order = await deliver("2026-01-10T12:00:00Z", 1000);
    await createRefund({ order, amount: 1000, createdAt: new Date("2026-02-03T12:00:00Z") });
    await compute();
    await pay(await approve());
    await compute(FEBRUARY);
    const number = await approve();
    await expect(pay(number)).rejects.toMatchObject({ message: "payouts.errors.notDue" });
    await deliver("2026-03-03T12:00:00Z", 5000);
    await compute({ from: "2026-03-01", to: "2026-03-31" });
    expect(await lines(3)).toContainEqual({ kind: "carried", of: number, amount: -975, commission: 0 });
    expect(await latest()).toMatchObject({ gross: 5000n, commission: 125n, carried: -975n, net: 3900n });
    await approve();
    await deliver("2026-04-03T12:00:00Z", 100);
    await compute({ from: "2026-04-01", to: "2026-04-30" });
    expect(await latest()).toMatchObject({ carried: 0n, gross: 100n });
  });
});

describe("approving and paying", () => {
  it("approves what was seen: what came meanwhile is computed and has to be looked at", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    await deliver("2026-01-11T12:00:00Z", 1000);
    const seen = { ...ref(1), shownNet: 975 };
    await expect(approvePayout(scope, seen)).rejects.toMatchObject({ message: "payouts.errors.changed" });
    expect(await latest()).toMatchObject({ state: "draft", net: 1950n });
    await expect(approvePayout(scope, seen)).rejects.toMatchObject({ code: "conflict" });
    await approvePayout(scope, { ...seen, shownNet: 1950 });
    expect(await latest()).toMatchObject({ state: "approved", approvedBy: scope.user.id });
  });

  it("what was delivered on its days and known only afterwards is in the next one", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    await approve();
    const late = await deliver("2026-01-20T12:00:00Z", 300);
    expect(await compute()).toMatchObject({ written: 0, closed: 1 });
    await compute(FEBRUARY);
    expect(await lines(2)).toEqual([{ kind: "order", of: late.number, amount: 300, commission: 8 }]);
  });

  it("pays once, under one reference", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    await expect(pay(1)).rejects.toMatchObject({ message: "payouts.errors.notApproved" });
    await approve();
    await Promise.all([pay(1), pay(1), pay(1)]);
    await expect(pay(1, "Another")).rejects.toMatchObject({ message: "payouts.errors.paid" });
    expect(await latest()).toMatchObject({ state: "paid", reference: "Transfer 1", paidBy: scope.user.id });
    const events = await systemDb().auditEvent.findMany({ where: { sellerId: seller.id }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["payout.computed", "payout.approved", "payout.paid"]);
  });

  it("what was paid is corrected by a counter-entry in the next payout, sent twice it is one", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    await expect(correct(1, "1")).rejects.toMatchObject({ message: "payouts.errors.draftCorrected" });
    await pay(await approve());
    const before = await latest();
    const id = newId();
    const input = { ...ref(1), id, direction: "less" as const, amount: "2.50", reason: "Counted twice" };
    await Promise.all([correctPayout(scope, input), correctPayout(scope, input)]);
    await correct(1, "1");
    await expect(
      correctPayout(scope, { ...ref(1), id: newId(), direction: "more", amount: "much", reason: "" }),
    ).rejects.toMatchObject({ fields: { amount: expect.any(String), reason: "payouts.errors.reason" } });
    await expect(correct(1, "0")).rejects.toMatchObject({ fields: { amount: "payouts.errors.zero" } });
    await expect(correct(1, "lots")).rejects.toMatchObject({ code: "invalid" });
    await expect(correct(1, "100,000,000,000.01")).rejects.toMatchObject({
      fields: { amount: "payouts.errors.amountLarge" },
    });
    expect(await latest()).toEqual(before);
    await deliver("2026-02-10T12:00:00Z", 1000);
    await compute(FEBRUARY);
    expect(await latest()).toMatchObject({ corrections: -150n, net: 825n });
    await pay(await approve());
    await expect(correctPayout(scope, { ...input, ...ref(2) })).rejects.toMatchObject({
      message: "payouts.errors.otherPayout",
    });
    const listed = await listCorrections(scope, { sellerId: seller.id, id: before.id });
    expect(listed.map(({ amount, inPayout }) => [amount, inPayout])).toEqual([
      [-250, 2],
      [100, 2],
    ]);
  });

  it("what was approved or paid is changed by nobody, the system included", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    const order = await deliver("2026-01-12T12:00:00Z", 1000);
    await createRefund({ order, amount: 5 });
    await compute();
    await pay(await approve());
    await correct(1, "1");
    const own = { sellerId: seller.id };
    const db = systemDb();
    const attempts = [
      () => db.payout.updateMany({ where: own, data: { net: 1n, gross: 1n, commission: 0n } }),
      () => db.payout.updateMany({ where: own, data: { reference: "Mine" } }),
      () =>
        db.payout.updateMany({ where: own, data: { state: "draft", approvedAt: null, paidAt: null, reference: null } }),
      () => db.payout.deleteMany({ where: own }),
      () => db.payoutLine.updateMany({ where: own, data: { amount: 1n } }),
      () => db.payoutLine.deleteMany({ where: own }),
      () => db.payoutCorrection.updateMany({ where: own, data: { amount: 5n } }),
      () => db.payoutCorrection.deleteMany({ where: own }),
      () => db.orderRefund.updateMany({ where: own, data: { amount: 1n } }),
      () => db.orderRefund.deleteMany({ where: own }),
      () => scope.db.payout.updateMany({ where: own, data: { reference: "Mine" } }),
      () => scope.db.payoutLine.deleteMany({ where: own }),
    ];
    const before = [await payouts(), await lines(1)];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/permission denied|denied/);
    expect([await payouts(), await lines(1)]).toEqual(before);
  });

  it("figures that are not those of the lines are not approved, whoever wrote them", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    const own = { sellerId: seller.id };
    await systemDb().payout.updateMany({ where: own, data: { gross: 2000n, net: 1975n } });
    const approved = { state: "approved", approvedAt: new Date() };
    await expect(systemDb().payout.updateMany({ where: own, data: approved })).rejects.toThrow(/figures/);
  });
});

describe("who sees what", () => {
  it("a store reads its own only, changes nothing, and exports what it reads", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    const other = await createSeller();
    const mine = await storeScopeFor((await createMember({ seller })).userId, seller.slug);
    const theirs = await storeScopeFor((await createMember({ seller: other })).userId, other.slug);
    const { items, total } = await listPayouts(mine, payoutListInput.parse({}));
    expect([items.length, total]).toEqual([1, 1]);
    expect(await listPayouts(theirs, payoutListInput.parse({}))).toMatchObject({ items: [], total: 0 });
    await expect(getPayout(theirs, 1)).rejects.toMatchObject({ code: "not_found" });
    const payout = { sellerId: seller.id, id: items[0]?.id ?? "" };
    expect((await listPayoutLines(theirs, payout)).items).toEqual([]);
    const own = { sellerId: seller.id };
    await expect(mine.db.payout.updateMany({ where: own, data: { state: "paid" } })).rejects.toThrow(/denied/);
    await expect(mine.db.payoutLine.deleteMany({ where: own })).rejects.toThrow(/denied/);
    await actingAs({}, async () => {
      expect(await read(payoutCsvLines(mine, {}))).toContain(
        `1,"2026-01-01","2026-01-31","Draft",1,"USD","10.00","0.25"`,
      );
      const statement = await read(statementCsvLines(mine, { ...(await getPayout(mine, 1)), sellerId: seller.id }));
      expect(statement).toContain(`"10.00","2.50","0.25","9.75","USD"`);
    });
  });

  it("an operator's look at a statement, and at all of them, is in the audit", async () => {
    await deliver("2026-01-10T12:00:00Z", 1000);
    await compute();
    await getSellerPayout(scope, ref(1));
    const seen = await systemDb().auditEvent.findFirst({ where: { sellerId: seller.id, action: "payout.viewed" } });
    expect(seen).toMatchObject({ actorKind: "operator", actorId: scope.user.id, data: { number: 1 } });
    const found = await listAllPayouts(scope, adminPayoutListInput.parse({ seller: seller.slug, state: "draft" }));
    expect(found.items.map(({ seller: of }) => of.slug)).toEqual([seller.slug]);
    await actingAs({}, async () => {
      expect((await read(allPayoutCsvLines(scope, { seller: seller.slug }))).split("\r\n")).toHaveLength(3);
    });
    expect(await systemDb().auditEvent.count({ where: { action: "payout.exported" } })).toBe(1);
  });

  it("support operators neither compute nor approve", async () => {
    const { userId } = await createOperator({ role: "support" });
    const refused = { ok: false, error: { code: "not_found" } };
    await actingAs({ user: userId }, async () => {
      expect(await computePayoutsAction({ ...JANUARY, seller: seller.slug })).toMatchObject(refused);
      expect(await startPayoutRunAction(JANUARY)).toMatchObject(refused);
      expect(await approvePayoutAction({ ...ref(1), shownNet: 0 })).toMatchObject(refused);
    });
  });

  it("orders, refunds and lines of two sellers never meet: a line of another seller's order is refused", async () => {
    const order = await deliver("2026-01-10T12:00:00Z", 1000);
    const other = await createSeller();
    const theirs = {
      seller: other,
      customer: await createCustomer({ seller: other }),
      product: await createProduct({ seller: other }),
    };
    await deliver("2026-01-10T12:00:00Z", 1000, theirs);
    await compute(JANUARY, other.slug);
    const [payout] = await payouts(other);
    const owner = await connectOwner();
    try {
      const values = [other.id, payout?.id, order.id];
      await owner.query("BEGIN; SET LOCAL ROLE tradehall_system");
      await expect(
        owner.query(
          "INSERT INTO payout_lines (seller_id, payout_id, position, kind, order_id, number, at, amount) VALUES ($1, $2, 9, 'order', $3, 1, now(), 1)",
          values,
        ),
      ).rejects.toThrow(/foreign key/);
      await owner.query("ROLLBACK");
    } finally {
      await owner.end();
    }
  });
});
