// A seller that has very much of everything, on a platform that has very many sellers and users.

import type { EventGroup } from "@/lib/audit/rules.ts";
import type { CustomerStatus } from "@/lib/customers/rules.ts";
import { newId } from "@/lib/db/ids.ts";
import type { OrderStatus } from "@/lib/orders/rules.ts";
import { entryOf, sumsOf } from "@/lib/payouts/rules.ts";
import { systemDb } from "@/prisma/factories/db.ts";
import { messageRows } from "@/prisma/factories/messages.ts";
import { payoutLineRow } from "@/prisma/factories/payouts.ts";
import { createOperator, createUser, userRows } from "@/prisma/factories/people.ts";
import {
  type CreatedSeller,
  createMember,
  createSeller,
  customerRow,
  inviteRow,
  memberRow,
  sellerRow,
} from "@/prisma/factories/sellers.ts";
import { createCategory, createPriceList, orderRows, productRow } from "@/prisma/factories/trade.ts";
import { clientRow } from "@/prisma/factories/ways-in.ts";

/** How many of everything there are; `sold`, the lines of one payout. */
const MANY = { rows: 100_000, invites: 10_000, sold: 20_000, sellers: 5000, stores: 300, payouts: 300 };

export type Lists = {
  seller: CreatedSeller;
  adminId: string;
  operatorId: string;
  customerId: string;
  payoutId: string;
};

const NAMES = ["Nina", "Omar", "Lena", "Ada", "Ben", "Mia", "Olivia", "Yusuf", "Carla", "Jonas"];
const TRADES = ["Tools", "Linen", "Lighting", "Spices", "Ceramics", "Paper", "Wine", "Candles", "Toys", "Furniture"];

const personName = (n: number) => `${NAMES[n % NAMES.length]} Person ${n}`;
const companyName = (n: number) => `Company ${n % 997}`;
const contactNumber = (n: number) => `person-${n}@example.com`;

/** One every five minutes: the newest is a minute old, the oldest nearly a year. */
const at = (n: number) => new Date(Date.now() - (MANY.rows - n) * 300_000 - 60_000);
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Rows are made a part at a time: a hundred thousand of them at once would take all memory. */
async function inParts<Row>(count: number, rowOf: (n: number) => Row, write: (rows: Row[]) => Promise<unknown>) {
  const PART = 2500;
  for (let from = 0; from < count; from += PART) {
    await write(range(Math.min(PART, count - from)).map((n) => rowOf(from + n)));
  }
}

export async function createLists(say: (what: string) => void): Promise<Lists> {
  const admin = await createUser({ name: "Admin of many", contacts: ["admin-of-many@example.com"] });
  const seller = await createSeller({ name: "Everything Wholesale", slug: "everything", createdAt: at(0) });
  await createMember({ seller, user: admin });
  const { userId: operatorId } = await createOperator({
    name: "Operator of many",
    contacts: ["operator-of-many@example.com"],
  });
  say("sellers and stores");
  await addSellers(admin);
  say("users, customers");
  const customers = await addPeople(seller);
  say("products, orders");
  const orders = await addTrade(seller, customers);
  say("client list, invites");
  await addWaysIn(seller, admin.id, customers);
  say("messages, events");
  await addMessages(seller);
  await addEvents(seller, admin.id);
  say("payouts");
  const payoutId = await addPayouts(seller, orders);
  const [customer] = customers;
  if (!customer) throw new Error("no customers");
  return { seller, adminId: admin.id, operatorId, customerId: customer.id, payoutId };
}

async function addSellers(admin: { id: string }): Promise<void> {
  const db = systemDb();
  const stores: { id: string }[] = [];
  await inParts(
    MANY.sellers,
    (n) => {
      const status = n % 50 === 0 ? "suspended" : n % 70 === 0 ? "draft" : "open";
      return sellerRow({
        name: `${NAMES[n % NAMES.length]}’s ${TRADES[(n * 7) % TRADES.length]} ${n}`,
        slug: `house-${n}`,
        trade: TRADES[(n * 7) % TRADES.length] ?? null,
        town: `Town ${n % 83}`,
        status,
        createdAt: at(n * 20),
      });
    },
    async (rows) => {
      await db.seller.createMany({ data: rows });
      stores.push(...rows.slice(0, Math.max(MANY.stores - stores.length, 0)));
    },
  );
  await db.member.createMany({
    data: stores.map((seller, n) => memberRow({ seller, user: admin, email: `admin-${n}@example.com` })),
  });
}

type Person = { id: string; sellerId: string; userId: string };
const STATUSES: CustomerStatus[] = [
  ...Array<CustomerStatus>(16).fill("approved"),
  "invited",
  "requested",
  "rejected",
  "revoked",
];

/** As many users as customers: everybody is let in at the one seller, or waits there. */
async function addPeople(seller: CreatedSeller): Promise<Person[]> {
  const db = systemDb();
  const people: Person[] = [];
  await inParts(
    MANY.rows,
    (n) => {
      const createdAt = at(n);
      const made = userRows({ name: personName(n), company: companyName(n), contacts: [contactNumber(n)], createdAt });
      const status = STATUSES[n % STATUSES.length];
      const visit = n % 3 === 0 && status === "approved" ? { lastVisitAt: at((n * 7919) % MANY.rows) } : {};
      const contact = made.contacts[0]?.contact ?? null;
      return {
        ...made,
        customer: customerRow({ seller, user: made.user, contact, createdAt, ...(status && { status }), ...visit }),
      };
    },
    async (rows) => {
      await db.user.createMany({ data: rows.map(({ user }) => user) });
      await db.contact.createMany({ data: rows.flatMap(({ contacts }) => contacts.map(({ row }) => row)) });
      await db.customer.createMany({ data: rows.map(({ customer }) => customer) });
      await db.visitCustomer.createMany({
        data: rows.flatMap(({ customer: { sellerId, id: customerId, lastVisitAt } }) =>
          lastVisitAt ? [{ sellerId, customerId, visits: 1, firstAt: lastVisitAt, lastAt: lastVisitAt }] : [],
        ),
      });
      people.push(...rows.map(({ customer: { id, sellerId, userId } }) => ({ id, sellerId, userId })));
    },
  );
  return people;
}

type Sold = { id: string; number: number; total: number };

async function addTrade(seller: CreatedSeller, customers: Person[]): Promise<Sold[]> {
  const db = systemDb();
  const categories: { id: string }[] = [];
  for (const position of range(20))
    categories.push(await createCategory({ seller, position, name: `Category ${position}` }));
  const shelf: ReturnType<typeof productRow>[] = [];
  await inParts(
    MANY.rows,
    (n) =>
      productRow({
        seller,
        sku: `SKU-${String(n).padStart(6, "0")}`,
        name: `${TRADES[Math.floor(n / 20) % TRADES.length]} article ${(n * 7919) % MANY.rows}`,
        category: categories[n % categories.length] ?? null,
        unit: "case of 12",
        price: 100 + ((n * 31) % 9000),
        stock: n % 40 === 0 ? 0 : n % 500,
        status: n % 25 === 0 ? "archived" : "active",
        createdAt: at(n),
      }),
    async (rows) => {
      await db.product.createMany({ data: rows });
      shelf.push(...rows.slice(0, Math.max(1000 - shelf.length, 0)));
    },
  );
  await createPriceList({ seller, name: "Regulars", items: shelf.map((product) => ({ product, price: 90 })) });
  const sold: Sold[] = [];
  const statuses: OrderStatus[] = [
    "delivered",
    "delivered",
    "delivered",
    "delivered",
    "shipped",
    "confirmed",
    "placed",
    "cancelled",
  ];
  await inParts(
    MANY.rows,
    (n) => {
      const customer = customers[(n * 31) % customers.length];
      if (!customer) throw new Error("no customers");
      const product = shelf[n % shelf.length];
      const lines = product ? [{ product, quantity: 1 + (n % 9) }] : [];
      const status = n > MANY.rows - 500 ? "placed" : statuses[n % statuses.length];
      return orderRows({
        seller,
        customer,
        number: 1001 + n,
        lines,
        poNumber: `PO-${n}`,
        placedAt: at(n),
        ...(status && { status }),
      });
    },
    async (rows) => {
      await db.order.createMany({ data: rows.map(({ order }) => order) });
      await db.orderLine.createMany({ data: rows.flatMap(({ lines }) => lines) });
      for (const { order } of rows) {
        if (order.status === "delivered") sold.push({ id: order.id, number: order.number, total: Number(order.total) });
      }
    },
  );
  await db.orderCounter.createMany({ data: { sellerId: seller.id, lastNumber: 1000 + MANY.rows } });
  return sold;
}

async function addWaysIn(seller: CreatedSeller, sentBy: string, customers: Person[]): Promise<void> {
  const db = systemDb();
  await inParts(
    MANY.rows,
    (n) => {
      const status = n % 10 === 0 ? "approved" : n % 33 === 0 ? "revoked" : "pending";
      const words = { name: personName(n), company: companyName(n) };
      return clientRow({
        seller,
        email: `entry-${n}@example.com`,
        ...words,
        status,
        createdBy: sentBy,
        createdAt: at(n),
      });
    },
    (data) => db.client.createMany({ data }),
  );
  const statuses = ["sent", "used", "expired", "revoked", "registered"] as const;
  await inParts(
    MANY.invites,
    (n) => {
      const status = statuses[n % statuses.length] ?? "sent";
      const userId = customers[n]?.userId ?? sentBy;
      const words = { name: personName(n), company: companyName(n) };
      return inviteRow({ seller, contact: contactNumber(n), sentBy, userId, status, ...words, createdAt: at(n * 10) })
        .row;
    },
    (data) => db.invite.createMany({ data }),
  );
}

/** Nine of ten are the seller's, the rest the platform's own. */
async function addMessages(seller: CreatedSeller): Promise<void> {
  await inParts(
    MANY.rows,
    (n) => {
      const status = n % 100 === 0 ? "failed" : n % 5000 === 1 ? "parked" : "delivered";
      const to = contactNumber(n);
      return messageRows({ to, status, createdAt: at(n), ...(n % 10 !== 0 && { seller }) }).message;
    },
    (data) => systemDb().message.createMany({ data }),
  );
}

const ACTIONS: Record<EventGroup, string> = {
  customers: "customer.updated",
  invites: "invite.sent",
  clients: "client.added",
  orders: "order.confirmed",
  products: "product.updated",
  members: "member.changed",
  payouts: "payout.viewed",
  store: "seller.settings_changed",
};

async function addEvents(seller: CreatedSeller, adminId: string): Promise<void> {
  const actions = Object.values(ACTIONS);
  await inParts(
    MANY.rows,
    (n) => {
      const action = n % 200 === 0 ? "access.refused" : (actions[n % actions.length] ?? "order.confirmed");
      const actor = n % 7 === 0 ? { actorKind: "system" } : { actorKind: "member", actorId: adminId };
      return {
        sellerId: seller.id,
        id: newId(),
        ...actor,
        action,
        createdAt: at(n),
        ip: "192.0.2.7",
        userAgent: "Mozilla/5.0",
      };
    },
    (data) => systemDb().auditEvent.createMany({ data }),
  );
}

/** One payout of very many lines, and a line each in many more. */
async function addPayouts(seller: CreatedSeller, orders: Sold[]): Promise<string> {
  const db = systemDb();
  const { id: sellerId, currency, timeZone } = seller;
  const parts = [
    orders.slice(0, MANY.sold),
    ...range(MANY.payouts - 1).map((n) => orders.slice(MANY.sold + n, MANY.sold + n + 1)),
  ];
  const made = parts.map((part, n) => {
    const day = new Date(Date.UTC(2020, 0, 1) + n * 7 * 86_400_000);
    const entries = part.map(({ id, number, total }) =>
      entryOf({ kind: "order", id, number, at: day, amount: total, commissionBp: 250 }),
    );
    const period = { periodFrom: day, periodTo: new Date(day.getTime() + 6 * 86_400_000), timeZone, currency };
    const id = newId();
    return {
      row: { sellerId, id, number: n + 1, ...period, ...sumsOf(entries) },
      lines: entries.map((entry, index) => payoutLineRow(sellerId, id, entry, index)),
    };
  });
  await db.payout.createMany({ data: made.map(({ row }) => row) });
  const lines = made.flatMap((payout) => payout.lines);
  await inParts(
    lines.length,
    (n) => lines[n],
    (rows) => db.payoutLine.createMany({ data: rows.flatMap((line) => line ?? []) }),
  );
  const [first] = made;
  if (!first) throw new Error("no payouts");
  return first.row.id;
}
