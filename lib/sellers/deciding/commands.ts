import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { letListedIn, oweListed } from "@/lib/clients/opening/commands";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type LockedSeller, lockSeller } from "@/lib/sellers/commands";
import { tellOfDecision } from "@/lib/sellers/notices/commands";
import { decisionSteps, type SellerDecision, type SellerOutcome, type SellerStatus } from "@/lib/sellers/rules";
import type { SellerDecisionInput, SellerDecisionsInput } from "@/lib/sellers/schema";

const AUDITED: Record<SellerDecision, string> = {
  approve: "seller.approved",
  sendBack: "seller.sent_back",
  suspend: "seller.suspended",
  reopen: "seller.reopened",
};

/** Takes a seller from one status to the next, and tells its members; of two operators deciding at once, one wins and the other is told. */
export async function decideSeller(
  scope: OperatorScope,
  { id, decision, reason, submittedAt }: SellerDecisionInput,
): Promise<{ status: SellerStatus }> {
  const { from, to } = decisionSteps(decision);
  const system = SystemScope.resolve("seller decision", scope);
  await system.tx(async (db) => {
    const seller = await lockSeller(db, id);
    if (seller.status !== from) throw new AppError("conflict", "admin.errors.decided");
    if (submittedAt && seller.submittedAt?.toISOString() !== submittedAt)
      throw new AppError("conflict", "admin.errors.submittedAnew");
    if (decision === "reopen") await requireAbleAdmin(db, id);
    await applyDecision(db, scope, seller, decision, reason);
  });
  // Whoever proved a listed contact while the shop was closed is let in now.
  if (to === "open") await letListedIn(SystemScope.resolve("seller opened", scope), id);
  return { status: to };
}

/** The same about many, one after the other, each by itself: what cannot be done does not keep the rest from it. */
export async function decideSellers(
  scope: OperatorScope,
  { ids, ...decision }: SellerDecisionsInput,
): Promise<SellerOutcome[]> {
  const outcomes: SellerOutcome[] = [];
  for (const id of ids) outcomes.push({ id, outcome: await outcomeOf(() => decideSeller(scope, { id, ...decision })) });
  return outcomes;
}

async function outcomeOf(decide: () => Promise<unknown>): Promise<SellerOutcome["outcome"]> {
  try {
    await decide();
    return "done";
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return "decided";
    if (error instanceof AppError && error.code === "not_found") return "gone";
    throw error;
  }
}

/** Behind the lock of the seller, which is in the state that this leads on from. */
export async function applyDecision(
  db: Db,
  scope: OperatorScope,
  seller: LockedSeller,
  decision: SellerDecision,
  reason: string | null,
): Promise<void> {
  const { id } = seller;
  const { from, to } = decisionSteps(decision);
  const openedAt = to === "open" && !seller.openedAt ? { openedAt: new Date() } : {};
  const statusReason = to === "open" ? null : reason;
  await db.seller.updateMany({ where: { id, status: from }, data: { status: to, statusReason, ...openedAt } });
  await recordAudit(db, scope, {
    action: AUDITED[decision],
    targetKind: "seller",
    targetId: id,
    sellerId: id,
    data: reason ? { reason } : {},
  });
  await tellOfDecision(db, seller, decision, reason);
  if (to === "open") await oweListed(db, id);
}

/** While it was suspended its admins may have been disabled. */
async function requireAbleAdmin(db: Db, sellerId: string): Promise<void> {
  const admins = await db.member.findMany({
    where: { sellerId, role: "admin", status: "active" },
    select: { user: { select: { status: true } } },
  });
  if (admins.length > 0 && admins.every(({ user }) => user.status !== "active"))
    throw new AppError("conflict", "admin.errors.noAdmin");
}
