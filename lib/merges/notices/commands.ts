import "server-only";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { undoableUntil } from "@/lib/merges/rules";
import { queueMessages } from "@/lib/messages/commands";

type People = { fromId: string; intoId: string };

/** Every contact that both had is told, each in its user's language: whoever reads there may not be who merged them, and has until then to say so. */
export async function tellOfMerge(db: Db, { fromId, intoId }: People, theirs: readonly string[]): Promise<void> {
  const users = await db.user.findMany({
    where: { id: { in: [fromId, intoId] } },
    select: { id: true, locale: true },
  });
  const locales = new Map(users.map(({ id, locale }) => [id, locale]));
  const rows = await db.contact.findMany({
    where: { userId: intoId, verifiedAt: { not: null } },
    select: { id: true, kind: true, value: true },
  });
  const now = new Date();
  const said = { template: "users-merged", at: now.toISOString(), until: undoableUntil(now).toISOString() } as const;
  await queueMessages(
    db,
    rows.map(({ id, kind, value }) => ({
      to: unsealContact("contacts.value", id, kind, value),
      locale: locales.get(theirs.includes(id) ? fromId : intoId) ?? "en",
      ...said,
    })),
  );
}
