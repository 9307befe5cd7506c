import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import type { TimelineVisit } from "@/lib/visits/rules";

type VisitMark = { id: string; createdAt: Date; visit: TimelineVisit };

/** The newest visits of one person, before a time and id: how long, how much they saw, and whether they ordered. */
export async function listTimelineVisits(
  scope: StoreScope,
  customerIds: string[],
  cursor: [string, string] | undefined,
  take: number,
): Promise<VisitMark[]> {
  // The first alone tells which months cannot hold any.
  const before = cursor
    ? Prisma.sql`AND visited_at <= ${cursor[0]}::timestamptz AND (visited_at, id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : Prisma.empty;
  const rows = await querySql<{ id: string; createdAt: Date } & TimelineVisit>(
    scope,
    Prisma.sql`SELECT id, visited_at AS "createdAt", country, device, seconds, ordered,
        (SELECT count(*) FROM jsonb_object_keys(pages))::int AS pages
      FROM visits WHERE seller_id = ${scope.seller.id}::uuid AND customer_id = ANY (${customerIds}::uuid[]) ${before}
      ORDER BY visited_at DESC, id DESC LIMIT ${take}::int`,
  );
  return rows.map(({ id, createdAt, ...visit }) => ({ id, createdAt, visit }));
}
