import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import { minorDigits } from "@/lib/i18n/format";
import { lockPayouts, refreshDraft } from "@/lib/payouts/computing/commands";
import { isDue, MAX_CORRECTION, type PayoutState } from "@/lib/payouts/rules";
import type { ApprovePayoutInput, CorrectPayoutInput, PayPayoutInput, SellerPayoutInput } from "@/lib/payouts/schema";
import { moneyError, readMoney } from "@/lib/products/rules";

type Locked = { sellerId: string; id: string; number: number; state: PayoutState; net: number; currency: string };

/** Whatever is decided about payouts of one seller happens one after the other. */
async function decide<Result>(
  scope: OperatorScope,
  { seller, number }: SellerPayoutInput,
  run: (db: Db, payout: Locked) => Promise<Result>,
): Promise<Result> {
  const found = await scope.db.seller.findFirst({ where: { slug: seller }, select: { id: true } });
  if (!found) throw notFoundError();
  const sellerId = found.id;
  return await scope.tx(async (db) => {
    await lockPayouts(db, sellerId);
    return await run(db, await findPayout(db, sellerId, number));
  });
}

async function findPayout(db: Db, sellerId: string, number: number): Promise<Locked> {
  const payout = await db.payout.findFirst({
    where: { sellerId, number },
    select: { id: true, state: true, net: true, currency: true },
  });
  if (!payout) throw notFoundError();
  return { ...payout, sellerId, number, state: payout.state as PayoutState, net: Number(payout.net) };
}

function eventOf(action: string, { sellerId, id, number }: Locked, data: Record<string, string | number> = {}) {
  return { action, targetKind: "payout", targetId: id, sellerId, data: { number, ...data } };
}

/** Computes the draft again, as somebody looks at it. */
export function recomputePayout(scope: OperatorScope, input: SellerPayoutInput): Promise<{ changed: boolean }> {
  return decide(scope, input, async (db, payout) => ({
    changed: await refreshDraft(scope, db, payout.sellerId, payout.id),
  }));
}

/** Approves the figures that were seen, and no others: what came in meanwhile is computed and has to be looked at first. */
export async function approvePayout(scope: OperatorScope, input: ApprovePayoutInput): Promise<void> {
  const done = await decide(scope, input, async (db, payout) => {
    const { sellerId, id, number } = payout;
    if (payout.state !== "draft") return true;
    const changed = await refreshDraft(scope, db, sellerId, id);
    const { net } = await findPayout(db, sellerId, number);
    if (changed || net !== input.shownNet) return false;
    await db.payout.updateMany({
      where: { sellerId, id, state: "draft" },
      data: { state: "approved", approvedAt: new Date(), approvedBy: scope.actorId },
    });
    await recordAudit(db, scope, eventOf("payout.approved", payout, { net }));
    return true;
  });
  // After the new figures are kept.
  if (!done) throw new AppError("conflict", "payouts.errors.changed");
}

/** The money is on its way under this reference; a second time the same changes nothing. */
export function payPayout(scope: OperatorScope, input: PayPayoutInput): Promise<void> {
  const { reference } = input;
  return decide(scope, input, async (db, payout) => {
    const { sellerId, id, state, net } = payout;
    if (state === "draft") throw new AppError("conflict", "payouts.errors.notApproved");
    if (state === "approved" && !isDue(net)) throw new AppError("conflict", "payouts.errors.notDue");
    const { count } = await db.payout.updateMany({
      where: { sellerId, id, state: "approved" },
      data: { state: "paid", reference, paidAt: new Date(), paidBy: scope.actorId },
    });
    if (count === 0) {
      if (await db.payout.findFirst({ where: { sellerId, id, reference }, select: { id: true } })) return;
      throw new AppError("conflict", "payouts.errors.paid");
    }
    await recordAudit(db, scope, eventOf("payout.paid", payout, { net }));
  });
}

/** A counter-entry: the next payout that is computed says what was wrong in this one. */
export function correctPayout(scope: OperatorScope, input: CorrectPayoutInput): Promise<void> {
  return decide(scope, input, async (db, payout) => {
    const { sellerId, id: payoutId, currency } = payout;
    if (payout.state === "draft") throw new AppError("conflict", "payouts.errors.draftCorrected");
    const amount = readCorrection(input, currency);
    const before = await db.payoutCorrection.findFirst({
      where: { sellerId, id: input.id },
      select: { payoutId: true },
    });
    // The same one again is done; another one under its id is a mistake.
    if (before && before.payoutId !== payoutId) throw new AppError("conflict", "payouts.errors.otherPayout");
    if (before) return;
    const signed = input.direction === "more" ? amount : -amount;
    const { id, reason } = input;
    await db.payoutCorrection.createMany({
      data: { sellerId, id, payoutId, currency, amount: BigInt(signed), reason, createdBy: scope.actorId },
    });
    await recordAudit(db, scope, eventOf("payout.corrected", payout, { amount: signed }));
  });
}

/** Every field that is wrong is told at once. */
function readCorrection({ amount: text, reason }: CorrectPayoutInput, currency: string): number {
  const digits = minorDigits(currency);
  const amount = readMoney(text, digits);
  const wrong =
    amount === null
      ? moneyError(text, digits, "payouts.errors.amount")
      : amount > MAX_CORRECTION
        ? "payouts.errors.amountLarge"
        : amount === 0
          ? "payouts.errors.zero"
          : null;
  const fields = { ...(wrong && { amount: wrong }), ...(!reason && { reason: "payouts.errors.reason" }) };
  if (amount === null || Object.keys(fields).length > 0)
    throw new AppError("invalid", Object.values(fields)[0] ?? "errors.invalid", {
      values: { most: { minor: MAX_CORRECTION, currency } },
      fields,
    });
  return amount;
}

/** Only a draft: what it said is there for the next one. */
export function discardPayout(scope: OperatorScope, input: SellerPayoutInput): Promise<void> {
  return decide(scope, input, async (db, payout) => {
    const { sellerId, id } = payout;
    const { count } = await db.payout.deleteMany({ where: { sellerId, id, state: "draft" } });
    if (count === 0) throw new AppError("conflict", "payouts.errors.notDraft");
    await recordAudit(db, scope, eventOf("payout.discarded", payout));
  });
}
