import "server-only";
import { type OperatorScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { approveAllListed } from "@/lib/clients/approval/commands";
import { AppError, notFoundError } from "@/lib/errors";
import { decisionSteps, type SellerDecision, type SellerStatus } from "@/lib/sellers/rules";
import type { SellerDecisionInput } from "@/lib/sellers/schema";
import { patchSettings, readSettings, type SellerSettings, type SettingsPatch } from "@/lib/sellers/settings";

const AUDITED: Record<SellerDecision, string> = {
  approve: "seller.approved",
  suspend: "seller.suspended",
  reopen: "seller.reopened",
};

/** Takes a seller from one status to the next; of two operators deciding at once, one wins and the other is told. */
export async function decideSeller(
  scope: OperatorScope,
  { id, decision, reason }: SellerDecisionInput,
): Promise<{ status: SellerStatus }> {
  const { from, to } = decisionSteps(decision);
  await scope.tx(async (db) => {
    const { count } = await db.seller.updateMany({ where: { id, status: from }, data: { status: to } });
    if (count === 0) {
      const seller = await db.seller.findFirst({ where: { id }, select: { id: true } });
      throw seller ? new AppError("conflict", "admin.errors.decided") : notFoundError();
    }
    await recordAudit(db, scope, {
      action: AUDITED[decision],
      targetKind: "seller",
      targetId: id,
      sellerId: id,
      data: reason ? { reason } : {},
    });
  });
  // Whoever proved a listed contact while the shop was closed is let in now.
  if (to === "open") await approveAllListed(SystemScope.resolve("seller opened", scope), id);
  return { status: to };
}

/** Changes what a form says and leaves the rest; two forms at once both count. */
export async function updateSettings(scope: StoreScope, patch: SettingsPatch): Promise<SellerSettings> {
  const { id } = scope.seller;
  return await scope.tx(async (db) => {
    const [row] = await db.$queryRaw<{ settings: unknown }[]>`
      SELECT settings FROM sellers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    if (!row) throw notFoundError();
    const settings = patchSettings(readSettings(row.settings), patch);
    await db.seller.updateMany({ where: { id }, data: { settings } });
    await recordAudit(db, scope, {
      action: "seller.settings_changed",
      targetKind: "seller",
      targetId: id,
      // The seller's words stay out of the audit.
      data: {
        ...patch.notices,
        ...(patch.invites?.reminderDays !== undefined && { reminderDays: patch.invites.reminderDays }),
      },
    });
    return settings;
  });
}
