import "server-only";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import { AppError, notFoundError } from "@/lib/errors";
import { dropFile, keepFile } from "@/lib/files/commands";
import { drawLogo } from "@/lib/files/pictures";
import { fileAddress, fileNameOf } from "@/lib/files/rules";
import { requireDecided } from "@/lib/sellers/profile/commands";

export type LogoDto = { sellerId: string; logo: string | null };

/** Draws the picture anew and shows it at once. Of two uploads at once the later stays, and the other's file goes. */
export async function uploadLogo(scope: StoreScope, bytes: Uint8Array): Promise<LogoDto> {
  const budget = scope.seller.status === "open" ? BUDGETS.logo : BUDGETS.logoBeforeOpening;
  const refused = (await spend(budget, scope.seller.id)) ?? (await spend(BUDGETS.logoUser, scope.user.id));
  if (refused) throw new AppError("too_many", "brand.errors.tooMany");
  const name = await keepFile(scope, await drawLogo(bytes, scope.seller.id));
  try {
    return await replaceLogo(scope, fileAddress(name));
  } catch (error) {
    await dropFile(scope, scope.seller.id, name);
    throw error;
  }
}

export function removeLogo(scope: StoreScope): Promise<LogoDto> {
  return replaceLogo(scope, null);
}

async function replaceLogo(scope: StoreScope, logo: string | null): Promise<LogoDto> {
  const { id } = scope.seller;
  const old = await scope.tx(async (db) => {
    const [row] = await db.$queryRaw<{ logo: string | null; status: string }[]>`
      SELECT logo, status FROM sellers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    if (!row) throw notFoundError();
    requireDecided(row);
    if (row.logo === logo) return null;
    await db.seller.updateMany({ where: { id }, data: { logo } });
    await recordAudit(db, scope, {
      action: "seller.settings_changed",
      targetKind: "seller",
      targetId: id,
      data: { what: "logo" },
    });
    return row.logo;
  });
  await dropFile(scope, id, fileNameOf(old));
  return { sellerId: id, logo };
}

/** Of a seller that was terminated: from now on its address answers nobody. */
export async function withdrawLogo(scope: SystemScope, sellerId: string): Promise<void> {
  const old = await scope.tx(async (db) => {
    const [row] = await db.$queryRaw<{ logo: string | null }[]>`
      SELECT logo FROM sellers WHERE id = ${sellerId}::uuid AND status = 'terminated' FOR NO KEY UPDATE`;
    if (row?.logo) await db.seller.updateMany({ where: { id: sellerId }, data: { logo: null } });
    return row?.logo ?? null;
  });
  await dropFile(scope, sellerId, fileNameOf(old));
}
