import "server-only";
import { headers } from "next/headers";
import { type MemberRight, operatorMay } from "@/lib/access/permissions";
import { refuse } from "@/lib/access/refusals";
import type { StoreScope } from "@/lib/access/scope";
import { scopedSql } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { AppError } from "@/lib/errors";

const system = dbContext("system");
const EXPORT = /\/export(?:\?|$)/;
const OVER = "portal.look.over";

/** As if the store did not exist; pages lead back to where the look began. */
export function lookOverError(): AppError {
  return new AppError("not_found", OVER);
}

export function isLookOver(error: unknown): boolean {
  return error instanceof AppError && error.message === OVER;
}

/**
 * What an operator reads in a store is in that store's activity: each address once a minute, each export every time. Whole lists are
 * taken away only by those who may take away a user's.
 */
export async function auditLook(scope: StoreScope, right: MemberRight): Promise<void> {
  const path = (await headers()).get("x-path")?.slice(0, 300) ?? "";
  const exports = EXPORT.test(path);
  if (exports && !(scope.look && operatorMay(scope.look.role, "users.export")))
    throw await refuse({
      userId: scope.user.id,
      origin: scope.origin,
      where: "portal",
      seller: scope.seller.slug,
      sellerId: scope.seller.id,
      right: "users.export",
    });
  await scopedSql(system, {
    name: "audit-look",
    text: `INSERT INTO audit_events (seller_id, id, actor_id, actor_kind, action, target_kind, target_id, data, ip, user_agent, created_at)
      SELECT $1, $2, $3, 'operator', $9, 'look', $4::text, jsonb_build_object('what', $5::text, 'path', $6::text), NULLIF($7, ''), NULLIF($8, ''),
        clock_timestamp()
      WHERE $9 = 'look.exported' OR NOT EXISTS (SELECT FROM audit_events WHERE seller_id = $1 AND actor_id = $3 AND created_at > now() - interval '1 minute'
        AND action = 'look.read' AND data->>'what' = $5 AND data->>'path' = $6)`,
    values: [
      scope.seller.id,
      newId(),
      scope.user.id,
      scope.look?.id ?? null,
      right,
      path,
      scope.origin.ip,
      scope.origin.userAgent,
      exports ? "look.exported" : "look.read",
    ],
  });
}
