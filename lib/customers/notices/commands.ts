import "server-only";
import { UNDO_SECONDS } from "@/lib/customers/requests/rules";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { isNoticed, tellCustomers } from "@/lib/sellers/notices/commands";

type Seller = { id: string; name: string; slug: string };

/** What members do can be taken back for a moment; until then nobody is told of it. */
export function untilSettled(): Date {
  return new Date(Date.now() + UNDO_SECONDS * 1000);
}

const SAID = ["access-approved", "access-revoked", "access-restored"];

/**
 * What was decided about these customers and not told yet is forgotten: something newer is. Answers with whom that spares a message,
 * since all they know is true again.
 */
export async function forgetUntold(db: Db, sellerId: string, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db.$queryRaw<{ userId: string; template: string }[]>`
    DELETE FROM messages WHERE seller_id = ${sellerId}::uuid AND user_id = ANY (${[...userIds]}::uuid[])
      AND template = ANY (${SAID}) AND status = 'queued' AND attempts = 0
    RETURNING user_id AS "userId", template`;
  // An answer to a request was not what they knew before.
  return new Set(rows.flatMap(({ userId, template }) => (template === "access-approved" ? [] : [userId])));
}

/** These customers are out; in the caller's transaction, as the system. */
export async function tellOfRevocation(db: Db, seller: Seller, userIds: readonly string[]): Promise<void> {
  const spared = await forgetUntold(db, seller.id, userIds);
  if (!(await isNoticed(db, seller, "accessChanged"))) return;
  const told = userIds.filter((userId) => !spared.has(userId));
  await tellCustomers(db, seller, told, { template: "access-revoked", sellerName: seller.name }, untilSettled());
}

/** These customers are in again, or after all: whoever had been rejected reads that their request is approved. */
export async function tellOfRestoration(
  db: Db,
  seller: Seller,
  rows: readonly { userId: string; status: string }[],
): Promise<void> {
  const spared = await forgetUntold(
    db,
    seller.id,
    rows.map(({ userId }) => userId),
  );
  const link = `${appUrl()}/s/${seller.slug}`;
  for (const [notice, template, rejected] of [
    ["accessChanged", "access-restored", false],
    ["decided", "access-approved", true],
  ] as const) {
    const told = rows.filter(({ userId, status }) => !spared.has(userId) && (status === "rejected") === rejected);
    if (told.length === 0 || !(await isNoticed(db, seller, notice))) continue;
    const userIds = told.map(({ userId }) => userId);
    await tellCustomers(db, seller, userIds, { template, sellerName: seller.name, link }, untilSettled());
  }
}
