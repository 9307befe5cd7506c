import "server-only";
import type { HeldScope } from "@/lib/access/held-scope";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { refundBudgets } from "@/lib/auth/budgets";
import { checkCode, sendCode, takeCode } from "@/lib/auth/codes";
import type { Visitor } from "@/lib/auth/commands";
import type { CodeSent } from "@/lib/auth/rules";
import { handOver } from "@/lib/auth/second-proof/hand-over";
import { findOwned } from "@/lib/auth/second-proof/queries";
import { startSession } from "@/lib/auth/sessions";
import { approveListed } from "@/lib/clients/approval/commands";
import { lockContacts } from "@/lib/contacts/locking/commands";
import { type Contact, veilContact } from "@/lib/contacts/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFoundError } from "@/lib/errors";
import { registerInvites } from "@/lib/invites/commands";

/** A contact by its id, of whom, and who proves it. */
export type ProofAsk = { contactId: string; ownerId: string; byId: string };

/** A code to a verified contact that nobody typed. What it is shows to nobody but its owner, also in the answer. */
export async function sendProofCode(visitor: Visitor, ask: ProofAsk): Promise<CodeSent> {
  const { origin, browser, locale } = visitor;
  const contact = await findProvable(visitor, ask);
  const sent = await sendCode({ purpose: "second_proof", contact, origin, browser, locale, userId: ask.byId });
  return { ...sent, contact: ask.ownerId === ask.byId ? sent.contact : veilContact(contact) };
}

export async function checkProofCode(
  visitor: Visitor,
  ask: ProofAsk,
  code: string,
): Promise<{ codeId: string; contact: Contact }> {
  const { origin, browser } = visitor;
  const contact = await findProvable(visitor, ask);
  const codeId = await checkCode({ purpose: "second_proof", contact, browser, origin, userId: ask.byId, code });
  return { codeId, contact };
}

async function findProvable({ origin }: Visitor, { contactId, ownerId, byId }: ProofAsk): Promise<Contact> {
  const { db } = SystemScope.resolve("second proof", { origin, actorId: byId });
  const verified = await db.contact.count({ where: { id: contactId, userId: ownerId, verifiedAt: { not: null } } });
  const contact = verified > 0 ? await findOwned(db, ownerId, contactId) : null;
  if (!contact) throw notFoundError();
  return contact;
}

/** For whoever is signed in: a code to an own contact, because what they want to do needs a fresh proof. */
export async function requestOwnProof(
  scope: AccountScope,
  visitor: Visitor,
  { contactId }: { contactId: string },
): Promise<CodeSent> {
  return await sendProofCode(visitor, { contactId, ownerId: scope.user.id, byId: scope.user.id });
}

export async function giveOwnProof(
  scope: AccountScope,
  visitor: Visitor,
  { contactId, code }: { contactId: string; code: string },
): Promise<void> {
  const ask = { contactId, ownerId: scope.user.id, byId: scope.user.id };
  const { codeId, contact } = await checkProofCode(visitor, ask, code);
  const system = SystemScope.resolve("own proof", { origin: scope.origin, actorId: scope.user.id });
  await system.tx(async (db) => {
    await takeCode(db, codeId);
    await db.session.updateMany({ where: { id: scope.user.sessionId }, data: { provedAt: new Date() } });
    await db.contact.updateMany({ where: { id: contactId, userId: scope.user.id }, data: { provedAt: new Date() } });
    await recordAudit(db, system, {
      action: "session.proved",
      targetKind: "session",
      targetId: scope.user.sessionId,
      data: { kind: contact.kind },
    });
  });
  await refundBudgets({ contact, ip: scope.origin.ip, browser: visitor.browser });
}

/** For a held session: a code to another contact of the number's user, veiled in the answer. */
export async function requestSecondProof(
  held: HeldScope,
  visitor: Visitor,
  { contactId }: { contactId: string },
): Promise<CodeSent> {
  const contact = await findProvable(visitor, secondOf(held, contactId));
  return { ...(await sendProofCode(visitor, secondOf(held, contactId))), contact: veilContact(contact) };
}

/** Never the number itself once more. */
function secondOf(held: HeldScope, contactId: string): ProofAsk {
  if (contactId === held.contactId) throw notFoundError();
  return { contactId, ownerId: held.userId, byId: held.userId };
}

export type Resolved = { sessionId: string; preferences?: { locale: string; theme: string } };

/** It is them: a session with an id of its own opens everything, and both proofs count as proofs everywhere. */
export async function giveSecondProof(
  held: HeldScope,
  visitor: Visitor,
  input: { contactId: string; code: string },
): Promise<Resolved> {
  const { codeId, contact: second } = await checkProofCode(visitor, secondOf(held, input.contactId), input.code);
  const { userId, contactId, origin } = held;
  const scope = SystemScope.resolve("second proof", { origin, actorId: userId });
  const preferences = await scope.tx(async (db) => {
    await takeCode(db, codeId);
    const first = await lockHeld(db, held);
    if (!(await findOwned(db, userId, input.contactId))) throw goneError();
    const sessionId = await startSession(db, scope, { userId, contactId, previous: held.sessionId });
    await db.contact.updateMany({ where: { id: contactId, verifiedAt: null }, data: { verifiedAt: new Date() } });
    await db.contact.updateMany({ where: { id: input.contactId }, data: { provedAt: new Date() } });
    await recordAudit(db, scope, { action: "session.second_proof", targetKind: "session", targetId: sessionId });
    for (const contact of [first, second]) {
      await registerInvites(db, scope, { userId, contact });
      await approveListed(db, scope, { userId, contact });
    }
    const user = await db.user.findFirstOrThrow({ where: { id: userId }, select: { locale: true, theme: true } });
    return { sessionId, preferences: user };
  });
  await refundBudgets({ contact: second, ip: origin.ip, browser: visitor.browser });
  return preferences;
}

/** It is somebody else, who has the number now: a user of their own, of whom nobody knows anything yet. */
export async function startAsNew(held: HeldScope, visitor: Visitor): Promise<Resolved> {
  const { origin, contactId } = held;
  const system = SystemScope.resolve("number handed over", { origin });
  const userId = newId();
  const scope = SystemScope.resolve("number handed over", { origin, actorId: userId });
  const sessionId = await system.tx(async (db) => {
    const contact = await lockHeld(db, held);
    await db.user.createMany({ data: { id: userId, locale: visitor.locale } });
    await handOver(db, scope, { contactId, contact, fromId: held.userId, intoId: userId });
    return await startSession(db, scope, { userId, contactId, previous: held.sessionId });
  });
  return { sessionId };
}

/** The number, locked, as long as the session is held and the number has not gone from its user. */
async function lockHeld(db: Db, { sessionId, userId, contactId }: HeldScope): Promise<Contact> {
  const contact = await findOwned(db, userId, contactId);
  if (!contact) throw goneError();
  await lockContacts(db, [contact]);
  await db.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  const sessions = await db.$queryRaw<object[]>`SELECT id FROM sessions
    WHERE id = ${sessionId}::uuid AND user_id = ${userId}::uuid AND held_at IS NOT NULL AND ended_at IS NULL FOR UPDATE`;
  if (sessions.length === 0 || !(await findOwned(db, userId, contactId))) throw goneError();
  return contact;
}

function goneError(): AppError {
  return new AppError("gone", "auth.errors.secondProofGone");
}
