import "server-only";
import { randomInt } from "node:crypto";
import type { AccountScope, StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { type Asked, askFor } from "@/lib/customers/requests/commands";
import { newId } from "@/lib/db/ids";
import { AppError, notFoundError } from "@/lib/errors";
import { findByCode } from "@/lib/share-links/queries";
import { CODE_LENGTH, CODE_LETTERS, SHARE_LINK_LIMIT } from "@/lib/share-links/rules";

export async function createShareLink(scope: StoreScope, { label }: { label: string }): Promise<{ id: string }> {
  const sellerId = scope.seller.id;
  const id = newId();
  const live = await scope.db.shareLink.count({ where: { sellerId, revokedAt: null } });
  if (live >= SHARE_LINK_LIMIT) throw new AppError("conflict", "share-links.errors.tooMany");
  await scope.tx(async (db) => {
    await db.shareLink.createMany({ data: { sellerId, id, label, code: newCode(), createdBy: scope.actorId } });
    await recordAudit(db, scope, {
      action: "share_link.created",
      targetKind: "share_link",
      targetId: id,
      data: { label },
    });
  });
  return { id };
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");
}

/** Printed posters cannot be taken back; what they lead to says that they no longer work. */
export async function revokeShareLink(scope: StoreScope, { id }: { id: string }): Promise<void> {
  const sellerId = scope.seller.id;
  await scope.tx(async (db) => {
    const { count } = await db.shareLink.updateMany({
      where: { sellerId, id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFoundError();
    await recordAudit(db, scope, { action: "share_link.revoked", targetKind: "share_link", targetId: id });
  });
}

export type Join = { seller: string; code: string; note: string | null; company: string | null };

/** Asks the seller of a poster to be let in; whoever is on its client list is let in at once. The link itself opens nothing. */
export async function askByShareLink(account: AccountScope, { seller, code, note, company }: Join): Promise<Asked> {
  const link = await findByCode(seller, code);
  if (!link) throw notFoundError();
  if (link.revokedAt) throw new AppError("gone", "share-links.errors.revoked");
  return await askFor(account, { seller, note, company, shareLinkId: link.id });
}
