import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { orderCustomer } from "@/lib/orders/queries";
import { pageOf } from "@/lib/paging";
import { CUSTOMER_COLUMNS } from "@/lib/visits/queries";
import { usualDays, type VisitorPage } from "@/lib/visits/rules";
import type { VisitorsInput } from "@/lib/visits/schema";

type Paged = Pick<VisitorsInput, "limit" | "cursor">;

export function listVisitors(scope: StoreScope, input: VisitorsInput): Promise<VisitorPage> {
  return input.show === "late" ? listLateCustomers(scope, input) : listLastVisits(scope, input);
}

/** Who may come and has not come for longer than usual for them; whose time was up last comes first. */
export function listLateCustomers(scope: StoreScope, input: Paged, now = new Date()): Promise<VisitorPage> {
  return listBy(scope, input, "overdue_at", Prisma.sql`k.overdue_at <= ${now}::timestamptz`);
}

/** Everybody who may come and ever did, whoever came last first. */
export function listLastVisits(scope: StoreScope, input: Paged): Promise<VisitorPage> {
  return listBy(scope, input, "last_at", Prisma.sql`TRUE`);
}

async function listBy(
  scope: StoreScope,
  { limit, cursor }: Paged,
  column: "overdue_at" | "last_at",
  condition: Prisma.Sql,
): Promise<VisitorPage> {
  const sellerId = scope.seller.id;
  const by = Prisma.raw(`k.${column}`);
  const after = cursor
    ? Prisma.sql`AND (${by}, k.customer_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : Prisma.empty;
  const rows = await querySql<Row>(
    scope,
    Prisma.sql`SELECT k.customer_id AS id, k.visits, k.first_at AS "firstAt", k.last_at AS "lastAt", k.overdue_at AS "overdueAt", ${CUSTOMER_COLUMNS}
      FROM visit_customers k JOIN customers c ON c.seller_id = k.seller_id AND c.id = k.customer_id AND c.status = 'approved'
      WHERE k.seller_id = ${sellerId}::uuid AND ${condition} ${after} ORDER BY ${by} DESC, k.customer_id DESC LIMIT ${limit + 1}::int`,
  );
  const page = pageOf(rows, limit, (row) => [
    (column === "last_at" ? row.lastAt : row.overdueAt)?.toISOString() ?? "",
    row.id,
  ]);
  return { items: page.items.map(toVisitor), nextCursor: page.nextCursor, sellerId };
}

type Row = { visits: number; firstAt: Date; lastAt: Date; overdueAt: Date | null } & Parameters<
  typeof orderCustomer
>[0];

function toVisitor(row: Row): VisitorPage["items"][number] {
  const { visits, firstAt, lastAt, overdueAt } = row;
  return {
    customer: orderCustomer(row),
    visits,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    overdueAt: overdueAt?.toISOString() ?? null,
    usualDays: usualDays(row),
  };
}
