import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { personIds } from "@/lib/audit/people/queries";
import { recordAudit } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { type ContactField, contactLookups, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";
import { notFoundError } from "@/lib/errors";

/** Whom an export is about: a user, everybody who turned out to be them, and their contacts. */
type Person = { ids: string[]; sellerIds: string[]; contacts: Contact[] };
type Section = [name: string, pages: AsyncIterable<object[]> | object[]];

const PAGE = 500;

/** Everything that the platform holds of a person, as JSON in pieces. The system opens it; who asked for it is an audit event. */
export async function exportUser(scope: OperatorScope, id: string): Promise<AsyncGenerator<string>> {
  const { db } = SystemScope.resolve("user export", scope);
  const user = await db.user.findFirst({ where: { id } });
  if (!user) throw notFoundError();
  await recordAudit(scope.db, scope, { action: "user.exported", targetKind: "user", targetId: id });
  const ids = await personIds(id);
  const contacts = await contactsOf(db, ids);
  const { nameKey: _name, companyKey: _company, ...facts } = user;
  const person = { ids, sellerIds: await sellersOf(db, ids), contacts };
  return inPieces([["user", [facts]], ["contacts", contacts], ...sectionsOf(db, person)]);
}

async function* inPieces(sections: Section[]): AsyncGenerator<string> {
  yield `{"exportedAt":${JSON.stringify(new Date())}`;
  for (const [name, pages] of sections) {
    yield `,\n${JSON.stringify(name)}:[`;
    let first = true;
    for await (const page of Array.isArray(pages) ? [pages] : pages) {
      for (const row of page) {
        yield `${first ? "" : ","}\n${JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? Number(value) : value))}`;
        first = false;
      }
    }
    yield "]";
  }
  yield "}\n";
}

/** Page by page by id, so that nothing is held in memory at once. */
async function* paged<Row extends { id: string }>(read: (after: string) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  let rows: Row[];
  do {
    rows = await read(after);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id ?? after;
  } while (rows.length === PAGE);
}

async function contactsOf(db: Db, ids: string[]) {
  const rows = await db.contact.findMany({ where: { userId: { in: ids } }, orderBy: { createdAt: "asc" } });
  return rows.map(({ id, kind, value, verifiedAt, createdAt }) => ({
    ...unsealContact("contacts.value", id, kind, value),
    verifiedAt,
    createdAt,
  }));
}

/** The platform, and every seller who knows them. */
async function sellersOf(db: Db, ids: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ sellerId: string }[]>`
    SELECT seller_id AS "sellerId" FROM customers WHERE user_id = ANY (${ids}::uuid[])
    UNION SELECT seller_id FROM members WHERE user_id = ANY (${ids}::uuid[])`;
  return [PLATFORM_ID, ...rows.map(({ sellerId }) => sellerId)];
}

const SELLER = { select: { name: true, slug: true } } as const;
const page = (after: string) => ({ orderBy: { id: "asc" }, take: PAGE, where: { id: { gt: after } } }) as const;

function sectionsOf(db: Db, { ids, sellerIds, contacts }: Person): Section[] {
  const lookups = contacts.flatMap((contact) => contactLookups(contact));
  const invites = { OR: [{ userId: { in: ids }, sellerId: { in: sellerIds } }, { contactLookup: { in: lookups } }] };
  const aboutThem = { sellerId: { in: sellerIds }, targetKind: "user", targetId: { in: ids } };
  return [
    ["operator", paged((after) => operatorOf(db, ids, after))],
    ["sessions", paged((after) => sessionsOf(db, ids, after))],
    ["memberships", paged((after) => membershipsOf(db, ids, after))],
    ["customerOf", paged((after) => customersOf(db, ids, after))],
    ["baskets", paged((after) => basketsOf(db, ids, after))],
    ["orders", paged((after) => ordersOf(db, ids, after))],
    ["invites", paged((after) => invitesOf(db, invites, after))],
    ["onClientLists", paged((after) => clientsOf(db, lookups, after))],
    ["messages", paged((after) => messagesOf(db, lookups, after))],
    ["suppressions", paged((after) => suppressionsOf(db, lookups, after))],
    ["merges", paged((after) => mergesOf(db, ids, after))],
    ["visits", paged((after) => visitsOf(db, ids, after))],
    ["didThemselves", paged((after) => eventsOf(db, { actorId: { in: ids } }, after))],
    ["happenedToThem", paged(async (after) => (await eventsOf(db, aboutThem, after)).map(withoutPlace))],
  ];
}

async function operatorOf(db: Db, ids: string[], after: string) {
  const rows = await db.operator.findMany({ where: { userId: { in: ids, gt: after } }, orderBy: { userId: "asc" } });
  return rows.map(({ userId, ...row }) => ({ id: userId, ...row }));
}

async function sessionsOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  return await db.session.findMany({
    ...rest,
    where: { ...where, userId: { in: ids } },
    omit: { userId: true, contactId: true },
  });
}

async function membershipsOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  const rows = await db.member.findMany({
    ...rest,
    where: { ...where, userId: { in: ids } },
    select: {
      id: true,
      sellerId: true,
      seller: SELLER,
      email: true,
      role: true,
      status: true,
      locale: true,
      joinDate: true,
      alertSettings: { omit: { sellerId: true, userId: true } },
      alertMarks: { select: { customerId: true, mark: true, createdAt: true } },
    },
  });
  return rows.map(({ sellerId, email, ...row }) => ({
    ...row,
    email: open("members.email", sellerId, row.id, "email", email),
  }));
}

async function customersOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  const rows = await db.customer.findMany({
    ...rest,
    where: { ...where, userId: { in: ids } },
    omit: { userId: true, contactLookup: true, clientId: true, shareLinkId: true, grantedBy: true },
    include: {
      seller: SELLER,
      priceList: { select: { name: true } },
      visited: { select: { visits: true, firstAt: true, lastAt: true, lastDays: true } },
    },
  });
  return rows.map(({ contactKind, contactValue, ...row }) => ({
    ...row,
    contact:
      contactKind && contactValue
        ? open("customers.contact_value", row.sellerId, row.id, contactKind, contactValue)
        : null,
  }));
}

async function basketsOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  return await db.cart.findMany({
    ...rest,
    where: { ...where, customer: { userId: { in: ids } } },
    select: {
      id: true,
      createdAt: true,
      updatedAt: true,
      lines: { select: { quantity: true, product: { select: { sku: true, name: true } } } },
    },
  });
}

async function ordersOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  return await db.order.findMany({
    ...rest,
    where: { ...where, customer: { userId: { in: ids } } },
    omit: { customerId: true, checkoutKey: true, commissionBp: true },
    include: {
      seller: SELLER,
      lines: { select: { sku: true, name: true, quantity: true, unitPrice: true, total: true } },
      refunds: { select: { amount: true, reason: true, createdAt: true } },
    },
  });
}

async function invitesOf(db: Db, to: object, after: string) {
  const { where, ...rest } = page(after);
  const rows = await db.invite.findMany({
    ...rest,
    where: { AND: [where, to] },
    omit: { tokenHash: true, reminderHash: true, contactLookup: true, userId: true, sentBy: true, priceListId: true },
    include: { seller: SELLER },
  });
  return rows.map(({ contactKind, contactValue, ...row }) => ({
    ...row,
    contact: open("invites.contact_value", row.sellerId, row.id, contactKind, contactValue),
  }));
}

async function clientsOf(db: Db, lookups: Uint8Array<ArrayBuffer>[], after: string) {
  const { where, ...rest } = page(after);
  const rows = await db.client.findMany({
    ...rest,
    where: { AND: [where, { OR: [{ phoneLookup: { in: lookups } }, { emailLookup: { in: lookups } }] }] },
    include: { seller: SELLER },
  });
  return rows.map(({ id, sellerId, seller, phoneValue, emailValue, name, company, status, listedAt }) => ({
    id,
    seller,
    phone: phoneValue && open("clients.phone_value", sellerId, id, "phone", phoneValue),
    email: emailValue && open("clients.email_value", sellerId, id, "email", emailValue),
    name,
    company,
    status,
    listedAt,
  }));
}

/** That something was written to them, when and what became of it; not the words, some of which were codes and links. */
async function messagesOf(db: Db, lookups: Uint8Array<ArrayBuffer>[], after: string) {
  const { where, ...rest } = page(after);
  return await db.message.findMany({
    ...rest,
    where: { ...where, toLookup: { in: lookups } },
    select: {
      id: true,
      channel: true,
      template: true,
      locale: true,
      status: true,
      provider: true,
      createdAt: true,
      sentAt: true,
      deliveredAt: true,
    },
  });
}

async function suppressionsOf(db: Db, lookups: Uint8Array<ArrayBuffer>[], after: string) {
  const { where, ...rest } = page(after);
  return await db.suppression.findMany({
    ...rest,
    where: { ...where, lookup: { in: lookups } },
    select: { id: true, kind: true, reason: true, createdAt: true },
  });
}

async function mergesOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  return await db.userMerge.findMany({
    ...rest,
    where: { AND: [where, { OR: [{ fromUserId: { in: ids } }, { intoUserId: { in: ids } }] }] },
    select: { id: true, fromUserId: true, intoUserId: true, createdAt: true, undoneAt: true },
  });
}

async function visitsOf(db: Db, ids: string[], after: string) {
  const { where, ...rest } = page(after);
  const rows = await db.visit.findMany({
    ...rest,
    where: { AND: [where, { customer: { userId: { in: ids } } }] },
    omit: { gap: true, countryGap: true, mergedFrom: true },
    include: { customer: { select: { seller: SELLER } } },
  });
  return rows.map(({ customer: { seller }, ...visit }) => ({ ...visit, seller }));
}

async function eventsOf(db: Db, of: object, after: string) {
  const { where, ...rest } = page(after);
  return await db.auditEvent.findMany({
    ...rest,
    where: { AND: [where, of] },
    select: {
      id: true,
      createdAt: true,
      sellerId: true,
      actorKind: true,
      action: true,
      targetKind: true,
      targetId: true,
      data: true,
      ip: true,
      userAgent: true,
    },
  });
}

/** Where somebody else sat is not theirs to read. */
function withoutPlace({ ip: _ip, userAgent: _userAgent, ...event }: Awaited<ReturnType<typeof eventsOf>>[number]) {
  return event;
}

function open(field: ContactField, sellerId: string, id: string, kind: string, sealed: Uint8Array): string {
  return unsealContact(field, `${sellerId}:${id}`, kind, sealed).value;
}
