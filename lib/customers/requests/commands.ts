import "server-only";
import { MEMBER_ROLES, memberMay } from "@/lib/access/permissions";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { type Contact, formatContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import { requirePriceList } from "@/lib/customers/commands";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { appUrl } from "@/lib/env";
import { AppError, notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueMessage } from "@/lib/messages/commands";
import type { TemplateMessage } from "@/lib/messages/templates";
import { oneLine } from "@/lib/text";

/** Asks a seller to be let in. Asking twice is asking once. */
export async function requestAccess(
  account: AccountScope,
  input: { seller: string; note: string | null },
): Promise<{ state: "requested" }> {
  const seller = await account.tx(async (db) => {
    const found = await db.seller.findFirst({
      where: { slug: input.seller, status: "open", discoverable: true },
      select: { id: true, name: true, slug: true, country: true },
    });
    if (!found) throw notFoundError();
    const { count } = await db.customer.createMany({
      data: { sellerId: found.id, id: newId(), userId: account.user.id, status: "requested", requestNote: input.note },
      skipDuplicates: true,
    });
    if (count > 0)
      await recordAudit(db, account, {
        sellerId: found.id,
        action: "customer.requested",
        targetKind: "user",
        targetId: account.user.id,
      });
    return found;
  });
  const row = await account.db.customer.findFirst({
    where: { sellerId: seller.id, userId: account.user.id },
    select: { status: true },
  });
  if (row?.status !== "requested")
    throw new AppError("conflict", `customers.errors.request.${row?.status ?? "rejected"}`);
  await tellMembersOfRequest(account, seller);
  return { state: "requested" };
}

type Seller = { id: string; name: string; slug: string };

/**
 * Gives a request the contact that its user signed in with, and tells the members who decide. Once per request: the first
 * run finds the row without a contact; a run that died before is made up for when the user asks again.
 */
async function tellMembersOfRequest(account: AccountScope, seller: Seller): Promise<void> {
  const { id: userId, name, company, contactId } = account.user;
  await SystemScope.resolve("access request", { origin: account.origin, actorId: userId }).tx(async (db) => {
    const contact = await findProvedContact(db, userId, contactId);
    const row = await db.customer.findFirst({
      where: { sellerId: seller.id, userId, status: "requested", contactLookup: null },
      select: { id: true },
    });
    if (!row || !contact) return;
    const { count } = await db.customer.updateMany({
      where: { sellerId: seller.id, id: row.id, contactLookup: null },
      data: {
        contactKind: contact.kind,
        contactValue: sealContact("customers.contact_value", `${seller.id}:${row.id}`, contact),
        contactLookup: contactLookups(contact)[0],
      },
    });
    if (count > 0) await queueForDeciders(db, seller, oneLine(company ?? name ?? formatContact(contact)));
  });
}

async function queueForDeciders(db: Db, seller: Seller, customerName: string): Promise<void> {
  const roles = MEMBER_ROLES.filter((role) => memberMay(role, "requests.decide"));
  const members = await db.member.findMany({
    where: { sellerId: seller.id, status: "active", role: { in: roles }, user: { status: "active" } },
    select: { id: true, email: true, locale: true },
  });
  for (const { id, email, locale } of members) {
    await queueMessage(db, {
      sellerId: seller.id,
      to: unsealContact("members.email", `${seller.id}:${id}`, "email", email),
      locale,
      template: "access-requested",
      sellerName: seller.name,
      customerName,
      link: `${appUrl()}/vendor/${seller.slug}/requests`,
    });
  }
}

/** A message to a customer, at a contact that they have proved; to nobody when there is none. */
async function queueForUser(db: Db, sellerId: string, userId: string, message: TemplateMessage): Promise<void> {
  const user = await db.user.findFirst({ where: { id: userId }, select: { locale: true } });
  const to = await findProvedContact(db, userId, null);
  if (!user || !to) return;
  await queueMessage(db, {
    sellerId,
    to,
    locale: user.locale,
    ...message,
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

/** Lets a waiting customer in, at the prices of a list or at list prices, and tells them. */
export async function approveRequest(
  scope: StoreScope,
  input: { customerId: string; priceListId: string | null },
): Promise<void> {
  await requirePriceList(scope, input.priceListId);
  const now = new Date();
  const granted = {
    status: "approved",
    grantedHow: "manual",
    grantedBy: scope.actorId,
    grantedAt: now,
    joinDate: now,
    decisionNote: null,
  };
  await decide(scope, input.customerId, { ...granted, priceListId: input.priceListId }, async (db, userId) => {
    await recordAudit(db, scope, {
      action: "customer.approved",
      targetKind: "customer",
      targetId: input.customerId,
      data: { how: "manual", was: "requested" },
    });
    const { id, name, slug } = scope.seller;
    await queueForUser(db, id, userId, {
      template: "access-approved",
      sellerName: name,
      link: `${appUrl()}/s/${slug}`,
    });
  });
}

export async function rejectRequest(
  scope: StoreScope,
  { customerId, reason }: { customerId: string; reason: string | null },
): Promise<void> {
  await decide(scope, customerId, { status: "rejected", decisionNote: reason }, async (db, userId) => {
    await recordAudit(db, scope, { action: "customer.rejected", targetKind: "customer", targetId: customerId });
    const { id, name } = scope.seller;
    await queueForUser(db, id, userId, { template: "access-rejected", sellerName: name, ...(reason && { reason }) });
  });
}

/**
 * Decision, audit and message in one transaction. It runs as the system, since a store cannot read where to write to a
 * person: the seller is in every condition. Two members deciding at once: the first one does.
 */
async function decide(
  scope: StoreScope,
  customerId: string,
  data: Prisma.CustomerUpdateManyMutationInput & { priceListId?: string | null },
  after: (db: Db, userId: string) => Promise<void>,
): Promise<void> {
  const sellerId = scope.seller.id;
  await SystemScope.resolve("access request decided", { origin: scope.origin, actorId: scope.actorId }).tx(
    async (db) => {
      const row = await db.customer.findFirst({ where: { sellerId, id: customerId }, select: { userId: true } });
      if (!row) throw notFoundError();
      const { count } = await db.customer.updateMany({
        where: { sellerId, id: customerId, status: "requested" },
        data,
      });
      if (count === 0) throw new AppError("conflict", "customers.errors.decided");
      await after(db, row.userId);
    },
  );
}
