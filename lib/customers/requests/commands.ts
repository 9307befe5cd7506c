import "server-only";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import { approveIfListed, provedContacts } from "@/lib/clients/approval/commands";
import { type Contact, formatContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import { findTurnedAway } from "@/lib/customers/granting/queries";
import { ASK_LIMIT, askAgainFrom, mayAskIfDecidedBefore } from "@/lib/customers/requests/rules";
import { isCustomerStatus } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { appUrl } from "@/lib/env";
import { AppError, notFoundError } from "@/lib/errors";
import { formatDate } from "@/lib/i18n/format";
import { isNoticed, tellMembers } from "@/lib/sellers/notices/commands";
import { oneLine } from "@/lib/text";

export type Ask = {
  seller: string;
  note: string | null;
  /** As whom they ask; a seller may know them under another name than other sellers do. */
  company: string | null;
  /** A live link of this seller: it may be asked by it although it does not let itself be found. */
  shareLinkId?: string | null;
  /** They opened an invite of this seller that is meant for another contact: it may be asked, too. */
  byInvite?: boolean;
};
export type Asked = { state: "requested" | "approved" };
type Seller = { id: string; name: string; slug: string };

/**
 * Asks a seller to be let in. Whoever is on its client list does not wait; asking twice is asking once. The system writes it, since neither
 * client lists nor share links are an account's to read: the seller and the user are in every condition.
 */
export async function askFor(account: AccountScope, ask: Ask): Promise<Asked> {
  const userId = account.user.id;
  if (await spend(BUDGETS.askSeller, `${userId} ${ask.seller}`))
    throw new AppError("too_many", "customers.errors.request.tooMany");
  if (await spend(BUDGETS.askAll, userId)) throw new AppError("too_many", "customers.errors.request.tooManyToday");
  const system = SystemScope.resolve("access request", { origin: account.origin, actorId: userId });
  return await system.tx(async (db) => {
    const seller = await findAskable(db, userId, ask);
    if (await approveIfListed(db, account, seller.id, userId)) return { state: "approved" };
    const contact = await findProvedContact(db, userId, account.user.contactId);
    const asked = await countEarlier(db, account, seller.id);
    const written =
      (await insertRequest(db, account, seller.id, ask, { contact, asked })) ??
      (await askAgain(db, userId, seller.id, ask));
    if (!written) return await whyNot(db, account, seller.id);
    await recordAudit(db, account, {
      sellerId: seller.id,
      action: "customer.requested",
      targetKind: "customer",
      targetId: written.id,
      data: { times: written.requestCount, from: ask.shareLinkId ? "share_link" : ask.byInvite ? "invite" : "search" },
    });
    const known = ask.company ?? account.user.company ?? account.user.name;
    await tellOfRequest(db, userId, seller, known ?? (contact ? formatContact(contact) : ""));
    return { state: "requested" };
  });
}

/** Once a day for one person, who may ask and withdraw, and so many an hour for all: the list of requests has every one. */
async function tellOfRequest(db: Db, userId: string, seller: Seller, name: string): Promise<void> {
  if (!(await isNoticed(db, seller, "requested"))) return;
  if (await spend(BUDGETS.requestNotice, `${userId} ${seller.id}`)) return;
  if (await spend(BUDGETS.requestNotices, seller.id)) return;
  await tellMembers(db, seller, "requests.decide", {
    template: "access-requested",
    sellerName: seller.name,
    customerName: oneLine(name),
    link: `${appUrl()}/vendor/${seller.slug}/requests`,
  });
}

/** An open seller that lets itself be found, whose link they hold, or whom they have asked before. All others are not there. */
async function findAskable(db: Db, userId: string, { seller: slug, shareLinkId, byInvite }: Ask): Promise<Seller> {
  const known = [
    { discoverable: true },
    { customers: { some: { userId, status: { in: ["requested", "rejected"] } } } },
    ...(shareLinkId ? [{ shareLinks: { some: { id: shareLinkId } } }] : []),
  ];
  const found = await db.seller.findFirst({
    where: { slug, status: "open", ...(!byInvite && { OR: known }) },
    select: { id: true, name: true, slug: true },
  });
  if (!found) throw notFoundError();
  if (!shareLinkId) return found;
  const link = await db.shareLink.findFirst({
    where: { sellerId: found.id, id: shareLinkId, revokedAt: null },
    select: { id: true },
  });
  if (!link) throw notFoundError();
  return found;
}

/**
 * How often somebody has asked by a contact that is this user's now, and was rejected: a swap of users is no way around the limits. For a new row only;
 * whoever has one is counted there.
 */
async function countEarlier(db: Db, account: AccountScope, sellerId: string): Promise<number> {
  const userId = account.user.id;
  if ((await db.customer.count({ where: { sellerId, userId } })) > 0) return 0;
  const contacts = (await provedContacts(db, [userId])).map(({ contact }) => contact);
  const earlier = await findTurnedAway(db, sellerId, [{ userId, contacts }]);
  const rejected = earlier.filter(({ status }) => status === "rejected");
  const refusing = rejected.find((row) => !mayAsk(row));
  if (refusing) throw notAgain(account, refusing);
  return Math.max(0, ...rejected.map(({ requestCount }) => requestCount));
}

type Written = { id: string; requestCount: number };

async function insertRequest(
  db: Db,
  account: AccountScope,
  sellerId: string,
  ask: Ask,
  { contact, asked }: { contact: Contact | null; asked: number },
): Promise<Written | null> {
  const id = newId();
  const requestCount = asked + 1;
  const { count } = await db.customer.createMany({
    data: {
      sellerId,
      id,
      userId: account.user.id,
      status: "requested",
      ...wordsOf(ask),
      requestCount,
      ...(contact && {
        contactKind: contact.kind,
        contactValue: sealContact("customers.contact_value", `${sellerId}:${id}`, contact),
        contactLookup: contactLookups(contact)[0],
      }),
    },
    skipDuplicates: true,
  });
  return count > 0 ? { id, requestCount } : null;
}

/** After a rejection, once the time has passed: the condition decides, however many ask at once. */
async function askAgain(db: Db, userId: string, sellerId: string, ask: Ask): Promise<Written | null> {
  const before = { lt: mayAskIfDecidedBefore(new Date()) };
  const { count } = await db.customer.updateMany({
    where: {
      sellerId,
      userId,
      status: "rejected",
      requestCount: { lt: ASK_LIMIT },
      OR: [{ decidedAt: before }, { decidedAt: null, requestedAt: before }],
    },
    data: { status: "requested", ...wordsOf(ask), requestCount: { increment: 1 } },
  });
  if (count === 0) return null;
  return await db.customer.findFirstOrThrow({ where: { sellerId, userId }, select: { id: true, requestCount: true } });
}

function wordsOf({ note, company, shareLinkId = null }: Ask) {
  return { requestNote: note, requestCompany: company, requestedAt: new Date(), shareLinkId };
}

/** Nothing was written: they wait or are in already, or have to leave it. */
async function whyNot(db: Db, account: AccountScope, sellerId: string): Promise<Asked> {
  const row = await db.customer.findFirstOrThrow({
    where: { sellerId, userId: account.user.id },
    select: { status: true, requestCount: true, requestedAt: true, decidedAt: true },
  });
  if (row.status === "requested" || row.status === "approved") return { state: row.status };
  if (row.status !== "rejected" || !isCustomerStatus(row.status))
    throw new AppError("conflict", `customers.errors.request.${row.status}`);
  throw notAgain(account, row);
}

type Rejected = Parameters<typeof askAgainFrom>[0];

function notAgain(account: AccountScope, rejected: Rejected): AppError {
  const from = askAgainFrom(rejected);
  if (!from) return new AppError("conflict", "customers.errors.request.tooOften");
  return new AppError("conflict", "customers.errors.request.tooSoon", {
    values: { date: formatDate(from, "date", account.user.locale, "UTC") },
  });
}

function mayAsk(rejected: Rejected): boolean {
  const from = askAgainFrom(rejected);
  return from !== null && from <= new Date();
}

/**
 * Takes a waiting request back. It is as if it had never been asked; after an earlier rejection, as if it had been rejected again. A decision
 * at the same moment counts instead.
 */
export async function withdrawRequest(account: AccountScope, { seller: slug }: { seller: string }): Promise<void> {
  const userId = account.user.id;
  const system = SystemScope.resolve("access request withdrawn", { origin: account.origin, actorId: userId });
  await system.tx(async (db) => {
    const row = await db.customer.findFirst({
      where: { userId, seller: { slug } },
      select: { sellerId: true, id: true },
    });
    if (!row) throw notFoundError();
    const waiting = { ...row, userId, status: "requested" };
    const kept = await db.customer.updateMany({
      where: { ...waiting, requestCount: { gt: 1 } },
      data: { status: "rejected" },
    });
    const gone = await db.customer.deleteMany({ where: { ...waiting, requestCount: { lte: 1 }, joinDate: null } });
    if (kept.count + gone.count === 0) throw new AppError("conflict", "customers.errors.request.notWaiting");
    await recordAudit(db, account, {
      sellerId: row.sellerId,
      action: "customer.withdrawn",
      targetKind: "customer",
      targetId: row.id,
    });
  });
}

/** The preferred contact if it is proved, else the one proved first. */
async function findProvedContact(db: Db, userId: string, preferredId: string | null): Promise<Contact | null> {
  const rows = await db.contact.findMany({
    where: { userId, verifiedAt: { not: null } },
    orderBy: { verifiedAt: "asc" },
    select: { id: true, kind: true, value: true },
  });
  const row = rows.find(({ id }) => id === preferredId) ?? rows[0];
  return row ? unsealContact("contacts.value", row.id, row.kind, row.value) : null;
}
