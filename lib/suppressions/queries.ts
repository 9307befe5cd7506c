import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";

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
