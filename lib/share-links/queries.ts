import "server-only";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { askAgainFrom } from "@/lib/customers/requests/rules";
import { isCustomerStatus } from "@/lib/customers/rules";
import { appUrl } from "@/lib/env";
import { isSlug } from "@/lib/sellers/rules";
import { readCode } from "@/lib/share-links/rules";
import { type JoinPage, type JoinStanding, type ShareLinkItem, shareLinkIdInput } from "@/lib/share-links/schema";

/** All of a seller, live ones first, with what came of each. */
export async function listShareLinks(scope: StoreScope): Promise<ShareLinkItem[]> {
  const sellerId = scope.seller.id;
  const rows = await scope.db.shareLink.findMany({
    where: { sellerId },
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
  });
  const counts = await scope.db.customer.groupBy({
    by: ["shareLinkId", "status"],
    where: { sellerId, shareLinkId: { in: rows.map(({ id }) => id) } },
    _count: true,
  });
  const members = await scope.db.member.findMany({
    where: { sellerId, userId: { in: rows.map(({ createdBy }) => createdBy) } },
    select: { userId: true, userName: true },
  });
  const names = new Map(members.map(({ userId, userName }) => [userId, userName]));
  const sum = (id: string, status?: string) =>
    counts
      .filter((row) => row.shareLinkId === id && (!status || row.status === status))
      .reduce((total, { _count }) => total + _count, 0);
  return rows.map(({ id, label, code, createdBy, createdAt, revokedAt }) => ({
    id,
    label,
    address: addressOf(scope.seller.slug, code),
    createdBy: names.get(createdBy) ?? null,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    requests: sum(id),
    approved: sum(id, "approved"),
  }));
}

/** For a poster: a live one. */
export async function findLiveShareLink(
  scope: StoreScope,
  id: string,
): Promise<{ label: string; address: string } | null> {
  if (!shareLinkIdInput.safeParse({ id }).success) return null;
  const row = await scope.db.shareLink.findFirst({
    where: { sellerId: scope.seller.id, id, revokedAt: null },
    select: { label: true, code: true },
  });
  return row && { label: row.label, address: addressOf(scope.seller.slug, row.code) };
}

function addressOf(slug: string, code: string): string {
  return `${appUrl()}/join/${slug}/${code}`;
}

/** Reads what a poster leads to, and changes nothing. Null for anything that is no link. */
export async function findJoinPage(slug: string, asked: string): Promise<JoinPage | null> {
  const row = await findByCode(slug, asked);
  if (!row) return null;
  const { status, id: _, ...seller } = row.seller;
  return { seller, state: row.revokedAt ? "revoked" : status === "open" ? "live" : "closed" };
}

export async function findByCode(slug: string, asked: string) {
  const code = readCode(asked);
  if (!isSlug(slug) || !code) return null;
  return await SystemScope.resolve("share link").db.shareLink.findFirst({
    where: { code, seller: { slug } },
    select: {
      id: true,
      revokedAt: true,
      seller: { select: { id: true, name: true, slug: true, logo: true, trade: true, town: true, status: true } },
    },
  });
}

/** Where somebody stands with the seller whose poster they found; null: nowhere yet. */
export async function findStanding(account: AccountScope, slug: string): Promise<JoinStanding | null> {
  const row = await account.db.customer.findFirst({
    where: { userId: account.user.id, seller: { slug } },
    select: { status: true, requestCount: true, requestedAt: true, decidedAt: true, decisionNote: true },
  });
  if (!row || !isCustomerStatus(row.status)) return null;
  const from = row.status === "rejected" ? askAgainFrom(row) : null;
  return {
    state: row.status,
    reason: row.status === "rejected" ? row.decisionNote : null,
    askAgainFrom: from?.toISOString() ?? null,
    mayAsk: from !== null && from <= new Date(),
  };
}
