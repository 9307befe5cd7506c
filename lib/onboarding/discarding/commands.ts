import "server-only";
import { randomInt } from "node:crypto";
import type { Scope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { isUnopened, UNOPENED } from "@/lib/sellers/rules";
import { draftSlug } from "@/lib/sellers/slugs";

/**
 * Gives a seller up that never opened: nobody's any more, its client list gone, its address free; the row stays for the record. In the caller's
 * transaction, as the system, the seller's row locked.
 */
export async function discardSeller(db: Db, scope: Scope, id: string): Promise<void> {
  const now = new Date();
  await db.seller.updateMany({
    where: { id, status: { in: [...UNOPENED] } },
    data: { status: "terminated", terminatedAt: now, slug: draftSlug(randomLetters()), discoverable: false },
  });
  // What was pasted and not listed yet is somebody's numbers.
  await db.$executeRaw`UPDATE sellers SET onboarding = onboarding #- '{drafts,clients}' WHERE id = ${id}::uuid`;
  await db.import.updateMany({
    where: { sellerId: id, status: { in: ["uploading", "queued", "running"] } },
    data: { status: "cancelled", error: "seller", finishedAt: now },
  });
  await db.client.deleteMany({ where: { sellerId: id } });
  await db.invite.updateMany({ where: { sellerId: id, status: "sent" }, data: { status: "revoked", revokedAt: now } });
  await recordAudit(db, scope, { action: "seller.discarded", targetKind: "seller", targetId: id, sellerId: id });
}

/** Where its last admin goes. Says whether it was one that never opened: any other needs an admin. */
export async function discardUnopened(db: Db, scope: Scope, id: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ status: string }[]>`
    SELECT status FROM sellers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row || !isUnopened(row)) return false;
  await discardSeller(db, scope, id);
  return true;
}

/** Without letters and figures that look alike, and without vowels: it spells nothing. */
export function randomLetters(): string {
  const letters = "bcdfghjkmnpqrstvwxz2467";
  return Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join("");
}
