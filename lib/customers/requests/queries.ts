import "server-only";
import type { z } from "zod";
import type { AccountScope } from "@/lib/access/scope";
import { shopColumns, toShop } from "@/lib/customers/queries";
import { askAgainFrom, searchWords } from "@/lib/customers/requests/rules";
import type { FindablePage, findSellersInput, MyRequest, Standing } from "@/lib/customers/requests/schema";
import { isCustomerStatus } from "@/lib/customers/rules";
import type { ShopLink } from "@/lib/customers/schema";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";

const standingColumns = {
  sellerId: true,
  status: true,
  requestNote: true,
  requestCompany: true,
  requestedAt: true,
  requestCount: true,
  decidedAt: true,
  decisionNote: true,
} satisfies Prisma.CustomerSelect;

/** Where this user's requests stand: waiting and rejected ones, the last asked first. */
export async function listMyRequests(account: AccountScope): Promise<MyRequest[]> {
  const rows = await account.db.customer.findMany({
    where: {
      userId: account.user.id,
      status: { in: ["requested", "rejected"] },
      seller: { status: { in: ["open", "suspended"] } },
    },
    select: { ...standingColumns, seller: { select: shopColumns } },
    orderBy: [{ requestedAt: "desc" }, { sellerId: "asc" }],
  });
  return rows.map(({ seller, ...row }) => ({ ...toShop(seller), ...toStanding(row) }));
}

/** Sellers that were open to this user once and have ended that: whom they can ask why. */
export async function listEnded(account: AccountScope): Promise<ShopLink[]> {
  const rows = await account.db.customer.findMany({
    where: {
      userId: account.user.id,
      status: "revoked",
      joinDate: { not: null },
      seller: { status: { in: ["open", "suspended"] } },
    },
    select: { seller: { select: shopColumns } },
    orderBy: [{ decidedAt: "desc" }, { sellerId: "asc" }],
  });
  return rows.map(({ seller }) => toShop(seller));
}

/** Open sellers that let themselves be found, each with where this user stands with it. Every word searched for begins one of theirs. */
export async function listFindable(
  account: AccountScope,
  input: z.output<typeof findSellersInput>,
): Promise<FindablePage> {
  const { q = "", limit, cursor } = input;
  const sellers = await account.db.seller.findMany({
    where: {
      status: "open",
      discoverable: true,
      AND: [
        ...searchWords(q).map((word) => ({ searchKey: { contains: ` ${word}` } })),
        cursor ? { OR: [{ name: { gt: cursor[0] } }, { name: cursor[0], id: { gt: cursor[1] } }] } : {},
      ],
    },
    select: { ...shopColumns, description: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = pageOf(sellers, limit, ({ name, id }) => [name, id]);
  const rows = await account.db.customer.findMany({
    where: { userId: account.user.id, sellerId: { in: items.map(({ id }) => id) } },
    select: standingColumns,
  });
  const standings = new Map(rows.map((row) => [row.sellerId, toStanding(row)]));
  return {
    items: items.map(({ description, ...seller }) => ({
      ...toShop(seller),
      description,
      standing: standings.get(seller.id) ?? null,
    })),
    nextCursor,
  };
}

function toStanding(row: Prisma.CustomerGetPayload<{ select: typeof standingColumns }>): Standing {
  if (!isCustomerStatus(row.status)) throw new Error(`No customer status: ${row.status}`);
  const rejected = row.status === "rejected";
  const from = rejected ? askAgainFrom(row) : null;
  return {
    state: row.status,
    askedAt: row.requestedAt?.toISOString() ?? null,
    times: row.requestCount,
    requestNote: row.requestNote,
    requestCompany: row.requestCompany,
    reason: rejected ? row.decisionNote : null,
    askAgainFrom: from?.toISOString() ?? null,
    mayAsk: from !== null && from <= new Date(),
  };
}
