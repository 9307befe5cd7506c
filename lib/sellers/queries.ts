import "server-only";
import type { OperatorScope, StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { notFoundError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { sumSales } from "@/lib/overview/queries";
import { pageOf } from "@/lib/paging";
import { isSlug, SELLER_STATUSES, type SellerPart, type SellerStatus } from "@/lib/sellers/rules";
import type { SellerListInput } from "@/lib/sellers/schema";
import { readSettings, type SellerSettings } from "@/lib/sellers/settings";
import { likeText } from "@/lib/text";

export type SellerListRow = {
  id: string;
  name: string;
  slug: string;
  status: SellerStatus;
  trade: string | null;
  town: string | null;
  country: string;
  createdAt: Date;
  customers: number;
  products: number;
};

/** Sellers by name, for operators. */
export async function listSellers(
  scope: OperatorScope,
  input: SellerListInput,
): Promise<{ items: SellerListRow[]; nextCursor: string | null }> {
  const contains = likeText(input.search);
  const matches: Prisma.SellerWhereInput = {
    ...(input.status && { status: input.status }),
    ...(input.search && {
      OR: [
        { name: { contains, mode: "insensitive" } },
        { slug: { contains, mode: "insensitive" } },
        { town: { contains, mode: "insensitive" } },
      ],
    }),
  };
  const [name, id] = input.cursor ?? [];
  const rows = await scope.db.seller.findMany({
    where: {
      AND: [
        matches,
        name !== undefined && id ? { name: { gte: name }, OR: [{ name: { gt: name } }, { id: { gt: id } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: input.limit + 1,
    select: { id: true, name: true, slug: true, status: true, trade: true, town: true, country: true, createdAt: true },
  });
  const page = pageOf(rows, input.limit, (row) => [row.name, row.id]);
  const counts = await countRows(
    scope,
    page.items.map((row) => row.id),
  );
  return {
    ...page,
    items: page.items.map((row) => ({
      ...row,
      status: row.status as SellerStatus,
      ...(counts.get(row.id) ?? { customers: 0, products: 0 }),
    })),
  };
}

async function countRows(
  scope: OperatorScope,
  ids: string[],
): Promise<Map<string, { customers: number; products: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await scope.db.$queryRaw<{ id: string; customers: number; products: number }[]>`
    SELECT s.id,
      (SELECT count(*)::int FROM customers c WHERE c.seller_id = s.id AND c.status = 'approved') AS customers,
      (SELECT count(*)::int FROM products p WHERE p.seller_id = s.id AND p.status = 'active') AS products
    FROM sellers s WHERE s.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** How many sellers there are in each status, those without any included. */
export async function countSellers(scope: OperatorScope): Promise<Record<SellerStatus, number>> {
  const groups = await scope.db.seller.groupBy({ by: ["status"], _count: true });
  const counts = new Map(groups.map(({ status, _count }) => [status, _count]));
  return Object.fromEntries(SELLER_STATUSES.map((status) => [status, counts.get(status) ?? 0])) as Record<
    SellerStatus,
    number
  >;
}

export type SellerDto = {
  id: string;
  name: string;
  slug: string;
  status: SellerStatus;
  currency: string;
  country: string;
  timeZone: string;
  trade: string | null;
  town: string | null;
  description: string | null;
  discoverable: boolean;
  orderMinimum: number;
  commissionBp: number;
  createdAt: Date;
  legalName: string | null;
  registrationNumber: string | null;
  street: string | null;
  postcode: string | null;
  languages: string[];
  /** Why it was sent back, suspended or terminated. */
  statusReason: string | null;
  submittedAt: Date | null;
  openedAt: Date | null;
  terminatedAt: Date | null;
  /** Null: as many as everybody. */
  dailyInvites: number | null;
};

/** One seller for operators, and which part of it they look at. Looking at a seller is itself an audit event. */
export async function getSeller(scope: OperatorScope, slug: string, what: SellerPart = "overview"): Promise<SellerDto> {
  if (!isSlug(slug)) throw notFoundError();
  const seller = await scope.db.seller.findFirst({
    where: { slug },
    select: {
      id: true,
      name: true,
      slug: true,
      status: true,
      currency: true,
      country: true,
      timeZone: true,
      trade: true,
      town: true,
      description: true,
      discoverable: true,
      orderMinimum: true,
      commissionBp: true,
      createdAt: true,
      legalName: true,
      registrationNumber: true,
      street: true,
      postcode: true,
      languages: true,
      statusReason: true,
      submittedAt: true,
      openedAt: true,
      terminatedAt: true,
      dailyInvites: true,
    },
  });
  if (!seller) throw notFoundError();
  await recordAudit(scope.db, scope, {
    action: "seller.viewed",
    targetKind: "seller",
    targetId: seller.id,
    sellerId: seller.id,
    data: { what },
  });
  return { ...seller, status: seller.status as SellerStatus, orderMinimum: Number(seller.orderMinimum) };
}

export type SellerFigures = {
  customers: number;
  requests: number;
  products: number;
  orders: number;
  orders30: number;
  sales30: number;
};

/** Counts of one seller, and its sales as its own overview counts them. Of one that is closed for good: whom it had ever let in. */
export async function countSellerRows(
  scope: OperatorScope,
  seller: { id: string; timeZone: string },
  now = new Date(),
): Promise<SellerFigures> {
  const [row] = await scope.db.$queryRaw<Omit<SellerFigures, "orders30" | "sales30">[]>`
    SELECT
      (SELECT count(*)::int FROM customers c JOIN sellers s ON s.id = c.seller_id WHERE c.seller_id = ${seller.id}::uuid
        AND (c.status = 'approved' OR (s.status = 'terminated' AND c.status = 'revoked' AND c.join_date IS NOT NULL))) AS customers,
      (SELECT count(*)::int FROM customers WHERE seller_id = ${seller.id}::uuid AND status = 'requested') AS requests,
      (SELECT count(*)::int FROM products WHERE seller_id = ${seller.id}::uuid AND status = 'active') AS products,
      (SELECT count(*)::int FROM orders WHERE seller_id = ${seller.id}::uuid) AS orders`;
  if (!row) throw notFoundError();
  const { orders, total } = await sumSales(scope, seller, now);
  return { ...row, orders30: orders, sales30: total };
}

export async function getSettings(scope: StoreScope): Promise<SellerSettings> {
  const row = await scope.db.seller.findFirst({ where: { id: scope.seller.id }, select: { settings: true } });
  return readSettings(row?.settings);
}
