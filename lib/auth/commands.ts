import "server-only";
import type { Origin } from "@/lib/access/request";
import { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { refundBudgets } from "@/lib/auth/budgets";
import { checkCode, sendCode, takeCode } from "@/lib/auth/codes";
import type { CodeSent } from "@/lib/auth/rules";
import { needsSecondProof } from "@/lib/auth/second-proof/queries";
import { startSession } from "@/lib/auth/sessions";
import { approveListed } from "@/lib/clients/approval/commands";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError } from "@/lib/errors";
import { registerInvites } from "@/lib/invites/commands";
import { currentKeyId } from "@/lib/sealed";

/** Who is at the other end: from where, in which browser, and how they write numbers. */
export type Visitor = { origin: Origin; browser: string; locale: string; country?: string };

/** The contact that a person typed; what is wrong with it stands beside the field. */
export function readContact(raw: string, country: string | undefined): Contact {
  const parsed = parseContact(raw, country);
  if ("contact" in parsed) return parsed.contact;
  throw fieldError("contact", `contacts.errors.${parsed.problem}`);
}

export async function requestSignInCode(visitor: Visitor, input: { contact: string }): Promise<CodeSent> {
  const { origin, browser, locale, country } = visitor;
  return await sendCode({ purpose: "sign_in", contact: readContact(input.contact, country), origin, browser, locale });
}

export type SignedIn = {
  sessionId: string;
  userId: string;
  /** Absent while the session is held. */
  preferences?: { locale: string; theme: string };
};
type SignInTry = { contact: string; code: string; previousSession: string | null };

/**
 * A right code signs in: the contact is proved, its user found or made, the browser gets a new session, invites to
 * the contact take effect. All of it or nothing; a new contact registers by the very same step. By a number that nobody
 * used for long the session is held, and nothing else happens yet.
 */
export async function verifySignInCode(visitor: Visitor, input: SignInTry): Promise<SignedIn> {
  const { origin, browser, locale, country } = visitor;
  const contact = readContact(input.contact, country);
  const codeId = await checkCode({ purpose: "sign_in", contact, browser, origin, code: input.code });
  const system = SystemScope.resolve("sign-in", { origin });
  const signedIn = await system.tx(async (db) => {
    await takeCode(db, codeId);
    const person = await proveContactOwner(db, contact, locale);
    const scope = SystemScope.resolve("sign-in", { origin, actorId: person.userId });
    if (person.status !== "active") {
      await recordAudit(db, scope, {
        action: "sign_in.refused",
        targetKind: "user",
        targetId: person.userId,
        data: { reason: "disabled" },
      });
      return null;
    }
    const { userId, contactId, held } = person;
    const sessionId = await startSession(db, scope, { userId, contactId, previous: input.previousSession, held });
    // What a user chose is theirs to see, and nobody knows yet whether this is them.
    if (held) return { sessionId, userId };
    await db.contact.updateMany({ where: { id: contactId, verifiedAt: null }, data: { verifiedAt: new Date() } });
    await registerInvites(db, scope, { userId, contact });
    await approveListed(db, scope, { userId, contact });
    return { sessionId, userId, preferences: { locale: person.locale, theme: person.theme } };
  });
  await refundBudgets({ contact, ip: origin.ip, browser });
  // Said only now, to somebody who has proved that the contact is theirs.
  if (!signedIn) throw new AppError("forbidden", "auth.errors.disabled");
  return signedIn;
}

/** The user of a proved contact, made if there is none. Held: they may be somebody else than whoever proved it. */
async function proveContactOwner(db: Db, contact: Contact, locale: string) {
  const lookups = contactLookups(contact);
  const hex = lookups.map((lookup) => Buffer.from(lookup).toString("hex")).join();
  const contactId = newId();
  const value = sealContact("contacts.value", contactId, contact);
  await db.$queryRaw`SELECT ensure_user(${contact.kind},
    ARRAY(SELECT decode(l.hex, 'hex') FROM unnest(string_to_array(${hex}, ',')) WITH ORDINALITY AS l(hex, i) ORDER BY l.i),
    ${currentKeyId()}, ${newId()}::uuid, ${contactId}::uuid, ${value}, ${locale}) AS user_id`;
  const row = await db.contact.findFirstOrThrow({
    where: { kind: contact.kind, lookup: { in: lookups } },
    select: { id: true, userId: true, user: { select: { status: true, locale: true, theme: true } } },
  });
  return { userId: row.userId, contactId: row.id, held: await needsSecondProof(db, row.id), ...row.user };
}
