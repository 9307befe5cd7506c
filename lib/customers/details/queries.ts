import "server-only";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { personIds } from "@/lib/audit/people/queries";
import { clientStatus } from "@/lib/clients/rules";
import { formatContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import { getCustomer } from "@/lib/customers/queries";
import type { CustomerDetails, CustomerOrdersPage, customerOrdersInput, GrantSource } from "@/lib/customers/schema";
import { notFoundError } from "@/lib/errors";
import type { OrderStatus } from "@/lib/orders/rules";
import { pageOf } from "@/lib/paging";

/** One customer with all that this seller knows of them. */
export async function getCustomerDetails(scope: StoreScope, customerId: string): Promise<CustomerDetails> {
  const sellerId = scope.seller.id;
  const customer = await getCustomer(scope, { customerId });
  const row = await scope.db.customer.findFirst({
    where: { sellerId, id: customerId },
    select: {
      userId: true,
      grantedBy: true,
      clientId: true,
      requestedAt: true,
      requestCompany: true,
      decidedAt: true,
      shareLink: { select: { label: true } },
    },
  });
  if (!row) throw notFoundError();
  return {
    ...customer,
    grantedBy: row.grantedBy ? await memberBehind(scope, row.grantedBy) : null,
    source: await sourceOf(scope, customer.grantedHow, row),
    requestedAt: row.requestedAt?.toISOString() ?? null,
    requestCompany: row.requestCompany,
    shareLink: row.shareLink?.label ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    orders: await sumOrders(scope, await customerIds(scope, customerId)),
  };
}

async function memberBehind(scope: StoreScope, userId: string): Promise<{ name: string | null; former: boolean }> {
  const member = await scope.db.member.findFirst({
    where: { sellerId: scope.seller.id, userId: { in: await personIds(userId) } },
    select: { userName: true },
  });
  return { name: member?.userName ?? null, former: !member };
}

/** The client list's entry, or the invite that was answered last. */
async function sourceOf(
  scope: StoreScope,
  how: CustomerDetails["grantedHow"],
  { userId, clientId }: { userId: string; clientId: string | null },
): Promise<GrantSource | null> {
  const sellerId = scope.seller.id;
  if (how === "client_list" && clientId) {
    const entry = await scope.db.client.findFirst({
      where: { sellerId, id: clientId },
      select: { name: true, company: true, status: true, phoneValue: true, emailValue: true },
    });
    if (!entry) return null;
    const place = `${sellerId}:${clientId}`;
    const sealed = entry.phoneValue ?? entry.emailValue;
    const contact = entry.phoneValue
      ? unsealContact("clients.phone_value", place, "phone", entry.phoneValue)
      : sealed && unsealContact("clients.email_value", place, "email", sealed);
    const shown = contact && formatContact(contact);
    const label = entry.company ?? entry.name ?? shown ?? "";
    return { kind: "client", label, contact: shown, status: clientStatus(entry.status) };
  }
  if (how !== "invite") return null;
  const invite = await scope.db.invite.findFirst({
    where: { sellerId, kind: "customer", userId: { in: await personIds(userId) }, registeredAt: { not: null } },
    orderBy: { registeredAt: "desc" },
    select: { id: true, contactKind: true, contactValue: true, sentAt: true },
  });
  if (!invite) return null;
  const { id, contactKind, contactValue, sentAt } = invite;
  const contact = unsealContact("invites.contact_value", `${sellerId}:${id}`, contactKind, contactValue);
  return { kind: "invite", contact: formatContact(contact), at: sentAt.toISOString() };
}

async function sumOrders(scope: StoreScope, ids: string[]): Promise<CustomerDetails["orders"]> {
  const rows = await scope.db.order.groupBy({
    by: ["status"],
    where: { sellerId: scope.seller.id, customerId: { in: ids } },
    _count: { _all: true },
    _sum: { total: true },
    _max: { placedAt: true, number: true },
  });
  const sums = { count: 0, lastAt: null as string | null, lastNumber: null as number | null, total: 0, cancelled: 0 };
  for (const { status, _count, _sum, _max } of rows) {
    sums.count += _count._all;
    if (status === "cancelled") sums.cancelled += _count._all;
    else sums.total += Number(_sum.total ?? 0);
    if ((_max.number ?? 0) > (sums.lastNumber ?? 0)) {
      sums.lastNumber = _max.number;
      sums.lastAt = _max.placedAt?.toISOString() ?? null;
    }
  }
  return sums;
}

/** This seller's rows of one person: another one is left where two users turned out to be one. */
async function customerIds(scope: StoreScope, customerId: string): Promise<string[]> {
  const where = { sellerId: scope.seller.id, id: customerId };
  const row = await scope.db.customer.findFirst({ where, select: { userId: true } });
  if (!row) throw notFoundError();
  const rows = await scope.db.customer.findMany({
    where: { sellerId: scope.seller.id, userId: { in: await personIds(row.userId) } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** A customer's orders, newest first. */
export async function listCustomerOrders(
  scope: StoreScope,
  { id, limit, cursor, count }: z.output<typeof customerOrdersInput>,
): Promise<CustomerOrdersPage> {
  const sellerId = scope.seller.id;
  const where = { sellerId, customerId: { in: await customerIds(scope, id) } };
  const rows = await scope.db.order.findMany({
    where: { ...where, ...(cursor && { number: { lt: cursor[0] } }) },
    orderBy: { number: "desc" },
    take: limit + 1,
    select: {
      id: true,
      number: true,
      status: true,
      placedAt: true,
      lineCount: true,
      total: true,
      currency: true,
      poNumber: true,
    },
  });
  const page = pageOf(rows, limit, ({ number }) => [number]);
  return {
    items: page.items.map((row) => ({
      ...row,
      status: row.status as OrderStatus,
      placedAt: row.placedAt.toISOString(),
      total: Number(row.total),
    })),
    nextCursor: page.nextCursor,
    sellerId,
    total: count ? await scope.db.order.count({ where }) : null,
  };
}
