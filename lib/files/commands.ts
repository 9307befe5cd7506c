import "server-only";
import { randomBytes } from "node:crypto";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import { fileAddress } from "@/lib/files/rules";
import { fileStorage } from "@/lib/files/storage/chosen";
import { logger } from "@/lib/logger";

/**
 * Keeps a file under a name of its own, so that removing one never takes another's away. Returns the name. It is written down
 * first: should all end before a seller names it, the sweeper finds it.
 */
export async function keepFile(scope: StoreScope, bytes: Uint8Array): Promise<string> {
  const name = `${randomBytes(16).toString("hex")}.webp`;
  await scope.db.storedFile.createMany({ data: { sellerId: scope.seller.id, name } });
  await fileStorage().write(name, bytes, "image/webp");
  return name;
}

/** For what no row names any more. A store that is away keeps it until the sweeper comes, and nobody waits for it: false. */
export async function dropFile(
  scope: StoreScope | SystemScope,
  sellerId: string,
  name: string | null,
): Promise<boolean> {
  if (!name) return true;
  try {
    await fileStorage().remove(name);
    await scope.db.storedFile.deleteMany({ where: { sellerId, name } });
    return true;
  } catch (error) {
    logger.error({ err: error }, "file left behind");
    return false;
  }
}

const DAY = 86_400_000;
const PAGE = 100;

/** Removes what was kept more than a day ago and is no living seller's logo: uploads that ended half-way, and what a store that was away has left. */
export async function sweepFiles(scope: SystemScope, now = Date.now()): Promise<void> {
  for (;;) {
    const left = await scope.db.$queryRaw<{ sellerId: string; name: string }[]>`
      SELECT f.seller_id AS "sellerId", f.name FROM files f JOIN sellers s ON s.id = f.seller_id
      WHERE f.kept_at < ${new Date(now - DAY)}::timestamptz
        AND (s.logo IS DISTINCT FROM ${fileAddress("")} || f.name OR s.status = 'terminated')
      ORDER BY f.kept_at LIMIT ${PAGE}`;
    for (const { sellerId, name } of left) {
      // The store is away: the next sweep goes on.
      if (!(await dropFile(scope, sellerId, name))) return;
    }
    if (left.length < PAGE) return;
  }
}
