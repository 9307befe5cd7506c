import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { AccountScope, StoreScope } from "@/lib/access/scope";
import { type Contact, formatContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { csvLine } from "@/lib/csv";
import { type CustomerStatus, type Grant, isCustomerStatus, showsPerson } from "@/lib/customers/rules";
import {
  type CustomerFilter,
  type CustomerItem,
  type CustomerPage,
  type FindablePage,
  type findSellersInput,
  listCustomersInput,
  type MyRequest,
  type ShopLink,
} from "@/lib/customers/schema";
import type { Db } from "@/lib/db/client";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";
import { likeText } from "@/lib/text";

type ListInput = z.output<typeof listCustomersInput>;

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
  firstVisitAt: true,
  lastVisitAt: true,
  createdAt: true,
  priceList: { select: { id: true, name: true } },
} satisfies Prisma.CustomerSelect;
type CustomerRow = Prisma.CustomerGetPayload<{ select: typeof columns }>;

export async function listCustomers(scope: StoreScope, input: ListInput): Promise<CustomerPage> {
  const sellerId = scope.seller.id;
  const direction = input.sort.startsWith("-") ? "desc" : "asc";
  const byVisit = input.sort.endsWith("lastVisit");
  const where = {
    sellerId,
    ...(input.status && { status: input.status }),
    AND: [searchFilter(input.q, scope.seller.country)],
  } satisfies Prisma.CustomerWhereInput;
  const total = input.count ? await scope.db.customer.count({ where }) : null;
  const rows = await scope.db.customer.findMany({
    where: { ...where, AND: [...where.AND, cursorFilter(input, byVisit, direction)] },
    orderBy: byVisit ? [{ lastVisitAt: { sort: direction, nulls: "last" } }, { id: direction }] : [{ id: direction }],
    take: input.limit + 1,
    select: columns,
  });
  const page = pageOf(rows, input.limit, (row) => [row.lastVisitAt?.toISOString() ?? "", row.id]);
  return { sellerId, nextCursor: page.nextCursor, total, items: page.items.map(toItem) };
}

/** Everything that the filter finds, for a spreadsheet. */
export async function customerCsvLines(scope: StoreScope, filter: CustomerFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("customers.columns"), getTranslations("status.customer")]);
  return lines();

  async function* lines() {
    const names = ["name", "company", "contact", "status", "priceList", "since", "lastVisit", "note"] as const;
    yield csvLine(names.map((name) => t(name)));
    let cursor: z.output<typeof listCustomersInput>["cursor"];
    do {
      const { items, nextCursor } = await listCustomers(scope, { ...filter, cursor, limit: 500 });
      for (const { name, company, contact, status, priceList, joinDate, lastVisitAt, own } of items) {
        yield csvLine([
          name,
          company,
          contact,
          tStatus(status),
          priceList?.name ?? null,
          joinDate,
          lastVisitAt,
          own.note,
        ]);
      }
      cursor = nextCursor ? listCustomersInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
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
    // Until visits are recorded, the first entry is the last one that is known.
    lastVisitAt: iso(row.lastVisitAt ?? row.firstVisitAt),
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
  const matches = textMatches(q);
  // The same line as showsPerson: a search must not tell the name behind a number either.
  const known: Prisma.CustomerWhereInput = {
    OR: [{ joinDate: { not: null } }, { status: { in: ["requested", "rejected"] } }],
  };
  return {
    OR: [
      ...matches.flatMap((match) => [{ name: match }, { company: match }]),
      { AND: [known, { OR: matches.flatMap((match) => [{ userName: match }, { userCompany: match }]) }] },
    ],
  };
}

function cursorFilter({ cursor }: ListInput, byVisit: boolean, direction: "asc" | "desc"): Prisma.CustomerWhereInput {
  if (!cursor) return {};
  const [visit, id] = cursor;
  const after = <T>(value: T) => (direction === "desc" ? { lt: value } : { gt: value });
  if (!byVisit) return { id: after(id) };
  const never = { lastVisitAt: null };
  if (visit === "") return { ...never, id: after(id) };
  const at = new Date(visit);
  return { OR: [{ lastVisitAt: after(at) }, { lastVisitAt: at, id: after(id) }, never] };
}

const shopColumns = {
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
const toShop = ({ id, ...seller }: ShopRow): ShopLink => ({ sellerId: id, ...seller });

/** The shops that this user may enter, closed ones included (status suspended). */
export async function listMyShops(account: AccountScope): Promise<ShopLink[]> {
  const rows = await account.db.customer.findMany({
    where: { userId: account.user.id, status: "approved", seller: { status: { in: ["open", "suspended"] } } },
    select: { seller: { select: shopColumns } },
  });
  return rows.map(({ seller }) => toShop(seller)).sort((a, b) => a.name.localeCompare(b.name));
}

/** Where this user's requests stand: waiting and rejected ones. */
export async function listMyRequests(account: AccountScope): Promise<MyRequest[]> {
  const rows = await account.db.customer.findMany({
    where: {
      userId: account.user.id,
      status: { in: ["requested", "rejected"] },
      seller: { status: { in: ["open", "suspended"] } },
    },
    select: { status: true, requestNote: true, decisionNote: true, createdAt: true, seller: { select: shopColumns } },
    orderBy: [{ createdAt: "desc" }, { sellerId: "asc" }],
  });
  return rows.map(({ seller, status, requestNote, decisionNote, createdAt }) => ({
    ...toShop(seller),
    state: status === "requested" ? "requested" : "rejected",
    requestNote,
    decisionNote,
    askedAt: createdAt.toISOString(),
  }));
}

/** Open sellers that let themselves be found, each with where this user stands with it. */
export async function listFindable(
  account: AccountScope,
  input: z.output<typeof findSellersInput>,
): Promise<FindablePage> {
  const { q, limit, cursor } = input;
  const sellers = await account.db.seller.findMany({
    where: {
      status: "open",
      discoverable: true,
      AND: [
        q ? { OR: textMatches(q).flatMap((match) => [{ name: match }, { trade: match }, { town: match }]) } : {},
        cursor ? { OR: [{ name: { gt: cursor[0] } }, { name: cursor[0], id: { gt: cursor[1] } }] } : {},
      ],
    },
    select: { ...shopColumns, description: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = pageOf(sellers, limit, ({ name, id }) => [name, id]);
  const standing = await account.db.customer.findMany({
    where: { userId: account.user.id, sellerId: { in: items.map(({ id }) => id) } },
    select: { sellerId: true, status: true },
  });
  const states = new Map(standing.map(({ sellerId, status }) => [sellerId, status]));
  return {
    items: items.map(({ description, ...seller }) => ({
      ...toShop(seller),
      description,
      state: stateOf(states.get(seller.id)),
    })),
    nextCursor,
  };
}

function stateOf(status: string | undefined): CustomerStatus | null {
  return status !== undefined && isCustomerStatus(status) ? status : null;
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
