import "server-only";
import type { AccountScope } from "@/lib/access/scope";
import type { Visitor } from "@/lib/auth/commands";
import { needsSecondProof, proofsSince } from "@/lib/auth/second-proof/queries";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { tokenHash } from "@/lib/secrets";

/** What a code proved that this person entered in this browser a short while ago: a contact, and whose it is. */
export type OtherProof = { proofId: string; contactId: string; contact: Contact; ownerId: string };

/**
 * The proof is the code's own row, used up but not forgotten: the browser names it and can say nothing about it. Whose the contact is now is
 * read anew each time.
 */
export async function findOtherProof(
  db: Db,
  scope: AccountScope,
  { browser }: Visitor,
  proofId: string,
): Promise<OtherProof> {
  const code = await db.signInCode.findFirst({
    where: {
      id: proofId,
      purpose: "add_contact",
      userId: scope.user.id,
      browserHash: Uint8Array.from(tokenHash(browser)),
      usedAt: { gt: proofsSince() },
    },
    select: { contactKind: true, contactLookup: true },
  });
  if (!code) throw proofGone();
  const row = await db.contact.findFirst({
    where: { kind: code.contactKind, lookup: code.contactLookup, verifiedAt: { not: null } },
    select: { id: true, kind: true, value: true, userId: true },
  });
  if (!row || row.userId === scope.user.id) throw proofGone();
  const contact = unsealContact("contacts.value", row.id, row.kind, row.value);
  return { proofId, contactId: row.id, contact, ownerId: row.userId };
}

export function proofGone(): AppError {
  return new AppError("gone", "me.errors.mergeGone");
}

/** A number that was unused for long proves nothing about its user: was another contact of theirs proved beside it? */
export async function lacksSecondProof(
  db: Db,
  scope: AccountScope,
  { browser }: Visitor,
  proof: OtherProof,
): Promise<boolean> {
  if (!(await needsSecondProof(db, proof.contactId))) return false;
  const others = await db.contact.findMany({
    where: { userId: proof.ownerId, id: { not: proof.contactId }, verifiedAt: { not: null } },
    select: { id: true, kind: true, value: true },
  });
  const lookups = others.flatMap(({ id, kind, value }) =>
    contactLookups(unsealContact("contacts.value", id, kind, value)),
  );
  const given = await db.signInCode.findFirst({
    where: {
      purpose: "second_proof",
      userId: scope.user.id,
      browserHash: Uint8Array.from(tokenHash(browser)),
      usedAt: { gt: proofsSince() },
      contactLookup: { in: lookups },
    },
    select: { id: true },
  });
  return given === null;
}
