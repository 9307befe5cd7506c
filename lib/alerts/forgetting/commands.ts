import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";

/** How long a message about visits is kept once it is out, in days: as long as one may ask what became of it. */
const KEPT_DAYS = 30;
/** They name customers, and cannot be searched for one of them. */
const TOLD = Prisma.sql`m.template IN ('visit-alert', 'visit-digest', 'weekly-summary') AND m.status IN ('sent', 'delivered', 'failed')`;

/** Messages about these sellers' visits that are out. */
export async function forgetTold(db: Db, sellerIds: readonly string[]): Promise<void> {
  await db.$executeRaw`DELETE FROM messages m WHERE m.seller_id = ANY (${sellerIds}::uuid[]) AND ${TOLD}`;
}

/** Those of every seller that are old. */
export async function forgetOldTold(db: Db): Promise<void> {
  await db.$executeRaw`
    DELETE FROM messages m USING sellers s WHERE m.seller_id = s.id AND m.created_at < now() - make_interval(days => ${KEPT_DAYS}::int) AND ${TOLD}`;
}
