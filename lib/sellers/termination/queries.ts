import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";

/** What a termination voids. */
export type Voidable = {
  members: number;
  customers: number;
  invites: number;
  clients: number;
  imports: number;
  messages: number;
};

export async function countVoidable(db: Db, sellerId: string): Promise<Voidable> {
  const [row] = await db.$queryRaw<[Voidable]>`
    SELECT
      (SELECT count(*)::int FROM members WHERE seller_id = ${sellerId}::uuid AND status = 'active') AS members,
      (SELECT count(*)::int FROM customers WHERE seller_id = ${sellerId}::uuid AND status IN ('invited', 'requested', 'approved')) AS customers,
      (SELECT count(*)::int FROM invites WHERE seller_id = ${sellerId}::uuid AND status IN ('sent', 'registered')) AS invites,
      (SELECT count(*)::int FROM clients WHERE seller_id = ${sellerId}::uuid AND status IN ('pending', 'approved')) AS clients,
      (SELECT count(*)::int FROM imports WHERE seller_id = ${sellerId}::uuid AND status IN ('uploading', 'queued', 'running')) AS imports,
      (SELECT count(*)::int FROM messages WHERE seller_id = ${sellerId}::uuid AND status = 'queued') AS messages`;
  return row;
}

/** For the question before it; operators read no invites and no client lists, and these are numbers only. */
export function previewTermination(scope: OperatorScope, sellerId: string): Promise<Voidable> {
  return countVoidable(SystemScope.resolve("what a termination voids", scope).db, sellerId);
}
