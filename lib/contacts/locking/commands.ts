import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLockKeys, contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";

/**
 * The same locks as ensure_user takes, in the same order, until the transaction ends: one contact is listed, invited or proved by
 * one transaction at a time. Taken before any row is locked, so that nobody waits in a circle.
 */
export async function lockContacts(db: Db, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  const byKey = new Map(contacts.map((contact) => [contactKey(contact), contact]));
  const ordered = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact);
  const keys = ordered.map((contact) => contactLockKeys(contactLookups(contact))).join();
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 1)) FROM unnest(string_to_array(${keys}, ',')) AS key`;
}
