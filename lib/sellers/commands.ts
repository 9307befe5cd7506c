import "server-only";
import { type OperatorScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import { commissionText } from "@/lib/sellers/rules";
import type { SellerTermsInput } from "@/lib/sellers/schema";
import { patchSettings, readSettings, type SellerSettings, type SettingsPatch } from "@/lib/sellers/settings";

export type LockedSeller = {
  id: string;
  name: string;
  slug: string;
  status: string;
  openedAt: Date | null;
  submittedAt: Date | null;
};

/** One decision about a seller at a time. */
export async function lockSeller(db: Db, id: string): Promise<LockedSeller> {
  const [row] = await db.$queryRaw<LockedSeller[]>`
    SELECT id, name, slug, status, opened_at AS "openedAt", submitted_at AS "submittedAt" FROM sellers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw notFoundError();
  return row;
}

/** What the platform takes of each sale, and how many invites the seller may send a day. Orders that were delivered keep their commission. */
export async function setSellerTerms(
  scope: OperatorScope,
  { id, commission: commissionBp, dailyInvites }: SellerTermsInput,
): Promise<void> {
  const system = SystemScope.resolve("seller terms", scope);
  await system.tx(async (db) => {
    const { status } = await lockSeller(db, id);
    if (status === "terminated") throw new AppError("conflict", "admin.errors.decided");
    const was = await db.seller.findFirstOrThrow({ where: { id }, select: { commissionBp: true, dailyInvites: true } });
    if (was.commissionBp === commissionBp && was.dailyInvites === dailyInvites) return;
    await db.seller.updateMany({ where: { id }, data: { commissionBp, dailyInvites } });
    await recordAudit(db, scope, {
      action: "seller.terms_changed",
      targetKind: "seller",
      targetId: id,
      sellerId: id,
      data: { was: termsText(was), what: termsText({ commissionBp, dailyInvites }) },
    });
  });
}

function termsText({ commissionBp, dailyInvites }: { commissionBp: number; dailyInvites: number | null }): string {
  return `${commissionText(commissionBp)} %, ${dailyInvites ?? "–"}`;
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
        what: "notices",
        ...patch.notices,
        ...patch.sending,
        ...(patch.invites?.reminderDays !== undefined && { reminderDays: patch.invites.reminderDays }),
      },
    });
    return settings;
  });
}
