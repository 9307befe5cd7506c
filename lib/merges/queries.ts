import "server-only";
import type { MemberRole, OperatorRole } from "@/lib/access/permissions";
import type { AccountScope } from "@/lib/access/scope";
import type { Visitor } from "@/lib/auth/commands";
import {
  isFreshlyProved,
  listOwnProvable,
  listVeiledContacts,
  type ProvableContact,
} from "@/lib/auth/second-proof/queries";
import { formatContact, maskContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import { type CustomerStatus, isCustomerStatus } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { systemFor } from "@/lib/merges/proofs/commands";
import { findOtherProof, lacksSecondProof } from "@/lib/merges/proofs/queries";

/** The other user, for somebody who just proved a contact of theirs. */
type OtherUser = {
  name: string | null;
  company: string | null;
  contacts: string[];
  shops: { name: string; status: CustomerStatus }[];
  stores: { name: string; role: MemberRole }[];
  operator: OperatorRole | null;
};

/** What stands between a proof and the merge, and what would be merged. */
export type MergeOffer = { proofId: string; contact: string } & (
  | { needs: "second"; contacts: ProvableContact[] }
  | { needs: "own"; contacts: ProvableContact[]; other: OtherUser }
  | { needs: null; other: OtherUser }
);

export async function getMergeOffer(
  scope: AccountScope,
  visitor: Visitor,
  { proofId }: { proofId: string },
): Promise<MergeOffer> {
  const { db } = systemFor(scope);
  const proof = await findOtherProof(db, scope, visitor, proofId);
  const offer = { proofId, contact: formatContact(proof.contact) };
  // Of somebody whose number this may only once have been, nothing is told.
  if (await lacksSecondProof(db, scope, visitor, proof)) {
    return { ...offer, needs: "second", contacts: await listVeiledContacts(db, proof.ownerId, proof.contactId) };
  }
  const other = await describeUser(db, proof.ownerId);
  if (await isFreshlyProved(db, scope)) return { ...offer, needs: null, other };
  return { ...offer, needs: "own", contacts: await listOwnProvable(scope), other };
}

async function describeUser(db: Db, id: string): Promise<OtherUser> {
  const user = await db.user.findFirstOrThrow({
    where: { id },
    select: {
      name: true,
      company: true,
      status: true,
      contacts: { select: { id: true, kind: true, value: true }, orderBy: { createdAt: "asc" } },
      customers: {
        where: { status: { not: "merged" }, seller: { status: { in: ["open", "suspended"] } } },
        select: { status: true, seller: { select: { name: true } } },
        orderBy: { seller: { name: "asc" } },
      },
      members: {
        where: { status: "active", seller: { status: { not: "terminated" } } },
        select: { role: true, seller: { select: { name: true } } },
        orderBy: { seller: { name: "asc" } },
      },
      operator: { select: { role: true, status: true } },
    },
  });
  if (user.status !== "active") throw new AppError("conflict", "me.errors.mergeClosed");
  const { name, company, operator } = user;
  return {
    name,
    company,
    contacts: user.contacts.map(({ id: row, kind, value }) =>
      maskContact(unsealContact("contacts.value", row, kind, value)),
    ),
    shops: user.customers.flatMap(({ status, seller }) =>
      isCustomerStatus(status) ? [{ name: seller.name, status }] : [],
    ),
    stores: user.members.map(({ role, seller }) => ({ name: seller.name, role: role as MemberRole })),
    operator: operator?.status === "active" ? (operator.role as OperatorRole) : null,
  };
}
