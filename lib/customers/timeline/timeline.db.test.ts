import { afterAll, describe, expect, it } from "vitest";
import { restoreCustomers, revokeCustomer, updateCustomer } from "@/lib/customers/commands";
import { getCustomerDetails, listCustomerOrders } from "@/lib/customers/details/queries";
import { customerOrdersInput, type TimelineEntry, timelineInput } from "@/lib/customers/schema";
import { listTimeline } from "@/lib/customers/timeline/queries";
import { closeDb } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { inviteCustomers } from "@/lib/invites/commands";
import { daysAgo, idAt, systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { createVisit } from "@/prisma/factories/visits";
import { createClient } from "@/prisma/factories/ways-in";

afterAll(closeDb);

type Scope = Awaited<ReturnType<typeof storeScopeFor>>;

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser({ name: "Mia Stone" });
  await createMember({ seller, user });
  return { seller, user, scope: await storeScopeFor(user.id, seller.slug) };
}

async function record(
  seller: { id: string },
  events: (Partial<Omit<Prisma.AuditEventCreateManyInput, "createdAt">> & { action: string; createdAt?: Date })[],
) {
  await systemDb().auditEvent.createMany({
    data: events.map(({ createdAt = new Date(), ...event }) => ({
      sellerId: seller.id,
      id: idAt(createdAt),
      actorKind: "member",
      createdAt,
      ...event,
    })),
  });
}

async function send(seller: { id: string }, user: { id: string }, createdAt: Date): Promise<void> {
  const bytes = () => new Uint8Array(Buffer.from(unique("bytes")));
  const id = idAt(createdAt);
  const row = { sellerId: seller.id, id, channel: "sms", template: "access-approved", createdAt, userId: user.id };
  await systemDb().message.createMany({
    data: { ...row, toValue: bytes(), toLookup: bytes(), payload: bytes(), status: "delivered" },
  });
}

async function timeline(scope: Scope, id: string, limit = 50): Promise<TimelineEntry[]> {
  const seen: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTimeline(scope, timelineInput.parse({ id, cursor, limit }));
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

const said = (entries: TimelineEntry[]) =>
  entries.map((entry) =>
    entry.kind === "event" ? entry.action : entry.kind === "visit" ? "visit" : `message ${entry.message.template}`,
  );

describe("a customer's timeline", () => {
  it("has what was done about them, what they did, what was sent, their orders and their entry, newest first", async () => {
    const { seller, user, scope } = await store();
    const nina = await createUser({ name: "Nina Park" });
    const contact = contactOf("+1 202 555 0170");
    const customer = await createCustomer({ seller, user: nina, contact });
    const client = await createClient({ seller, phone: contact.value });
    const order = await createOrder({ seller, customer, lines: [{ product: await createProduct({ seller }) }] });
    const other = await createCustomer({ seller });
    await record(seller, [
      { action: "client.added", actorId: user.id, targetKind: "client", targetId: client.id, createdAt: daysAgo(9) },
      {
        action: "customer.requested",
        actorId: nina.id,
        actorKind: "user",
        targetKind: "user",
        targetId: nina.id,
        createdAt: daysAgo(8),
      },
      {
        action: "customer.approved",
        actorId: nina.id,
        actorKind: "system",
        targetKind: "customer",
        targetId: customer.id,
        createdAt: daysAgo(7),
        data: { how: "client_list" },
      },
      {
        action: "shop.first_entry",
        actorId: nina.id,
        actorKind: "customer",
        targetKind: "customer",
        targetId: customer.id,
        createdAt: daysAgo(5),
      },
      {
        action: "order.placed",
        actorId: nina.id,
        actorKind: "customer",
        targetKind: "order",
        targetId: order.id,
        createdAt: daysAgo(4),
      },
      { action: "order.confirmed", actorId: user.id, targetKind: "order", targetId: order.id, createdAt: daysAgo(3) },
      { action: "access.refused", actorId: nina.id, actorKind: "user", targetKind: "portal", createdAt: daysAgo(2) },
      {
        action: "customer.updated",
        actorId: user.id,
        targetKind: "customer",
        targetId: other.id,
        createdAt: daysAgo(1),
      },
    ]);
    await send(seller, nina, daysAgo(6));
    const wanted = [
      "access.refused",
      "order.confirmed",
      "order.placed",
      "shop.first_entry",
      "message access-approved",
      "customer.approved",
      "customer.requested",
      "client.added",
    ];
    const entries = await timeline(scope, customer.id);
    expect(said(entries)).toEqual(wanted);
    expect(entries[1]).toMatchObject({
      actor: { look: "member", name: "Mia Stone" },
      target: { path: `/orders/${order.number}` },
    });
    expect(entries[2]).toMatchObject({ actor: { look: "customer", name: "Nina Park" } });
    expect(entries[4]).toMatchObject({ message: { status: "delivered", channel: "sms" } });
    for (const limit of [1, 3]) expect(said(await timeline(scope, customer.id, limit))).toEqual(wanted);
  });

  it("has their visits among everything else, page by page: when, how long, how many pages, and whether they ordered", async () => {
    const { seller, scope } = await store();
    const customer = await createCustomer({ seller, user: await createUser({ name: "Nina" }) });
    const [first, later, last] = [daysAgo(4), new Date(daysAgo(4).getTime() + 40_000), daysAgo(2)];
    await createVisit({ customer, at: first });
    await createVisit({ customer, at: later, page: { kind: "basket" }, seconds: 40 });
    await record(seller, [
      { action: "customer.updated", targetKind: "customer", targetId: customer.id, createdAt: daysAgo(3) },
    ]);
    await createVisit({ customer, at: last });
    await createOrder({ seller, customer, lines: [{ product: await createProduct({ seller }) }], placedAt: last });
    await createVisit({ customer: await createCustomer({ seller }), at: daysAgo(1) });
    for (const limit of [1, 2, 50]) {
      const entries = (await timeline(scope, customer.id, limit)).filter(
        (entry) => entry.kind === "visit" || (entry.kind === "event" && entry.action === "customer.updated"),
      );
      expect(said(entries)).toEqual(["visit", "customer.updated", "visit"]);
      expect(entries[0]).toMatchObject({ at: last.toISOString(), visit: { ordered: true, pages: 1 } });
      expect(entries[2]).toMatchObject({ at: first.toISOString(), visit: { ordered: false, pages: 2, seconds: 40 } });
    }
  });

  it("has nothing of another seller, nor of what somebody did here as a member", async () => {
    const one = await store();
    const two = await store();
    const nina = await createUser({ name: "Nina" });
    const here = await createCustomer({ seller: one.seller, user: nina });
    const there = await createCustomer({ seller: two.seller, user: nina });
    await createMember({ seller: one.seller, user: nina });
    await record(two.seller, [
      { action: "customer.revoked", actorId: two.user.id, targetKind: "customer", targetId: there.id },
      { action: "order.placed", actorId: nina.id, actorKind: "customer" },
    ]);
    await record(one.seller, [{ action: "product.added", actorId: nina.id, targetKind: "product" }]);
    await send(two.seller, nina, daysAgo(1));
    expect(await timeline(one.scope, here.id)).toEqual([]);
    await expect(timeline(one.scope, there.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getCustomerDetails(one.scope, there.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(listCustomerOrders(one.scope, customerOrdersInput.parse({ id: there.id }))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("of somebody who was only invited has the invite, and not what they do with their number", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ name: "Secret Person", contacts: ["secret@example.com"] });
    await inviteCustomers(scope, { contacts: "secret@example.com" });
    const row = await systemDb().customer.findFirstOrThrow({ where: { sellerId: seller.id }, select: { id: true } });
    await record(seller, [{ action: "access.refused", actorId: person.id, actorKind: "user", targetKind: "shop" }]);
    const entries = await timeline(scope, row.id);
    expect(said(entries)).toContain("invite.sent");
    expect(said(entries)).not.toContain("access.refused");
    expect(JSON.stringify(entries)).not.toContain("Secret Person");
  });

  it("keeps what happened under a user who turned out to be them, and to the row that was set aside", async () => {
    const { seller, scope, user } = await store();
    const [nina, before] = [await createUser({ name: "Nina" }), await createUser({ name: "N. Park" })];
    const customer = await createCustomer({ seller, user: nina });
    const aside = await createCustomer({ seller, user: before });
    await record(seller, [
      {
        action: "shop.first_entry",
        actorId: before.id,
        actorKind: "customer",
        targetKind: "customer",
        targetId: aside.id,
        createdAt: daysAgo(3),
      },
      {
        action: "customer.updated",
        actorId: user.id,
        targetKind: "customer",
        targetId: aside.id,
        createdAt: daysAgo(2),
        data: { changed: ["note"] },
      },
    ]);
    await send(seller, before, daysAgo(1));
    expect(said(await timeline(scope, customer.id))).toEqual([]);
    await systemDb().user.update({ where: { id: before.id }, data: { status: "merged", mergedInto: nina.id } });
    await systemDb().customer.update({
      where: { sellerId_id: { sellerId: seller.id, id: aside.id } },
      data: { status: "merged" },
    });
    const entries = await timeline(scope, customer.id);
    expect(said(entries)).toEqual(["message access-approved", "customer.updated", "shop.first_entry"]);
    expect(entries[1]).toMatchObject({ target: { path: `/customers/${customer.id}` } });
    expect(entries[2]).toMatchObject({ actor: { look: "customer", name: "Nina" } });
  });
});

describe("a customer's page", () => {
  it("says how, when and by whom they came in, and sums their orders without cancelled ones", async () => {
    const { seller, user, scope } = await store();
    const client = await createClient({ seller, email: "listed@example.com", company: "Listed Deli" });
    const product = await createProduct({ seller, price: 500 });
    const customer = await createCustomer({ seller, grantedHow: "client_list" });
    await systemDb().customer.updateMany({ where: { id: customer.id }, data: { clientId: client.id } });
    const line = (quantity: number) => [{ product, quantity }];
    await createOrder({ seller, customer, lines: line(2), placedAt: daysAgo(3) });
    const last = await createOrder({ seller, customer, lines: line(3), placedAt: daysAgo(2) });
    await createOrder({ seller, customer: await createCustomer({ seller }), lines: line(9) });
    await createOrder({ seller, customer, lines: line(7), placedAt: daysAgo(9), status: "cancelled" });
    expect(await getCustomerDetails(scope, customer.id)).toMatchObject({
      grantedHow: "client_list",
      grantedBy: null,
      source: { kind: "client", label: "Listed Deli", contact: "listed@example.com", status: "pending" },
      orders: { count: 3, cancelled: 1, total: 2500 },
    });
    const orders = await listCustomerOrders(
      scope,
      customerOrdersInput.parse({ id: customer.id, limit: 2, count: "1" }),
    );
    expect(orders.total).toBe(3);
    expect(orders.items).toHaveLength(2);
    const rest = await listCustomerOrders(
      scope,
      customerOrdersInput.parse({ id: customer.id, limit: 2, cursor: orders.nextCursor ?? "" }),
    );
    expect(rest.items).toHaveLength(1);
    expect([...orders.items, ...rest.items].map(({ number }) => number)).toContain(last.number);

    const byHand = await createCustomer({ seller, grantedBy: user.id });
    expect((await getCustomerDetails(scope, byHand.id)).grantedBy).toEqual({ name: "Mia Stone", former: false });
    const gone = await createCustomer({ seller, grantedBy: (await createUser({ name: "Gone" })).id });
    expect((await getCustomerDetails(scope, gone.id)).grantedBy).toEqual({ name: null, former: true });
  });

  it("undoing a revocation brings back the grant that was there; restoring is a decision of its own", async () => {
    const { seller, user, scope } = await store();
    const client = await createClient({ seller, email: `${unique("listed")}@example.com` });
    const nina = await createUser();
    const { id } = await createCustomer({ seller, user: nina, grantedHow: "client_list" });
    await systemDb().customer.updateMany({ where: { id }, data: { clientId: client.id } });
    const standing = () => systemDb().customer.findFirst({ where: { id } });
    await revokeCustomer(scope, { customerId: id });
    expect(await restoreCustomers(scope, { customerIds: [id], undo: true })).toEqual({ ids: [id] });
    expect(await standing()).toMatchObject({ status: "approved", grantedHow: "client_list", clientId: client.id });
    await shopScopeFor(nina.id, seller.slug);

    await revokeCustomer(scope, { customerId: id });
    await systemDb().client.updateMany({ where: { id: client.id }, data: { status: "revoked" } });
    await restoreCustomers(scope, { customerIds: [id], undo: true });
    expect(await standing()).toMatchObject({
      status: "approved",
      grantedHow: "manual",
      grantedBy: user.id,
      clientId: null,
    });
  });

  it("says in the audit which of the seller's own words changed, and nothing when none did", async () => {
    const { seller, scope } = await store();
    const { id: customerId } = await createCustomer({ seller, name: "Nina" });
    const change = { customerId, name: "Nina", company: null, note: null, priceListId: null };
    await updateCustomer(scope, change);
    await updateCustomer(scope, { ...change, note: "Rings twice" });
    const entries = await timeline(scope, customerId);
    expect(entries).toMatchObject([{ action: "customer.updated", values: { what: "note" } }]);
    expect(JSON.stringify(await systemDb().auditEvent.findMany({ where: { sellerId: seller.id } }))).not.toContain(
      "Rings",
    );
  });
});
