import "server-only";
import { sealContact, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { joinAlerts, partAlerts } from "@/lib/merges/alerts/commands";
import { joinCarts, partCarts, type Rows } from "@/lib/merges/carts/commands";
import { details, type JoinedCustomer, type Kept, type Moved, type MovedRow, standing } from "@/lib/merges/moved";
import { countingStanding, isClosed, type Standing } from "@/lib/merges/rules";
import { joinVisits, partActivity, partVisits } from "@/lib/merges/visits/commands";

type People = { fromId: string; intoId: string };

const COLUMNS = {
  sellerId: true,
  id: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  contactKind: true,
  contactValue: true,
  contactLookup: true,
  status: true,
  grantedHow: true,
  grantedBy: true,
  grantedAt: true,
  clientId: true,
  client: { select: { listedAt: true } },
  decidedAt: true,
  decisionNote: true,
  requestNote: true,
  requestCompany: true,
  requestedAt: true,
  requestCount: true,
  shareLinkId: true,
  firstVisitAt: true,
  priceListId: true,
  joinDate: true,
  lastVisitAt: true,
  name: true,
  company: true,
  note: true,
} satisfies Prisma.CustomerSelect;
type Row = Prisma.CustomerGetPayload<{ select: typeof COLUMNS }>;

/**
 * Locks both people's rows, sellers in order, then their baskets. NO KEY: whoever is ordering at this moment may still write the order,
 * and has the basket; afterwards there is no basket left to order under the old row.
 */
async function lockCustomersOf(db: Db, { fromId, intoId }: People): Promise<void> {
  const people = [fromId, intoId];
  await db.$queryRaw`SELECT id FROM customers WHERE user_id = ANY (${people}::uuid[]) ORDER BY seller_id, user_id FOR NO KEY UPDATE`;
  await db.$queryRaw`SELECT ca.id FROM carts ca JOIN customers c ON c.seller_id = ca.seller_id AND c.id = ca.customer_id
    WHERE c.user_id = ANY (${people}::uuid[]) ORDER BY ca.seller_id, ca.id FOR UPDATE OF ca`;
}

/** At sellers that know only the other user the row changes hands; where both are known, one row goes on and the other is set aside. */
export async function moveCustomers(
  db: Db,
  { fromId, intoId }: People,
): Promise<Pick<Moved, "customers" | "joinedCustomers">> {
  await lockCustomersOf(db, { fromId, intoId });
  const rows = await db.customer.findMany({
    where: { userId: { in: [fromId, intoId] }, status: { not: "merged" } },
    select: COLUMNS,
    orderBy: { sellerId: "asc" },
  });
  const own = new Map(rows.filter(({ userId }) => userId === intoId).map((row) => [row.sellerId, row]));
  const invited = await newestInvites(db, [fromId, intoId], ["sent"]);
  const answered = await newestInvites(db, [fromId, intoId], ["registered", "used"]);
  const stands = (row: Row): Standing => ({
    ...row,
    listedAt: row.client?.listedAt ?? null,
    answeredAt: answered.get(`${row.sellerId} ${row.userId}`) ?? null,
    invitedAt: invited.get(`${row.sellerId} ${row.userId}`) ?? null,
  });
  const customers: MovedRow[] = [];
  const joinedCustomers: JoinedCustomer[] = [];
  for (const other of rows.filter(({ userId }) => userId === fromId)) {
    const { sellerId, id } = other;
    const row = own.get(sellerId);
    if (row) joinedCustomers.push(await join(db, row, other, stands));
    else {
      // Not by Prisma, which would say that the row was updated: for its seller nothing is new.
      await db.$executeRaw`UPDATE customers SET user_id = ${intoId}::uuid WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid`;
      customers.push({ sellerId, id });
    }
  }
  return { customers, joinedCustomers };
}

async function newestInvites(db: Db, userIds: string[], statuses: string[]): Promise<Map<string, Date>> {
  const rows = await db.invite.findMany({
    where: { userId: { in: userIds }, kind: "customer", status: { in: statuses } },
    select: { sellerId: true, userId: true, sentAt: true },
    orderBy: { sentAt: "asc" },
  });
  return new Map(rows.map(({ sellerId, userId, sentAt }) => [`${sellerId} ${userId}`, sentAt]));
}

async function join(db: Db, own: Row, other: Row, stands: (row: Row) => Standing): Promise<JoinedCustomer> {
  const { sellerId } = own;
  const rows: Rows = { sellerId, kept: own.id, lost: other.id };
  const counting = countingStanding(stands(own), stands(other)) === "own" ? own : other;
  const before: Kept = { ...standing.parse(own), ...details.parse(own), updatedAt: own.updatedAt };
  const written: Kept = {
    ...standing.parse(counting),
    joinDate: earliest(own.joinDate, other.joinDate),
    requestCount: Math.max(own.requestCount, other.requestCount),
    priceListId: counting.priceListId,
    lastVisitAt: latest(own.lastVisitAt, other.lastVisitAt),
    name: own.name ?? other.name,
    company: own.company ?? other.company,
    note: [...new Set([own.note, other.note])].filter(Boolean).join("\n") || null,
    updatedAt: new Date(),
  };
  const orders = await db.$queryRaw<{ id: string }[]>`UPDATE orders SET customer_id = ${own.id}::uuid
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${other.id}::uuid RETURNING id`;
  const cart = await joinCarts(db, rows);
  await joinVisits(db, rows);
  const marks = await joinAlerts(db, rows);
  await db.$executeRaw`UPDATE customers SET status = 'merged', client_id = NULL WHERE seller_id = ${sellerId}::uuid AND id = ${other.id}::uuid`;
  await writeRow(db, rows.sellerId, own.id, written);
  const contact = own.contactLookup === null && other.contactLookup !== null;
  if (contact) await copyContact(db, own, other);
  const { status, clientId, decidedAt, updatedAt } = other;
  return {
    ...rows,
    before,
    written,
    contact,
    lostWas: { status, clientId, decidedAt, updatedAt },
    orders: orders.map(({ id }) => id),
    cart,
    marks,
  };
}

/** A trigger dates every change of the status anew; here the old dates are meant. */
async function writeRow(db: Db, sellerId: string, id: string, data: Kept): Promise<void> {
  const where = { sellerId, id };
  await db.customer.updateMany({ where, data });
  await db.customer.updateMany({ where, data: { decidedAt: data.decidedAt, updatedAt: data.updatedAt } });
}

/** A sealed value is bound to its row. */
async function copyContact(db: Db, own: Row, other: Row): Promise<void> {
  if (!other.contactKind || !other.contactValue) return;
  const { sellerId, contactKind, contactLookup } = other;
  const field = "customers.contact_value";
  const contact = unsealContact(field, `${sellerId}:${other.id}`, contactKind, other.contactValue);
  const contactValue = sealContact(field, `${sellerId}:${own.id}`, contact);
  await db.$executeRaw`UPDATE customers SET contact_kind = ${contactKind}, contact_value = ${contactValue}, contact_lookup = ${contactLookup}
    WHERE seller_id = ${sellerId}::uuid AND id = ${own.id}::uuid`;
}

function earliest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** Undone: rows go back to who had them, with what happened to them meanwhile. Orders stay with the row under which they were placed. */
export async function returnCustomers(db: Db, people: People, moved: Moved): Promise<void> {
  await lockCustomersOf(db, people);
  for (const { sellerId, id } of moved.customers) {
    await db.$executeRaw`UPDATE customers SET user_id = ${people.fromId}::uuid
      WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid AND user_id = ${people.intoId}::uuid`;
  }
  for (const joined of moved.joinedCustomers) await part(db, joined);
}

async function part(db: Db, joined: JoinedCustomer): Promise<void> {
  const { sellerId, kept, lost, before, written, lostWas } = joined;
  const present = await db.customer.findFirst({ where: { sellerId, id: kept }, select: COLUMNS });
  if (!present) return;
  await db.$executeRaw`UPDATE orders SET customer_id = ${lost}::uuid
    WHERE seller_id = ${sellerId}::uuid AND id = ANY (${joined.orders}::uuid[]) AND customer_id = ${kept}::uuid`;
  if (joined.cart) await partCarts(db, joined, joined.cart);
  await partVisits(db, joined);
  await partAlerts(db, joined);
  const back = restored(before, written, present);
  await writeRow(db, sellerId, kept, await withLiveEntry(db, sellerId, back));
  if (joined.contact) {
    await db.$executeRaw`UPDATE customers SET contact_kind = NULL, contact_value = NULL, contact_lookup = NULL
      WHERE seller_id = ${sellerId}::uuid AND id = ${kept}::uuid`;
  }
  // What the seller took away meanwhile stays taken from both.
  const taken = isClosed(present) && !sameStanding(present, written) && !isClosed(lostWas);
  const other = taken ? { ...lostWas, status: "revoked", decidedAt: present.decidedAt } : lostWas;
  const { status, clientId, decidedAt, updatedAt } = await withLiveEntry(db, sellerId, other);
  await db.$executeRaw`UPDATE customers SET status = ${status}, client_id = ${clientId}::uuid WHERE seller_id = ${sellerId}::uuid AND id = ${lost}::uuid`;
  await db.$executeRaw`UPDATE customers SET decided_at = ${decidedAt}, updated_at = ${updatedAt}
    WHERE seller_id = ${sellerId}::uuid AND id = ${lost}::uuid`;
  await partActivity(db, joined);
}

const STANDING = Object.keys(standing.shape) as (keyof typeof standing.shape)[];
const DETAILS = Object.keys(details.shape) as (keyof typeof details.shape)[];

/** What nobody touched since the merge is as it was before; what somebody did is as they left it. */
function restored(before: Kept, written: Kept, present: Row): Kept {
  const untouched = sameStanding(present, written);
  const loose = DETAILS.map((key) => [key, same(present[key], written[key]) ? before[key] : present[key]]);
  const whole = untouched && DETAILS.every((key) => same(present[key], written[key]));
  return {
    ...standing.parse(untouched ? before : present),
    ...details.parse(Object.fromEntries(loose)),
    updatedAt: whole ? before.updatedAt : new Date(),
  };
}

/** A first visit is no decision. */
function sameStanding(present: Row, written: Kept): boolean {
  return STANDING.every((key) => key === "firstVisitAt" || same(present[key], written[key]));
}

function same(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

/** An entry of the client list that was revoked or deleted meanwhile gives no access any more. */
async function withLiveEntry<T extends { status: string; clientId: string | null }>(
  db: Db,
  sellerId: string,
  row: T,
): Promise<T> {
  if (!row.clientId) return row;
  const entry = await db.client.findFirst({ where: { sellerId, id: row.clientId }, select: { status: true } });
  if (entry && entry.status !== "revoked") return row;
  return {
    ...row,
    clientId: entry ? row.clientId : null,
    status: row.status === "approved" ? "revoked" : row.status,
  };
}
