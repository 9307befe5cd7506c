import "server-only";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { refundBudgets } from "@/lib/auth/budgets";
import { takeCode } from "@/lib/auth/codes";
import type { Visitor } from "@/lib/auth/commands";
import type { CodeSent } from "@/lib/auth/rules";
import { checkProofCode, type ProofAsk, sendProofCode } from "@/lib/auth/second-proof/commands";
import { handOver } from "@/lib/auth/second-proof/hand-over";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { notFoundError } from "@/lib/errors";
import { findOtherProof, lacksSecondProof, proofGone } from "@/lib/merges/proofs/queries";

type Asked = { proofId: string; contactId: string };

/** A code to another contact of the user whose number was proved, veiled in the answer. */
export async function requestOtherContactProof(scope: AccountScope, visitor: Visitor, asked: Asked): Promise<CodeSent> {
  return await sendProofCode(visitor, await askFor(scope, visitor, asked));
}

/** Used up, the code is remembered for a while: the merge asks for it. */
export async function giveOtherContactProof(
  scope: AccountScope,
  visitor: Visitor,
  { code, ...asked }: Asked & { code: string },
): Promise<void> {
  const { codeId, contact } = await checkProofCode(visitor, await askFor(scope, visitor, asked), code);
  const system = systemFor(scope);
  await system.tx(async (db) => {
    await takeCode(db, codeId);
    await recordAudit(db, system, {
      action: "contact.proved",
      targetKind: "contact",
      targetId: asked.contactId,
      data: { kind: contact.kind },
    });
  });
  await refundBudgets({ contact, ip: scope.origin.ip, browser: visitor.browser });
}

async function askFor(scope: AccountScope, visitor: Visitor, { proofId, contactId }: Asked): Promise<ProofAsk> {
  const { db } = systemFor(scope);
  const proof = await findOtherProof(db, scope, visitor, proofId);
  if (contactId === proof.contactId || !(await lacksSecondProof(db, scope, visitor, proof))) throw notFoundError();
  return { contactId, ownerId: proof.ownerId, byId: scope.user.id };
}

/** The number is new to this person: it leaves the user who had it before, who keeps everything else. */
export async function takeNumber(
  scope: AccountScope,
  visitor: Visitor,
  { proofId }: { proofId: string },
): Promise<void> {
  const system = systemFor(scope);
  await system.tx(async (db) => {
    const { contact } = await findOtherProof(db, scope, visitor, proofId);
    await lockContacts(db, [contact]);
    const proof = await findOtherProof(db, scope, visitor, proofId);
    await db.$queryRaw`SELECT id FROM users WHERE id = ${proof.ownerId}::uuid FOR NO KEY UPDATE`;
    const { count } = await db.signInCode.deleteMany({ where: { id: proofId } });
    // A number that is in use is its user's: both are merged, or nothing happens.
    if (count === 0 || !(await lacksSecondProof(db, scope, visitor, proof))) throw proofGone();
    const { contactId, ownerId: fromId } = proof;
    // Between the look and the lock its user may have removed it.
    if ((await db.contact.count({ where: { id: contactId, userId: fromId } })) === 0) throw proofGone();
    await handOver(db, system, { contactId, contact, fromId, intoId: scope.user.id });
  });
}

export function systemFor(scope: AccountScope): SystemScope {
  return SystemScope.resolve("merge", { origin: scope.origin, actorId: scope.user.id });
}
