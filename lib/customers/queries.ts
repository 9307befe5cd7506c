import "server-only";
import type { z } from "zod";
import type { AccountScope, StoreScope } from "@/lib/access/scope";
import { type Contact, formatContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { type Grant, isCustomerStatus, searchWords, showsPerson } from "@/lib/customers/rules";
import type { CustomerItem, CustomerOrders, CustomerPage, listCustomersInput, ShopLink } from "@/lib/customers/schema";
import type { Db } from "@/lib/db/client";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf, totalOf } from "@/lib/paging";
import { likeText } from "@/lib/text";

type ListInput = z.output<typeof listCustomersInput>;
type Where = Prisma.CustomerWhereInput & { sellerId: string };

const columns = {
  sellerId: true,
  id: true,
  status: true,
  grantedHow: true,
  grantedAt: true,
  joinDate: true,
  name: true,
  company: true,
  note: true,
  userName: true,
  userCompany: true,
  contactKind: true,
  contactValue: true,
  requestNote: true,
  decisionNote: true,
  createdAt: true,
  priceList: { select: { id: true, name: true } },
  visited: { select: { lastAt: true } },
} satisfies Prisma.CustomerSelect;
type CustomerRow = Prisma.CustomerGetPayload<{ select: typeof columns }>;

export async function listCustomers(scope: StoreScope, input: ListInput): Promise<CustomerPage> {
  const sellerId = scope.seller.id;
  const where = {
    sellerId,
    ...(input.status && { status: input.status }),
    ...(input.how && { grantedHow: input.how }),
    ...(input.prices && { priceListId: input.prices === "none" ? null : input.prices }),
    AND: [searchFilter(input.q, scope.seller.country)],
  } satisfies Prisma.CustomerWhereInput;
  const rows = await findRows(scope, where, input);
  const page = pageOf(rows, input.limit, (row) => [row.visited?.lastAt.toISOString() ?? "", row.id]);
  const total = input.count ? await totalOf(input, page, () => countFound(scope, where, input.q !== "")) : null;
  const orders = await countOrders(
    scope,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((row) => ({ ...toItem(row), orders: orders.get(row.id) ?? NO_ORDERS }));
  return { sellerId, nextCursor: page.nextCursor, total, items };
}

/** By visit, whoever has been here stands before whoever never was: two runs of one index each, where sorting both together would read all customers. */
async function findRows(scope: StoreScope, where: Where, { sort, cursor, limit }: ListInput): Promise<CustomerRow[]> {
  const direction = sort.startsWith("-") ? "desc" : "asc";
  const after = <T>(value: T) => (direction === "desc" ? { lt: value } : { gt: value });
  const [visit, id] = cursor ?? [];
  const behind = id ? { id: after(id) } : {};
  const find = (run: Prisma.CustomerWhereInput, take: number) =>
    scope.db.customer.findMany({
      where: { AND: [where, run] },
      orderBy: { id: direction },
      take,
      select: columns,
    });
  if (!sort.endsWith("lastVisit")) return await find(behind, limit + 1);
  const seen = visit === "" ? [] : await findVisitors(scope, where, direction, visit, id, limit + 1);
  const room = limit + 1 - seen.length;
  if (room === 0) return seen;
  return [...seen, ...(await find({ visited: null, ...(visit === "" && behind) }, room))];
}

async function findVisitors(
  scope: StoreScope,
  where: Where,
  direction: "asc" | "desc",
  visit: string | undefined,
  id: string | undefined,
  take: number,
): Promise<CustomerRow[]> {
  const rows = await scope.db.visitCustomer.findMany({
    where: {
      sellerId: scope.seller.id,
      customer: where,
      ...(visit && id && visitedAfter(new Date(visit), id, direction)),
    },
    orderBy: [{ lastAt: direction }, { customerId: direction }],
    take,
    select: { customer: { select: columns } },
  });
  return rows.map(({ customer }) => customer);
}

function visitedAfter(at: Date, id: string, direction: "asc" | "desc"): Prisma.VisitCustomerWhereInput {
  const [from, beyond] = direction === "desc" ? [{ lte: at }, { lt: at }] : [{ gte: at }, { gt: at }];
  // The first condition says nothing new, but lets the index start where the page starts.
  return { lastAt: from, OR: [{ lastAt: beyond }, { customerId: direction === "desc" ? { lt: id } : { gt: id } }] };
}

// A search that finds more than this wants another word: counting on would cost more than it tells.
const COUNTED = 10_000;

async function countFound(scope: StoreScope, where: Prisma.CustomerWhereInput, searched: boolean) {
  if (!searched) return await scope.db.customer.count({ where });
  const count = await scope.db.customer.count({ where, take: COUNTED + 1 });
  return count > COUNTED ? null : count;
}

const NO_ORDERS: CustomerOrders = { count: 0, lastAt: null, lastNumber: null };

async function countOrders(scope: StoreScope, customerIds: string[]): Promise<Map<string, CustomerOrders>> {
  if (customerIds.length === 0) return new Map();
  const rows = await scope.db.order.groupBy({
    by: ["customerId"],
    where: { sellerId: scope.seller.id, customerId: { in: customerIds } },
    _count: { _all: true },
    _max: { placedAt: true, number: true },
  });
  return new Map(
    rows.map(({ customerId, _count, _max }) => [
      customerId,
      { count: _count._all, lastAt: _max.placedAt?.toISOString() ?? null, lastNumber: _max.number },
    ]),
  );
}

export async function getCustomer(scope: StoreScope, { customerId }: { customerId: string }): Promise<CustomerItem> {
  const row = await scope.db.customer.findFirst({
    where: { sellerId: scope.seller.id, id: customerId },
    select: columns,
  });
  if (!row) throw notFoundError();
  return toItem(row);
}

/** What a customer can be given: the seller's price lists by name. */
export async function listPriceListChoices(scope: StoreScope): Promise<{ id: string; name: string }[]> {
  return await scope.db.priceList.findMany({
    where: { sellerId: scope.seller.id },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

function toItem(row: CustomerRow): CustomerItem {
  const { name, company, note } = row;
  const person = showsPerson(row) ? row : { userName: null, userCompany: null };
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  const contact = contactOf(row);
  if (!isCustomerStatus(row.status)) throw new Error(`No customer status: ${row.status}`);
  return {
    id: row.id,
    name: name ?? person.userName,
    company: company ?? person.userCompany,
    own: { name, company, note },
    contact: contact && formatContact(contact),
    contactKind: contact?.kind ?? null,
    status: row.status,
    grantedHow: row.grantedHow as Grant | null,
    grantedAt: iso(row.grantedAt),
    joinDate: iso(row.joinDate),
    priceList: row.priceList,
    requestNote: row.requestNote,
    decisionNote: row.decisionNote,
    lastVisitAt: iso(row.visited?.lastAt ?? null),
    createdAt: row.createdAt.toISOString(),
  };
}

type ContactRow = Pick<CustomerRow, "sellerId" | "id" | "contactKind" | "contactValue">;

export function contactOf({ sellerId, id, contactKind, contactValue }: ContactRow): Contact | null {
  if (!contactKind || !contactValue) return null;
  return unsealContact("customers.contact_value", `${sellerId}:${id}`, contactKind, contactValue);
}

/** A text that begins like this, or has a word that does. */
export function textMatches(q: string) {
  const plain = likeText(q);
  return [
    { startsWith: plain, mode: "insensitive" },
    { contains: ` ${plain}`, mode: "insensitive" },
  ] as const;
}

function searchFilter(q: string, country: string): Prisma.CustomerWhereInput {
  if (!q) return {};
  const parsed = parseContact(q, country);
  if ("contact" in parsed) return { contactLookup: { in: contactLookups(parsed.contact) } };
  // The database keeps the words that this seller may know; each one typed must begin one of theirs.
  const words = searchWords(q);
  return { AND: words.map((word) => ({ words: { some: { word: { gte: word, lt: `${word}\u{10FFFF}` } } } })) };
}

/** What a customer's own pages show of a seller. */
export const shopColumns = {
  id: true,
  name: true,
  slug: true,
  status: true,
  trade: true,
  town: true,
  logo: true,
  accent: true,
} satisfies Prisma.SellerSelect;
type ShopRow = Prisma.SellerGetPayload<{ select: typeof shopColumns }>;
export const toShop = ({ id, ...seller }: ShopRow): ShopLink => ({ sellerId: id, ...seller });

/** The shops that this user may enter, closed ones included (status suspended). */
export async function listMyShops(account: AccountScope): Promise<ShopLink[]> {
  const rows = await account.db.customer.findMany({
    where: { userId: account.user.id, status: "approved", seller: { status: { in: ["open", "suspended"] } } },
    select: { seller: { select: shopColumns } },
  });
  return rows.map(({ seller }) => toShop(seller)).sort((a, b) => a.name.localeCompare(b.name));
}

export type LockedCustomer = {
  id: string;
  userId: string;
  status: string;
  joinDate: Date | null;
  firstVisitAt: Date | null;
  decidedAt: Date | null;
  updatedAt: Date;
};

/**
 * Locks and reads a seller's rows of these users, in one order. Whatever changes who may enter locks the customer's row
 * first and invites after it: racing decisions follow one another, and nobody waits in a circle.
 */
export async function lockCustomers(db: Db, sellerId: string, userIds: string[]): Promise<LockedCustomer[]> {
  return await db.$queryRaw<LockedCustomer[]>`
    SELECT id, user_id AS "userId", status, join_date AS "joinDate", first_visit_at AS "firstVisitAt",
      decided_at AS "decidedAt", updated_at AS "updatedAt"
    FROM customers WHERE seller_id = ${sellerId}::uuid AND user_id = ANY (${userIds}::uuid[])
    ORDER BY user_id FOR UPDATE`;
}
