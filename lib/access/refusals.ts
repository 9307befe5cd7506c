import "server-only";
import { type Parting, partedError } from "@/lib/access/parted";
import type { Origin } from "@/lib/access/request";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import { scopedDb } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { newId, PLATFORM_ID } from "@/lib/db/ids";
import { type AppError, notFoundError } from "@/lib/errors";
import { logger } from "@/lib/logger";

type Refusal = {
  userId: string;
  origin: Origin;
  where: string;
  seller?: string;
  sellerId?: string;
  right?: string;
  by?: "user" | "operator";
  /** What became of the place that they had there. */
  parting?: Parting | null;
};

/** Writes the refused attempt to the audit and returns the error to throw: as if the thing did not exist, but to those who had a place there. */
export async function refuse(refusal: Refusal): Promise<AppError> {
  const usedUp = await spend(BUDGETS.refusals, refusal.userId);
  if (!usedUp) await audit(refusal);
  else if (usedUp.first) {
    logger.warn({ userId: refusal.userId, count: BUDGETS.refusals.points }, "further refused requests are not audited");
  }
  return refusal.parting ? partedError(refusal.parting) : notFoundError();
}

async function audit(refusal: Refusal): Promise<void> {
  await scopedDb(dbContext("system")).auditEvent.createMany({
    data: {
      id: newId(),
      sellerId: refusal.sellerId ?? PLATFORM_ID,
      actorId: refusal.userId,
      actorKind: refusal.by ?? "user",
      action: "access.refused",
      targetKind: refusal.where,
      // What was asked for may be anything; PostgreSQL keeps no NUL.
      targetId: refusal.seller?.replace(/\p{C}/gu, "").slice(0, 100) ?? null,
      data: refusal.right ? { right: refusal.right } : {},
      ip: refusal.origin.ip || null,
      userAgent: refusal.origin.userAgent || null,
    },
  });
}
