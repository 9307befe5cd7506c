import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { refundOrderAction } from "@/lib/refunds/actions";
import { refundOrder } from "@/lib/refunds/commands";
import { listRefunds } from "@/lib/refunds/queries";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { actingAs, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import {
  type CreatedCustomer,
  type CreatedSeller,
  createCustomer,
  createMember,
  createSeller,
} from "@/prisma/factories/sellers";
import { type CreatedProduct, createOrder, createProduct } from "@/prisma/factories/trade";

afterAll(closeDb);

let seller: CreatedSeller;
let customer: CreatedCustomer;
let product: CreatedProduct;
let scope: StoreScope;

beforeEach(async () => {
  seller = await createSeller({ name: "Harbor Foods" });
  customer = await createCustomer({
    seller,
    user: await createUser({ contacts: [`${unique("refunded")}@example.com`] }),
  });
  product = await createProduct({ seller, price: 1000 });
  scope = await storeScopeFor((await createMember({ seller, role: "manager" })).userId, seller.slug);
});

const order = (status: "delivered" | "shipped" = "delivered") =>
  createOrder({ seller, customer, lines: [{ product, quantity: 3 }], status });
const refund = (number: number, amount: string, id = newId()) =>
  refundOrder(scope, { id, number, amount, reason: "Broken on arrival" });
const refunds = async (orderId: string) => (await listRefunds(scope, orderId)).map(({ amount }) => amount);

describe("refunding an order", () => {
  it("in part, then the rest; then nothing more", async () => {
    const { id, number } = await order();
    await expect(refund(number, "30.01")).rejects.toMatchObject({ fields: { amount: "refunds.errors.tooMuch" } });
    expect(await refund(number, "12.50")).toEqual({ amount: 1250 });
    expect(await refund(number, "17.50")).toEqual({ amount: 1750 });
    expect(await refunds(id)).toEqual([1250, 1750]);
    await expect(refund(number, "0.01")).rejects.toMatchObject({ message: "refunds.errors.nothingLeft" });
  });

  it("of any size that its total has, told to the cent", async () => {
    const total = Number.MAX_SAFE_INTEGER;
    const lines = [{ product, quantity: 1, unitPrice: total }];
    const { id, number } = await createOrder({ seller, customer, status: "delivered", lines });
    expect(await refund(number, "90,000,000.01")).toEqual({ amount: 9_000_000_001 });
    expect(await refund(number, "50000000000000.01")).toEqual({ amount: 5_000_000_000_000_001 });
    for (const amount of ["90071992547409.91", "90071992547409.92", "9".repeat(38)])
      await expect(refund(number, amount)).rejects.toMatchObject({ fields: { amount: "refunds.errors.tooMuch" } });
    const left = total - 5_000_009_000_000_002;
    expect(await refund(number, (left / 100).toFixed(2))).toEqual({ amount: left });
    expect(await refunds(id)).toEqual([9_000_000_001, 5_000_000_000_000_001, left]);
  });

  it("never more than its total together, whoever refunds at once, also past the code", async () => {
    const { id, number, sellerId, customerId } = await order();
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => refund(number, "7")));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    expect(await refunds(id)).toEqual([700, 700, 700, 700]);
    const row = { sellerId, orderId: id, customerId, reason: "Sly", createdBy: newId() };
    const past = Array.from({ length: 6 }, () =>
      systemDb().orderRefund.createMany({ data: { ...row, id: newId(), amount: 101n } }),
    );
    const outcomes = await Promise.allSettled(past);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refunds(id)).reduce((sum, amount) => sum + amount, 0)).toBe(2901);
  });

  it("sent twice is one refund, and the customer is told once", async () => {
    const { id, number } = await order();
    const once = newId();
    await Promise.all([refund(number, "5", once), refund(number, "5", once)]);
    expect(await refunds(id)).toEqual([500]);
    const told = await systemDb().message.findMany({ where: { sellerId: seller.id, template: "order-refunded" } });
    expect(told.map(({ channel, userId }) => [channel, userId])).toEqual([["email", customer.userId]]);
    const events = await systemDb().auditEvent.findMany({ where: { sellerId: seller.id, targetId: id } });
    expect(events).toMatchObject([
      { action: "order.refunded", actorKind: "member", actorId: scope.user.id, data: { number, amount: 500 } },
    ]);
  });

  it("sent under another order's id is refused, and nothing is given back", async () => {
    const [one, other] = [await order(), await order()];
    const id = newId();
    await refund(one.number, "5", id);
    await expect(refund(other.number, "5", id)).rejects.toMatchObject({ message: "refunds.errors.otherOrder" });
    expect([await refunds(one.id), await refunds(other.id)]).toEqual([[500], []]);
  });

  it("only when it is delivered, by a manager or an admin, of one's own seller", async () => {
    const { number: shipped } = await order("shipped");
    await expect(refund(shipped, "1")).rejects.toMatchObject({ message: "refunds.errors.notDelivered" });
    const { id, number } = await order();
    const input = { id: newId(), number, amount: "1", reason: "Late" };
    const support = await createMember({ seller, role: "support" });
    const refused = { ok: false, error: { code: "not_found" } };
    expect(await actingAs({ user: support.userId }, () => refundOrderAction(seller.slug, input))).toMatchObject(
      refused,
    );
    const other = await createSeller();
    const stranger = await storeScopeFor((await createMember({ seller: other })).userId, other.slug);
    await expect(refundOrder(stranger, input)).rejects.toMatchObject({ code: "not_found" });
    const own = { sellerId: seller.id, orderId: id, customerId: customer.id, createdBy: scope.user.id };
    const direct = { ...own, id: newId(), amount: 1n, reason: "Direct" };
    await expect(scope.db.orderRefund.createMany({ data: direct })).rejects.toThrow(/denied/);
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    const { userId } = await createMember({ seller });
    expect(await actingAs({ user: userId }, () => refundOrderAction(seller.slug, input))).toMatchObject(refused);
    expect(await refunds(id)).toEqual([]);
  });

  it("says beside the field what is wrong: no reason, an amount that is none, or nothing", async () => {
    const { number } = await order();
    const act = (amount: string, reason: string) =>
      actingAs({ user: scope.user.id }, () => refundOrderAction(seller.slug, { id: newId(), number, amount, reason }));
    expect(await act("1", "  ")).toMatchObject({ error: { fields: { reason: expect.any(String) } } });
    for (const empty of ["", "  "])
      expect(await act(empty, "Late")).toMatchObject({ error: { fields: { amount: expect.any(String) } } });
    expect(await act("a lot", "Late")).toMatchObject({ error: { fields: { amount: expect.any(String) } } });
    expect(await act("0", "Late")).toMatchObject({ error: { fields: { amount: expect.any(String) } } });
  });

  it("is seen by its customer, and by no other", async () => {
    const { id, number } = await order();
    await refund(number, "2");
    const buyer = await shopScopeFor(customer.userId, seller.slug);
    expect(await listRefunds(buyer, id)).toMatchObject([{ amount: 200, reason: "Broken on arrival" }]);
    const neighbour = await createCustomer({ seller });
    const next = await shopScopeFor(neighbour.userId, seller.slug);
    expect(await listRefunds(next, id)).toEqual([]);
    expect(await next.db.orderRefund.count({ select: { id: true } })).toEqual({ id: 0 });
    await expect(buyer.db.order.findFirst({ where: { id }, select: { commissionBp: true } })).rejects.toThrow(/denied/);
  });
});
