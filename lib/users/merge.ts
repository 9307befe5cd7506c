import "server-only";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";

type ContactOwner = { contactId: string; userId: string; proved: boolean };

/** Whose contact is it? Somebody is behind it once any contact of that user was proved; before, it only waits for its owner. */
export async function findContactOwner(db: Db, contact: Contact): Promise<ContactOwner | null> {
  const row = await db.contact.findFirst({
    where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
    select: { id: true, userId: true },
  });
  if (!row) return null;
  const proved = await db.contact.findFirst({
    where: { userId: row.userId, verifiedAt: { not: null } },
    select: { id: true },
  });
  return { contactId: row.id, userId: row.userId, proved: proved !== null };
}

/**
 * An invite made a user for a contact that nobody had proved; now it turns out to be somebody's second contact.
 * What was prepared for it (invited customers rows, memberships, invites) passes to that person; where they have a
 * row of their own, theirs counts. Nobody was ever signed in as the prepared user, so nothing else hangs on it.
 */
export async function absorbUnprovedUser(db: Db, from: string, into: string): Promise<void> {
  await db.invite.updateMany({ where: { userId: from }, data: { userId: into } });
  const shops = await db.customer.findMany({ where: { userId: into }, select: { sellerId: true } });
  await db.customer.deleteMany({ where: { userId: from, sellerId: { in: shops.map(({ sellerId }) => sellerId) } } });
  await db.customer.updateMany({ where: { userId: from }, data: { userId: into } });
  const stores = await db.member.findMany({ where: { userId: into }, select: { sellerId: true } });
  await db.member.updateMany({
    where: { userId: from, sellerId: { notIn: stores.map(({ sellerId }) => sellerId) } },
    data: { userId: into },
  });
  // A membership beside one of their own stays as it is: a seller's last admin is never deleted in passing.
  await db.user.deleteMany({ where: { id: from, members: { none: {} } } });
}
