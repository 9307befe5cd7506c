import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import type { CustomerStatus } from "@/lib/customers/rules";
import type { MemberStatus } from "@/lib/members/rules";
import type { OrderStatus } from "@/lib/orders/rules";
import { pageOf } from "@/lib/paging";
import type { SellerPartInput } from "@/lib/sellers/schema";

/** What operators page through at one seller, the newest first; whoever calls has read the seller, which is audited. */
type Asked = Pick<SellerPartInput, "limit" | "cursor" | "status">;
type Page<Row> = { items: Row[]; nextCursor: string | null; total: number };

function after({ cursor }: Asked): { id?: { lt: string } } {
  return cursor ? { id: { lt: cursor[0] } } : {};
}

export type SellerMemberRow = {
  id: string;
  userName: string | null;
  role: MemberRole;
  status: MemberStatus;
  joinDate: Date;
};

export async function listSellerMembers(
  scope: OperatorScope,
  sellerId: string,
  asked: Asked,
): Promise<Page<SellerMemberRow>> {
  const rows = await scope.db.member.findMany({
    where: { sellerId, ...after(asked) },
    orderBy: { id: "desc" },
    take: asked.limit + 1,
    select: { id: true, userName: true, role: true, status: true, joinDate: true },
  });
  const { items, nextCursor } = pageOf(rows, asked.limit, ({ id }) => [id]);
  return {
    nextCursor,
    total: await scope.db.member.count({ where: { sellerId } }),
    items: items.map((row) => ({
      ...row,
      role: row.role as MemberRole,
      status: row.status === "active" ? "active" : "deactivated",
    })),
  };
}

export type SellerMemberInviteRow = {
  id: string;
  name: string | null;
  role: MemberRole;
  sentAt: Date;
  expiresAt: Date;
};

/** Operators read no invites, for contacts are in them; this says of those to members only what was offered, and when. */
export async function listSellerMemberInvites(
  scope: OperatorScope,
  sellerId: string,
): Promise<SellerMemberInviteRow[]> {
  const rows = await SystemScope.resolve("open invites of members", scope).db.invite.findMany({
    where: { sellerId, kind: "member", status: "sent", expiresAt: { gt: new Date() } },
    orderBy: { id: "desc" },
    take: 100,
    select: { id: true, name: true, role: true, sentAt: true, expiresAt: true },
  });
  return rows.map((row) => ({ ...row, role: row.role as MemberRole }));
}

export type SellerCustomerRow = {
  id: string;
  name: string | null;
  company: string | null;
  status: CustomerStatus;
  joinDate: Date | null;
  requestedAt: Date | null;
};

/** Those whom the seller calls by a name of its own are called so here, too. */
export async function listSellerCustomers(
  scope: OperatorScope,
  sellerId: string,
  asked: Asked,
): Promise<Page<SellerCustomerRow>> {
  const where = { sellerId, ...(asked.status && { status: asked.status }) };
  const rows = await scope.db.customer.findMany({
    where: { ...where, ...after(asked) },
    orderBy: { id: "desc" },
    take: asked.limit + 1,
    select: {
      id: true,
      name: true,
      company: true,
      userName: true,
      userCompany: true,
      status: true,
      joinDate: true,
      requestedAt: true,
    },
  });
  const { items, nextCursor } = pageOf(rows, asked.limit, ({ id }) => [id]);
  return {
    nextCursor,
    total: await scope.db.customer.count({ where }),
    items: items.map(({ userName, userCompany, ...row }) => ({
      ...row,
      name: row.name ?? userName,
      company: row.company ?? userCompany,
      status: row.status as CustomerStatus,
    })),
  };
}

export type SellerOrderRow = {
  id: string;
  number: number;
  status: OrderStatus;
  total: number;
  currency: string;
  placedAt: Date;
};

export async function listSellerOrders(
  scope: OperatorScope,
  sellerId: string,
  asked: Asked,
): Promise<Page<SellerOrderRow>> {
  const rows = await scope.db.order.findMany({
    where: { sellerId, ...after(asked) },
    orderBy: { id: "desc" },
    take: asked.limit + 1,
    select: { id: true, number: true, status: true, total: true, currency: true, placedAt: true },
  });
  const { items, nextCursor } = pageOf(rows, asked.limit, ({ id }) => [id]);
  return {
    nextCursor,
    total: await scope.db.order.count({ where: { sellerId } }),
    items: items.map((row) => ({ ...row, status: row.status as OrderStatus, total: Number(row.total) })),
  };
}
