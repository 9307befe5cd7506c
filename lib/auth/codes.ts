import "server-only";
import { randomInt } from "node:crypto";
import type { Origin } from "@/lib/access/request";
import { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spendBudgets } from "@/lib/auth/budgets";
import {
  CODE_MINUTES,
  type CodePurpose,
  type CodeSent,
  type CodeTimes,
  MAX_ATTEMPTS,
  MAX_RESENDS,
  RESEND_SECONDS,
} from "@/lib/auth/rules";
import { hasLeft, spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import { type Contact, contactKey, formatContact } from "@/lib/contacts/rules";
import { contactLockKeys, contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError } from "@/lib/errors";
import { queueMessage } from "@/lib/messages/commands";
import { keyedHash, sameBytes, tokenHash } from "@/lib/secrets";

/** Who asks for a code, in which browser, for what. */
export type CodeAsk = {
  purpose: CodePurpose;
  contact: Contact;
  /** The random value of the browser's own cookie. */
  browser: string;
  origin: Origin;
  locale: string;
  /** Who adds a contact. */
  userId?: string;
};

/**
 * Sends a code. The contact is not looked up anywhere on this way, so known and unknown ones
 * get the same answer in the same time.
 */
export async function sendCode(ask: CodeAsk): Promise<CodeSent> {
  return { ...(await sendOrWait(ask)), contact: formatContact(ask.contact) };
}

async function sendOrWait(ask: CodeAsk): Promise<CodeTimes> {
  const scope = SystemScope.resolve("send code", { origin: ask.origin, actorId: ask.userId ?? null });
  const waiting = stillWaiting(await findPrevious(scope.db, ask));
  if (waiting) return waiting;
  await spendBudgets({ contact: ask.contact, ip: ask.origin.ip, browser: ask.browser });
  return await scope.tx((db) => replaceCode(db, ask));
}

type Previous = { sends: number; createdAt: Date } | null;

/** The last code that this browser asked for and has not used. */
async function findPrevious(db: Db, { contact, purpose, browser }: CodeAsk): Promise<Previous> {
  return await db.signInCode.findFirst({
    where: {
      contactKind: contact.kind,
      contactLookup: { in: contactLookups(contact) },
      purpose,
      browserHash: Uint8Array.from(tokenHash(browser)),
      usedAt: null,
      createdAt: { gt: new Date(Date.now() - CODE_MINUTES * 60_000) },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { sends: true, createdAt: true },
  });
}

/** Asked again too soon (a double click, a reload): nothing is sent, the answer is the one given before. */
function stillWaiting(previous: Previous): CodeTimes | null {
  if (!previous) return null;
  const age = (Date.now() - previous.createdAt.getTime()) / 1000;
  if (age < RESEND_SECONDS) return answer(previous.sends, Math.ceil(RESEND_SECONDS - age));
  if (previous.sends <= MAX_RESENDS) return null;
  throw new AppError("too_many", "auth.errors.tooManyCodes", {
    values: { minutes: Math.ceil(CODE_MINUTES - age / 60) },
  });
}

function answer(sends: number, resendSeconds: number): CodeTimes {
  return { resendSeconds, resendsLeft: MAX_RESENDS + 1 - sends, minutes: CODE_MINUTES };
}

async function replaceCode(db: Db, ask: CodeAsk): Promise<CodeTimes> {
  const { contact, purpose } = ask;
  const lookups = contactLookups(contact);
  // Two requests at once for one contact would both find no code to replace.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 2)) FROM unnest(string_to_array(${contactLockKeys(lookups)}, ',')) AS key`;
  const previous = await findPrevious(db, ask);
  const waiting = stillWaiting(previous);
  if (waiting) return waiting;
  const now = new Date();
  // Only this browser's own: a code works in no other one, and a stranger's asking must not end the owner's.
  const browserHash = Uint8Array.from(tokenHash(ask.browser));
  await db.signInCode.updateMany({
    where: {
      contactKind: contact.kind,
      contactLookup: { in: lookups },
      purpose,
      browserHash,
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { expiresAt: now },
  });
  const id = newId();
  const sends = (previous?.sends ?? 0) + 1;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await db.signInCode.createMany({
    data: {
      id,
      purpose,
      contactKind: contact.kind,
      contactLookup: lookups[0],
      userId: ask.userId ?? null,
      codeHash: Uint8Array.from(codeHash(id, code)),
      browserHash,
      sends,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
    },
  });
  await queueMessage(db, {
    to: contact,
    locale: ask.locale,
    template: purpose === "add_contact" ? "add-contact-code" : "sign-in-code",
    code,
    minutes: CODE_MINUTES,
  });
  return answer(sends, RESEND_SECONDS);
}

function codeHash(id: string, code: string): Buffer {
  return keyedHash("code", id, code);
}

export type CodeTry = Omit<CodeAsk, "locale"> & { code: string };
type ClaimedRow = { id: string; code_hash: Buffer; attempts: number };

/**
 * Claims one attempt, committed before anything is compared, then compares. Answers with the code's id:
 * whoever acts on the proof marks it used in their own transaction (`takeCode`), which decides between two right ones.
 */
export async function checkCode(attempt: CodeTry): Promise<string> {
  const scope = SystemScope.resolve("check code", { origin: attempt.origin, actorId: attempt.userId ?? null });
  const claimed = await claimAttempt(scope, attempt, await triesPerCode(attempt.contact));
  if (!claimed) throw fieldError("code", "auth.errors.codeGone");
  if (sameBytes(claimed.code_hash, codeHash(claimed.id, attempt.code))) return claimed.id;
  await spend(BUDGETS.guesses, contactKey(attempt.contact));
  const left = Math.max(0, (await triesPerCode(attempt.contact)) - claimed.attempts);
  await recordAudit(scope.db, scope, {
    action: "code.refused",
    data: { purpose: attempt.purpose, kind: attempt.contact.kind, left },
  });
  throw left > 0 ? fieldError("code", "auth.errors.codeWrong", { left }) : fieldError("code", "auth.errors.codeSpent");
}

async function triesPerCode(contact: Contact): Promise<number> {
  return (await hasLeft(BUDGETS.guesses, contactKey(contact))) ? MAX_ATTEMPTS : 1;
}

/** The newest code of this contact, purpose, person and browser, while it lives and has attempts left. */
async function claimAttempt(scope: SystemScope, attempt: CodeTry, tries: number): Promise<ClaimedRow | undefined> {
  const { contact, purpose, browser, userId } = attempt;
  const rows = await scope.sql<ClaimedRow>({
    name: "claim-attempt",
    text: `UPDATE sign_in_codes SET attempts = attempts + 1
      WHERE id = (
          SELECT id FROM sign_in_codes
          WHERE contact_kind = $1 AND contact_lookup = ANY ($2::bytea[]) AND purpose = $3 AND browser_hash = $4
            AND user_id IS NOT DISTINCT FROM $5::uuid
          ORDER BY created_at DESC, id DESC LIMIT 1)
        AND used_at IS NULL AND expires_at > now() AND attempts < $6
      RETURNING id, code_hash, attempts`,
    values: [
      contact.kind,
      contactLookups(contact).map(Buffer.from),
      purpose,
      tokenHash(browser),
      userId ?? null,
      tries,
    ],
  });
  return rows[0];
}

/** Uses the code up, in the transaction that acts on the proof; of two right ones at once one gets it. */
export async function takeCode(db: Db, id: string): Promise<void> {
  const now = new Date();
  const { count } = await db.signInCode.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 0) throw fieldError("code", "auth.errors.codeGone");
}
