import "server-only";
import type { OperatorScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { lockMembers } from "@/lib/members/acting/commands";
import { discardUnopened } from "@/lib/onboarding/discarding/commands";
import { requireOtherOperator } from "@/lib/operators/commands";
import { lockSeller } from "@/lib/sellers/commands";
import { applyDecision } from "@/lib/sellers/deciding/commands";
import { type LonelyStore, storesLeftAlone } from "@/lib/users/stores/queries";

/**
 * What becomes of the stores whose last admin goes: those that never opened go with them. The others are handed to `settle`, which says of each
 * whether that is settled; the rest is named. The database refuses what is not (migrations 0019, 0024 and 0034; for operators 0029).
 */
async function leaveStores(
  db: Db,
  scope: OperatorScope,
  userIds: string[],
  problem: string,
  settle: (store: LonelyStore) => Promise<boolean>,
): Promise<void> {
  const places = await db.member.findMany({
    where: { userId: { in: userIds }, role: "admin", status: "active" },
    orderBy: { sellerId: "asc" },
    select: { sellerId: true },
  });
  for (const { sellerId } of places) await lockMembers(db, sellerId);
  const left: string[] = [];
  for (const store of await storesLeftAlone(db, userIds)) {
    if (await discardUnopened(db, scope, store.id)) continue;
    if (!(await settle(store))) left.push(store.name);
  }
  if (left.length === 0) return await requireOtherOperator(db, userIds);
  const names = left.sort().slice(0, 5).join(", ");
  throw new AppError("conflict", problem, { values: { names } });
}

type Suspension = { suspend: readonly string[]; reason: string };

/** A suspended store keeps an admin who may not sign in; of the open ones those are suspended that the operator was shown. */
export async function leaveStoresDisabled(
  db: Db,
  scope: OperatorScope,
  userId: string,
  { suspend, reason }: Suspension,
): Promise<void> {
  await leaveStores(db, scope, [userId], "users.errors.lastAdmin", async ({ id }) => {
    const seller = await lockSeller(db, id);
    if (seller.status !== "open") return true;
    if (!suspend.includes(id)) return false;
    await applyDecision(db, scope, seller, "suspend", reason);
    return true;
  });
}

/** Nobody comes back from being erased: whatever has opened needs another admin first, or an end. */
export async function leaveStoresErased(db: Db, scope: OperatorScope, userIds: string[]): Promise<void> {
  await leaveStores(db, scope, userIds, "users.errors.lastAdminErase", async () => false);
}
