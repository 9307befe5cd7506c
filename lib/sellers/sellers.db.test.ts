import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { spendInvites } from "@/lib/invites/budgets";
import { openMessage } from "@/lib/messages/open";
import { systemDb, unique } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { decideSellerAction, decideSellersAction, setSellerTermsAction } from "./actions";
import { decideSeller } from "./deciding/commands";
import { listSellerCustomers, listSellerMembers, listSellerOrders } from "./parts/queries";
import { countSellerRows, countSellers, getSeller, listSellers } from "./queries";
import type { SellerStatus } from "./rules";
import { sellerListInput, sellerPartInput } from "./schema";

afterAll(closeDb);

let operator: OperatorScope;
let colleague: OperatorScope;

beforeAll(async () => {
  operator = await operatorScopeFor((await createOperator()).userId);
  colleague = await operatorScopeFor((await createOperator()).userId);
});

const statusOf = async (id: string) =>
  (await systemDb().seller.findFirst({ where: { id }, select: { status: true } }))?.status;
const audits = (sellerId: string, action: string) => systemDb().auditEvent.count({ where: { sellerId, action } });

describe("deciding about a seller", () => {
  it.each([
    ["approve", "pending", "open", "seller.approved"],
    ["suspend", "open", "suspended", "seller.suspended"],
    ["reopen", "suspended", "open", "seller.reopened"],
  ] as const)(
    "%s takes it from %s to %s, once, also when two operators do it at once",
    async (decision, from, to, audited) => {
      const seller = await createSeller({ status: from });
      const outcomes = await Promise.allSettled(
        [operator, colleague].map((scope) => decideSeller(scope, { id: seller.id, decision, reason: "Because" })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "conflict", message: "admin.errors.decided" },
      });
      expect(await statusOf(seller.id)).toBe(to);
      expect(await audits(seller.id, audited)).toBe(1);
    },
  );

  it("about many at once: each by itself, and each says what became of it; suspending wants a reason", async () => {
    const [waiting, open, draft] = await Promise.all([
      createSeller({ status: "pending" }),
      createSeller({ status: "open" }),
      createSeller({ status: "draft" }),
    ]);
    const missing = "01900000-0000-7000-8000-00000000dead";
    const ids = [draft.id, waiting.id, missing, open.id, waiting.id];
    const act = (decision: "approve" | "suspend", reason: string) =>
      actingAs({ user: operator.user.id }, () => decideSellersAction({ ids, decision, reason }));
    expect(await act("approve", "")).toEqual({
      ok: true,
      data: [
        { id: draft.id, outcome: "decided" },
        { id: waiting.id, outcome: "done" },
        { id: missing, outcome: "gone" },
        { id: open.id, outcome: "decided" },
      ],
    });
    expect(await act("suspend", " ")).toMatchObject({ ok: false, error: { fields: { reason: expect.any(String) } } });
    expect(await act("suspend", "Unpaid fees")).toMatchObject({ ok: true });
    expect(await Promise.all([draft, waiting, open].map(({ id }) => statusOf(id)))).toEqual([
      "draft",
      "suspended",
      "suspended",
    ]);
    for (const { id } of [waiting, open]) expect(await audits(id, "seller.suspended")).toBe(1);
    expect(await audits(draft.id, "seller.suspended")).toBe(0);
    const support = (await createOperator({ role: "support" })).userId;
    const tried = await actingAs({ user: support }, () =>
      decideSellersAction({ ids, decision: "approve", reason: "" }),
    );
    expect(tried).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it("refuses every decision that the status does not allow", async () => {
    const forbidden: [SellerStatus, "approve" | "suspend" | "reopen"][] = [
      ["draft", "approve"],
      ["pending", "suspend"],
      ["suspended", "approve"],
      ["terminated", "reopen"],
      ["open", "reopen"],
    ];
    for (const [status, decision] of forbidden) {
      const seller = await createSeller({ status });
      await expect(decideSeller(operator, { id: seller.id, decision, reason: "No" })).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await statusOf(seller.id)).toBe(status);
    }
  });

  it("needs a reason to suspend, and an operator who may decide", async () => {
    const seller = await createSeller();
    const finance = await createOperator({ role: "finance" });
    const stranger = await createUser();
    const suspend = (user: string, reason: string) =>
      actingAs({ user }, () => decideSellerAction({ id: seller.id, decision: "suspend", reason }));
    expect(await suspend(operator.user.id, "  ")).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: { reason: expect.any(String) } },
    });
    expect(await suspend(finance.userId, "Because")).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await suspend(stranger.id, "Because")).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await statusOf(seller.id)).toBe("open");
  });

  it("suspending closes the shop to customers with the next request, members keep reading, reopening lets them back", async () => {
    const seller = await createSeller();
    const { userId: member } = await createMember({ seller });
    const { userId: customer } = await createCustomer({ seller });
    await shopScopeFor(customer, seller.slug);
    await decideSeller(operator, { id: seller.id, decision: "suspend", reason: "Checks" });
    await expect(shopScopeFor(customer, seller.slug)).rejects.toMatchObject({ code: "not_found" });
    const store = await storeScopeFor(member, seller.slug);
    expect([store.can("products.read"), store.can("products.write")]).toEqual([true, false]);
    await decideSeller(operator, { id: seller.id, decision: "reopen", reason: null });
    expect((await shopScopeFor(customer, seller.slug)).seller.id).toBe(seller.id);
  });
});

describe("an operator's view of a seller", () => {
  it("shows its facts and figures, and is an audit event itself", async () => {
    const seller = await createSeller({ name: "Viewed", currency: "EUR" });
    await createMember({ seller, user: await createUser({ name: "Vera" }), role: "manager" });
    const customer = await createCustomer({ seller });
    await createCustomer({ seller, status: "requested" });
    const product = await createProduct({ seller, price: 700 });
    await createOrder({ seller, customer, lines: [{ product, quantity: 2 }] });
    await createOrder({ seller, customer, lines: [{ product }], status: "cancelled" });

    expect(await getSeller(operator, seller.slug)).toMatchObject({
      id: seller.id,
      name: "Viewed",
      status: "open",
      currency: "EUR",
    });
    expect(await audits(seller.id, "seller.viewed")).toBe(1);
    expect(await countSellerRows(operator, seller)).toEqual({
      customers: 1,
      requests: 1,
      products: 1,
      orders: 2,
      orders30: 1,
      sales30: 1400,
    });
    const first = sellerPartInput.parse({ limit: "1" });
    expect(await listSellerMembers(operator, seller.id, first)).toMatchObject({
      items: [{ userName: "Vera", role: "manager", status: "active" }],
      nextCursor: null,
      total: 1,
    });
    const orders = await listSellerOrders(operator, seller.id, first);
    expect(orders).toMatchObject({ items: [{ total: 700 }], total: 2 });
    const next = sellerPartInput.parse({ limit: "1", cursor: orders.nextCursor ?? "" });
    expect(await listSellerOrders(operator, seller.id, next)).toMatchObject({
      items: [{ total: 1400 }],
      nextCursor: null,
    });
    const waiting = await listSellerCustomers(operator, seller.id, { ...first, status: "requested" });
    expect(waiting).toMatchObject({ items: [{ status: "requested" }], nextCursor: null, total: 1 });
    await expect(getSeller(operator, "no-such-seller")).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists sellers by name in pages, filtered and counted", async () => {
    const town = `Town${Date.now()}`;
    for (const name of ["Page A", "Page B", "Page B", "Page C"]) await createSeller({ name, town });
    const closed = await createSeller({ name: "Page D", town, status: "suspended" });
    await createCustomer({ seller: closed });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listSellers(
        operator,
        sellerListInput.parse({ search: town.toLowerCase(), limit: "2", ...(cursor && { cursor }) }),
      );
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(["Page A", "Page B", "Page B", "Page C", "Page D"]);
    const suspended = await listSellers(operator, sellerListInput.parse({ search: town, status: "suspended" }));
    expect(suspended.items).toMatchObject([{ id: closed.id, customers: 1, products: 0 }]);
    expect((await countSellers(operator)).suspended).toBeGreaterThan(0);
  });

  it("never reaches sealed contacts or message payloads", async () => {
    await expect(operator.db.$queryRaw`SELECT contact_value FROM customers`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT contact_lookup FROM customers`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT email FROM members`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT payload FROM messages`).rejects.toThrow(/permission denied/);
    await expect(operator.db.$queryRaw`SELECT value FROM contacts`).rejects.toThrow(/permission denied/);
  });
});

describe("members", () => {
  it("are told of every decision, with its reason; what was sent back is a draft again and says why", async () => {
    const seller = await createSeller({ name: "Told", status: "pending" });
    await createMember({ seller, email: `${unique("ada")}@example.com` });
    for (const decision of ["sendBack", "approve", "suspend", "reopen"] as const) {
      if (decision === "approve")
        await systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "pending" } });
      await decideSeller(operator, { id: seller.id, decision, reason: `Because of ${decision}` });
      const now = await systemDb().seller.findFirstOrThrow({ where: { id: seller.id } });
      const closed = decision === "sendBack" || decision === "suspend";
      expect(now.statusReason).toBe(closed ? `Because of ${decision}` : null);
    }
    const sent = await systemDb().message.findMany({ where: { template: "seller-decided" }, orderBy: { id: "asc" } });
    const told = sent
      .map((message) => openMessage(message).worded)
      .filter((worded) => "decision" in worded && worded.sellerName === "Told");
    expect(told.map((worded) => "decision" in worded && [worded.decision, worded.reason])).toEqual([
      ["sendBack", "Because of sendBack"],
      ["approve", "Because of approve"],
      ["suspend", "Because of suspend"],
      ["reopen", "Because of reopen"],
    ]);
    expect(await systemDb().seller.findFirst({ where: { id: seller.id } })).toMatchObject({
      openedAt: expect.any(Date),
    });
  });

  it("of a seller that is not open work in the house: what reaches customers waits for the operators", async () => {
    for (const status of ["draft", "pending", "open"] as const) {
      const seller = await createSeller({ status });
      const { userId } = await createMember({ seller });
      const scope = await storeScopeFor(userId, seller.slug);
      expect([scope.can("products.write"), scope.can("clients.write"), scope.can("members.write")]).toEqual([
        true,
        true,
        true,
      ]);
      expect([scope.can("invites.write"), scope.can("requests.decide")]).toEqual([
        status === "open",
        status === "open",
      ]);
    }
  });
});

describe("a seller's terms", () => {
  const set = (user: string, id: string, commission: string, dailyInvites = "") =>
    actingAs({ user }, () => setSellerTermsAction({ id, commission, dailyInvites }));

  it("are set by operators of finance, audited with what they were, and refused beside the field", async () => {
    const seller = await createSeller({ commissionBp: 500 });
    const { userId: finance } = await createOperator({ role: "finance" });
    expect(await set(finance, seller.id, "12,5 %", "40")).toMatchObject({ ok: true });
    expect(await systemDb().seller.findFirst({ where: { id: seller.id } })).toMatchObject({
      commissionBp: 1250,
      dailyInvites: 40,
    });
    expect(await set(finance, seller.id, "12.5", "40")).toMatchObject({ ok: true });
    const events = await systemDb().auditEvent.findMany({
      where: { sellerId: seller.id, action: "seller.terms_changed" },
    });
    expect(events.map(({ data }) => data)).toEqual([{ was: "5 %, –", what: "12.5 %, 40" }]);
    expect(await set(finance, seller.id, "120", "many")).toMatchObject({
      ok: false,
      error: { fields: { commission: expect.any(String), dailyInvites: expect.any(String) } },
    });
    const { userId: support } = await createOperator({ role: "support" });
    expect(await set(support, seller.id, "0")).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it("limit the invites of a day, from the next one on", async () => {
    const seller = await createSeller();
    const refusals = async () => [
      ...(
        await spendInvites(seller.id, [{ kind: "email", value: `${unique("invited")}@example.com` }])
      ).refused.values(),
    ];
    expect(await refusals()).toEqual([]);
    await set(operator.user.id, seller.id, "0", "1");
    expect(await refusals()).toEqual(["dailyLimit"]);
    await set(operator.user.id, seller.id, "0", "2");
    expect(await refusals()).toEqual([]);
    expect(await refusals()).toEqual(["dailyLimit"]);
    await set(operator.user.id, seller.id, "0", "0");
    expect(await refusals()).toEqual(["dailyLimit"]);
    await set(operator.user.id, seller.id, "0", "");
    expect(await refusals()).toEqual([]);
  });
});
