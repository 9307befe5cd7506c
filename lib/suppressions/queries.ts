import "server-only";
import type { z } from "zod";
import type { OperatorScope } from "@/lib/access/scope";
import { type Contact, contactKey, parseContact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { pageOf } from "@/lib/paging";
import type { SuppressionReason } from "@/lib/suppressions/rules";
import type { suppressionListInput } from "@/lib/suppressions/schema";

/**
 * Which of these contacts nothing but a code is sent to, by contactKey(). As the system: no seller reads that table. A seller who is told "refused"
 * learns that much of the one contact that it named.
 */
export async function isSuppressed(db: Db, contacts: readonly Contact[]): Promise<Set<string>> {
  const byLookup = new Map<string, string>();
  for (const contact of contacts) {
    for (const lookup of contactLookups(contact)) byLookup.set(hex(lookup), contactKey(contact));
  }
  if (byLookup.size === 0) return new Set();
  const rows = await db.$queryRaw<{ lookup: string }[]>`
    SELECT encode(lookup, 'hex') AS lookup FROM suppressions
    WHERE lookup IN (SELECT decode(l, 'hex') FROM unnest(string_to_array(${[...byLookup.keys()].join()}, ',')) AS l)`;
  return new Set(rows.flatMap(({ lookup }) => byLookup.get(lookup) ?? []));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export type SuppressionRow = { id: string; kind: "phone" | "email"; reason: SuppressionReason; createdAt: string };

/** The newest first, without the contacts themselves; or the one that somebody asks about. Null: what was typed is no contact. */
export async function listSuppressions(
  scope: OperatorScope,
  { q, cursor, limit }: z.output<typeof suppressionListInput>,
): Promise<{ items: SuppressionRow[]; nextCursor: string | null } | null> {
  const asked = q ? parseContact(q) : null;
  if (asked && !("contact" in asked)) return null;
  const [time, id] = cursor ?? [];
  const rows = await scope.db.suppression.findMany({
    where: {
      ...(asked && { kind: asked.contact.kind, lookup: { in: contactLookups(asked.contact) } }),
      ...(time && id && { createdAt: { lte: time }, OR: [{ createdAt: { lt: time } }, { id: { lt: id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: { id: true, kind: true, reason: true, createdAt: true },
  });
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.id,
      kind: row.kind === "phone" ? "phone" : "email",
      reason: row.reason as SuppressionReason,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}
