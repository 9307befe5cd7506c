import "server-only";
import type { OperatorScope, StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";
import type { CorrectionRow, LineKind, PayoutDetail, PayoutLineDto, PayoutRow, PayoutState } from "@/lib/payouts/rules";
import {
  type AdminPayoutListInput,
  LINE_PAGE,
  type PayoutListInput,
  type SellerPayoutInput,
} from "@/lib/payouts/schema";
import { likeText } from "@/lib/text";

const COLUMNS = {
  id: true,
  number: true,
  periodFrom: true,
  periodTo: true,
  timeZone: true,
  currency: true,
  state: true,
  orderCount: true,
  gross: true,
  commission: true,
  refunds: true,
  corrections: true,
  carried: true,
  net: true,
  reference: true,
  approvedAt: true,
  paidAt: true,
} as const;

type Row = Prisma.PayoutGetPayload<{ select: typeof COLUMNS }>;

function payoutOf({ periodFrom, periodTo, state, approvedAt, paidAt, ...row }: Row): PayoutDetail {
  const { gross, commission, refunds, corrections, carried, net } = row;
  return {
    ...row,
    gross: Number(gross),
    commission: Number(commission),
    refunds: Number(refunds),
    corrections: Number(corrections),
    carried: Number(carried),
    net: Number(net),
    from: periodFrom.toISOString().slice(0, 10),
    to: periodTo.toISOString().slice(0, 10),
    // The column has a CHECK with exactly these words.
    state: state as PayoutState,
    approvedAt: approvedAt?.toISOString() ?? null,
    paidAt: paidAt?.toISOString() ?? null,
  };
}

export type PayoutPage = { items: PayoutDetail[]; nextCursor: string | null; sellerId: string };

/** The seller's own payouts, newest first. */
export async function listPayouts(
  scope: StoreScope,
  { limit, cursor, state }: PayoutListInput,
): Promise<PayoutPage & { total: number }> {
  const sellerId = scope.seller.id;
  const where = { sellerId, ...(state && { state }) };
  const rows = await scope.db.payout.findMany({
    where: { ...where, ...(cursor && { number: { lt: cursor[0] } }) },
    orderBy: { number: "desc" },
    take: limit + 1,
    select: COLUMNS,
  });
  const total = await scope.db.payout.count({ where });
  return { ...pageOf(rows.map(payoutOf), limit, (row) => [row.number]), sellerId, total };
}

/** One of the seller's own. */
export async function getPayout(scope: StoreScope, number: number): Promise<PayoutDetail> {
  return await findPayout(scope.db, scope.seller.id, number);
}

async function findPayout(db: Db, sellerId: string, number: number): Promise<PayoutDetail> {
  const row = await db.payout.findFirst({ where: { sellerId, number }, select: COLUMNS });
  if (!row) throw notFoundError();
  return payoutOf(row);
}

export type LinePage = { items: PayoutLineDto[]; nextCursor: string | null };

/** The lines of a statement that the caller has been let in to. */
export async function listPayoutLines(
  scope: StoreScope | OperatorScope,
  { sellerId, id: payoutId }: { sellerId: string; id: string },
  after = 0,
  limit = LINE_PAGE,
): Promise<LinePage> {
  const rows = await scope.db.payoutLine.findMany({
    where: { sellerId, payoutId, position: { gt: after } },
    orderBy: { position: "asc" },
    take: limit + 1,
    select: {
      position: true,
      kind: true,
      number: true,
      at: true,
      commissionBp: true,
      amount: true,
      commission: true,
      refund: { select: { reason: true } },
      correction: { select: { reason: true } },
    },
  });
  const lines = rows.map(({ kind, at, amount, commission, refund, correction, ...row }) => ({
    ...row,
    kind: kind as LineKind,
    at: at.toISOString(),
    amount: Number(amount),
    commission: Number(commission),
    net: Number(amount - commission),
    reason: refund?.reason ?? correction?.reason ?? null,
  }));
  return pageOf(lines, limit, (line) => [line.position]);
}

export type AdminPayoutRow = PayoutRow & { seller: { id: string; slug: string; name: string } };

/** Of all sellers, the newest first; in a state, of the sellers whose name contains something. */
export async function listAllPayouts(
  scope: OperatorScope,
  input: AdminPayoutListInput,
): Promise<{ items: AdminPayoutRow[]; nextCursor: string | null }> {
  const contains = likeText(input.seller);
  const rows = await scope.db.payout.findMany({
    where: {
      ...(input.state && { state: input.state }),
      ...(input.cursor && { id: { lt: input.cursor[0] } }),
      ...(contains && {
        seller: { OR: [{ name: { contains, mode: "insensitive" } }, { slug: { contains, mode: "insensitive" } }] },
      }),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: { ...COLUMNS, seller: { select: { id: true, slug: true, name: true } } },
  });
  return pageOf(
    rows.map(({ seller, ...row }) => ({ ...payoutOf(row), seller })),
    input.limit,
    (row) => [row.id],
  );
}

/** How many there are in each state, those without any included. */
export async function countPayouts(scope: OperatorScope): Promise<Record<PayoutState, number>> {
  const groups = await scope.db.payout.groupBy({ by: ["state"], _count: true });
  const count = (state: PayoutState) => groups.find((group) => group.state === state)?._count ?? 0;
  return { draft: count("draft"), approved: count("approved"), paid: count("paid") };
}

/** A statement for operators. Reading it is itself an audit event. */
export async function getSellerPayout(
  scope: OperatorScope,
  { seller: slug, number }: SellerPayoutInput,
): Promise<AdminPayoutRow & { timeZone: string }> {
  const seller = await scope.db.seller.findFirst({ where: { slug }, select: { id: true, slug: true, name: true } });
  if (!seller) throw notFoundError();
  const payout = await findPayout(scope.db, seller.id, number);
  await recordAudit(scope.db, scope, {
    action: "payout.viewed",
    targetKind: "payout",
    targetId: payout.id,
    sellerId: seller.id,
    data: { number },
  });
  return { ...payout, seller };
}

export async function listCorrections(
  scope: StoreScope | OperatorScope,
  { sellerId, id: payoutId }: { sellerId: string; id: string },
): Promise<CorrectionRow[]> {
  const rows = await scope.db.payoutCorrection.findMany({
    where: { sellerId, payoutId },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      amount: true,
      reason: true,
      createdAt: true,
      line: { select: { payout: { select: { number: true } } } },
    },
  });
  return rows.map(({ amount, createdAt, line, ...row }) => ({
    ...row,
    amount: Number(amount),
    at: createdAt.toISOString(),
    inPayout: line?.payout.number ?? null,
  }));
}
