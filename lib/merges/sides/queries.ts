import "server-only";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import type { Db } from "@/lib/db/client";
import { undoableSince } from "@/lib/merges/rules";
import { type OpenMerge, removableFrom } from "@/lib/merges/sides/rules";

/** Merges into this user, and into those who were merged into them, that an operator can still undo; as the system. */
export async function openMerges(db: Db, userId: string): Promise<OpenMerge[]> {
  const since = undoableSince(new Date());
  return await db.$queryRaw<OpenMerge[]>`
    WITH RECURSIVE open AS (
      SELECT id, from_user_id, into_user_id, created_at FROM user_merges
      WHERE into_user_id = ${userId}::uuid AND undone_at IS NULL AND created_at > ${since}
      UNION
      SELECT m.id, m.from_user_id, m.into_user_id, m.created_at FROM user_merges m JOIN open o ON m.into_user_id = o.from_user_id
      WHERE m.undone_at IS NULL AND m.created_at > ${since}
    )
    SELECT o.from_user_id AS "fromUserId", o.into_user_id AS "intoUserId", o.created_at AS "createdAt",
      COALESCE(ARRAY(SELECT jsonb_array_elements_text(m.moved->'contacts')), '{}') AS contacts
    FROM open o JOIN user_merges m ON m.id = o.id`;
}

/** Which of the user's own contacts stay for a while because of a merge, and until when. */
export async function keptContacts(scope: AccountScope, verified: readonly string[]): Promise<Map<string, Date>> {
  const userId = scope.user.id;
  const { db } = SystemScope.resolve("own merges", { origin: scope.origin, actorId: userId });
  const merges = await openMerges(db, userId);
  const now = new Date();
  return new Map(
    verified.flatMap((contactId) => {
      const from = removableFrom({ userId, contactId, verified }, merges, now);
      return from ? [[contactId, from] as const] : [];
    }),
  );
}
