import "server-only";
import type { HeldScope } from "@/lib/access/held-scope";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { isLongUnused, PROOF_MINUTES } from "@/lib/auth/rules";
import { type Contact, type ContactKind, formatContact, veilContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";

/** Is a proof of this contact too little, because it was unused for so long? Where nobody ever proved anything, nobody can have gone. */
export async function needsSecondProof(db: Db, contactId: string): Promise<boolean> {
  const row = await db.contact.findFirst({
    where: { id: contactId },
    select: { kind: true, provedAt: true, userId: true, user: { select: { lastSeenAt: true } } },
  });
  if (!row || !isLongUnused(row, new Date())) return false;
  return (await db.contact.count({ where: { userId: row.userId, verifiedAt: { not: null } } })) > 0;
}

export type ProvableContact = { id: string; kind: ContactKind; label: string };

/** A user's verified contacts but for one, veiled: whoever reads this may be a stranger. */
export async function listVeiledContacts(db: Db, userId: string, exceptId: string): Promise<ProvableContact[]> {
  const contacts = await findVerified(db, userId);
  return contacts
    .filter(({ id }) => id !== exceptId)
    .map(({ id, contact }) => ({ id, kind: contact.kind, label: veilContact(contact) }));
}

/** One's own verified contacts, by one of which one shows again that one is oneself. */
export async function listOwnProvable(scope: AccountScope): Promise<ProvableContact[]> {
  const contacts = await findVerified(scope.db, scope.user.id);
  return contacts.map(({ id, contact }) => ({ id, kind: contact.kind, label: formatContact(contact) }));
}

async function findVerified(db: Db, userId: string): Promise<{ id: string; contact: Contact }[]> {
  const rows = await db.contact.findMany({
    where: { userId, verifiedAt: { not: null } },
    select: { id: true, kind: true, value: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, kind, value }) => ({ id, contact: unsealContact("contacts.value", id, kind, value) }));
}

/** What the page of a held session may show: the number that was proved just now, and veils. */
export async function getHeldChoices(held: HeldScope): Promise<{ contact: string; others: ProvableContact[] } | null> {
  const { db } = SystemScope.resolve("second proof", { origin: held.origin });
  const proved = await findOwned(db, held.userId, held.contactId);
  if (!proved) return null;
  return { contact: formatContact(proved), others: await listVeiledContacts(db, held.userId, held.contactId) };
}

/** One contact of this user; null when it has gone from them. */
export async function findOwned(db: Db, userId: string, id: string): Promise<Contact | null> {
  const row = await db.contact.findFirst({ where: { id, userId }, select: { kind: true, value: true } });
  return row ? unsealContact("contacts.value", id, row.kind, row.value) : null;
}

/** Did the person prove a contact of theirs in this very session, a short while ago? */
export async function isFreshlyProved(db: Db, scope: AccountScope): Promise<boolean> {
  const session = await db.session.findFirst({
    where: {
      id: scope.user.sessionId,
      userId: scope.user.id,
      endedAt: null,
      heldAt: null,
      provedAt: { gt: proofsSince() },
    },
    select: { id: true },
  });
  return session !== null;
}

/** Proofs older than this have been forgotten. */
export function proofsSince(): Date {
  return new Date(Date.now() - PROOF_MINUTES * 60_000);
}
