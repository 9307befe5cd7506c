import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { minorDigits } from "@/lib/i18n/format";
import type { ProfileInput } from "@/lib/sellers/profile/schema";

/** Saves one group of fields and leaves the others. What is as it was is no event. */
export async function saveProfile(
  scope: StoreScope,
  { group, ...values }: ProfileInput,
): Promise<{ sellerId: string }> {
  const { id } = scope.seller;
  await scope.tx(async (db) => {
    // Before the row: an order that is being placed has this lock first, and its foreign key asks for the row afterwards.
    if ("currency" in values) await lockCurrency(db, id);
    await db.$queryRaw`SELECT id FROM sellers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before: Record<string, unknown> | null = await db.seller.findFirst({ where: { id } });
    if (!before) throw notFoundError();
    requireDecided(before);
    const changed = Object.entries(values).filter(([name, value]) => textOf(value) !== textOf(before[name]));
    if (changed.length === 0) return;
    if ("legalName" in values && before.legalName && !values.legalName)
      throw fieldError("legalName", "sellers.fields.errors.legalName");
    if ("currency" in values) await requireFreeCurrency(db, id, String(before.currency), values.currency);
    await db.seller.updateMany({ where: { id }, data: values });
    await recordAudit(db, scope, {
      action: "seller.settings_changed",
      targetKind: "seller",
      targetId: id,
      data: { what: group, fields: changed.map(([name]) => name) },
    });
  });
  return { sellerId: id };
}

/** What operators approve is what they looked at. */
export function requireDecided({ status }: Record<string, unknown>): void {
  if (status === "pending") throw new AppError("conflict", "settings.errors.pending");
}

/** Orders that are being placed hold the same lock, shared: each is seen here, or it waits and sees the new currency. The database takes it, too. */
async function lockCurrency(db: Db, sellerId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('currency ' || ${sellerId}::uuid, 0))`;
}

/** Numbers and big integers, lists and their copies compare as what they say. */
function textOf(value: unknown): string {
  return String(value ?? "");
}

/** Orders and payouts are sums in one currency; prices keep their figures, which must mean the same number of decimals. */
async function requireFreeCurrency(db: Db, sellerId: string, before: string, after: string): Promise<void> {
  if (before === after) return;
  if (await db.order.findFirst({ where: { sellerId }, select: { id: true } }))
    throw fieldError("currency", "settings.errors.currencyOrders");
  if (minorDigits(before) === minorDigits(after)) return;
  if (await db.product.findFirst({ where: { sellerId }, select: { id: true } }))
    throw fieldError("currency", "settings.errors.currencyPrices");
}
