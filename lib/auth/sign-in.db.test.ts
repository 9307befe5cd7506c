import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { AccountScope } from "@/lib/access/scope";
import { readContact, requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { requestCodeInput } from "@/lib/auth/schema";
import { endOtherSessions, endSession, endSessionById } from "@/lib/auth/sessions";
import { newestCode, newVisitor, otherThan } from "@/lib/auth/test-support";
import { contactLookups } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/server/failure";
import { systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

const fresh = () => `${unique("sign-in")}@example.com`;

async function signIn(contact: string, previousSession: string | null = null, visitor = newVisitor()) {
  await requestSignInCode(visitor, { contact });
  return await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession });
}

const whoIs = (sessionId: string) => actingAs({ sessionId }, () => AccountScope.find());

describe("signing in", () => {
  it("a new contact registers by the same step, verified", async () => {
    const contact = fresh();
    const { userId, sessionId } = await signIn(contact, null, newVisitor({ locale: "en" }));
    const user = await systemDb().user.findFirst({ where: { id: userId }, include: { contacts: true } });
    expect(user).toMatchObject({ name: null, status: "active", contacts: [{ kind: "email" }] });
    expect(user?.contacts[0]?.verifiedAt).toBeInstanceOf(Date);
    expect((await whoIs(sessionId))?.user.id).toBe(userId);
  });

  it("any verified contact of a user is the same account, in any spelling", async () => {
    const email = fresh();
    const user = await createUser({ contacts: ["+1 202 555 0141", email] });
    expect((await signIn("+1 (202) 555-0141")).userId).toBe(user.id);
    expect((await signIn(email.toUpperCase())).userId).toBe(user.id);
  });

  it("the same new contact proved in two browsers at once is one user", async () => {
    const contact = fresh();
    const visitors = [newVisitor(), newVisitor()];
    const codes: string[] = [];
    for (const visitor of visitors) {
      await requestSignInCode(visitor, { contact });
      codes.push(await newestCode(contact));
    }
    const signedIn = await Promise.all(
      visitors.map((visitor, n) => verifySignInCode(visitor, { contact, code: codes[n] ?? "", previousSession: null })),
    );
    expect(new Set(signedIn.map(({ userId }) => userId)).size).toBe(1);
    expect(await systemDb().contact.count({ where: { lookup: contactLookups(contactOf(contact))[0] } })).toBe(1);
  });

  it("a disabled user is told so only after the proof", async () => {
    const contact = fresh();
    await createUser({ contacts: [contact], status: "disabled" });
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    const attempt = (tried: string) =>
      verifySignInCode(visitor, { contact, code: tried, previousSession: null }).catch(
        (error: AppError) => error.message,
      );
    expect(await attempt(otherThan(code))).toBe("auth.errors.codeWrong");
    expect(await attempt(code)).toBe("auth.errors.disabled");
    expect(await attempt(code)).toBe("auth.errors.codeGone");
  });

  it("known and unknown contacts cannot be told apart: same answers, same statements", async () => {
    const [known, unknown] = [fresh(), fresh()];
    await createUser({ contacts: [known] });
    const walk = async (contact: string) => {
      const visitor = newVisitor();
      const answers: unknown[] = [];
      const asked = await statementsOf(async () => {
        const { contact: understood, ...times } = await requestSignInCode(visitor, { contact });
        expect(understood).toBe(contact);
        answers.push(times);
      });
      const code = otherThan(await newestCode(contact));
      const tried = await statementsOf(async () => {
        const refused = verifySignInCode(visitor, { contact, code, previousSession: null });
        answers.push(
          await refused.catch(({ code: kind, message, fields, values }: AppError) => [kind, message, fields, values]),
        );
      });
      return { answers, asked, tried };
    };
    await walk(fresh());
    const walked = await walk(known);
    expect(walked).toEqual(await walk(unknown));
    expect(walked.asked.length).toBeGreaterThan(5);
    // What is never read cannot be told.
    expect(walked.asked.concat(walked.tried).join("\n")).not.toMatch(/\b(contacts|users)\b/);
  });

  it("accepts an invite to the very contact that was proved, and no other", async () => {
    const seller = await createSeller();
    const { userId: sentBy } = await createMember({ seller });
    const [invited, other] = [fresh(), fresh()];
    const invite = await createInvite({ seller, sentBy, contact: invited });
    await signIn(other);
    expect(await systemDb().invite.findFirst({ where: { id: invite.id } })).toMatchObject({ status: "sent" });
    const { userId } = await signIn(invited);
    expect(userId).toBe(invite.userId);
    expect(await systemDb().invite.findFirst({ where: { id: invite.id } })).toMatchObject({ status: "registered" });
    expect(await systemDb().customer.findMany({ where: { sellerId: seller.id } })).toMatchObject([
      { userId, status: "approved" },
    ]);
  });

  it("leaves an audit trail without contacts and codes", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    await verifySignInCode(visitor, { contact, code: otherThan(code), previousSession: null }).catch(() => undefined);
    const { userId } = await verifySignInCode(visitor, { contact, code, previousSession: null });
    const events = await systemDb().auditEvent.findMany({ where: { ip: visitor.origin.ip }, orderBy: { id: "asc" } });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["code.refused", null],
      ["session.started", userId],
    ]);
    expect(JSON.stringify(events)).not.toContain(contact);
  });
});

describe("sessions", () => {
  it("ids rotate at sign-in, and the one that the browser carried before ends", async () => {
    const contact = fresh();
    const first = await signIn(contact);
    const second = await signIn(contact, first.sessionId);
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await whoIs(first.sessionId)).toBeNull();
    expect((await whoIs(second.sessionId))?.user.id).toBe(first.userId);
  });

  it("signing out ends the session: a stolen old cookie is dead", async () => {
    const { sessionId } = await signIn(fresh());
    await endSessionById(sessionId, { ip: "", userAgent: "" });
    expect(await whoIs(sessionId)).toBeNull();
    await endSessionById(sessionId, { ip: "", userAgent: "" });
    expect(await systemDb().auditEvent.count({ where: { action: "session.ended", targetId: sessionId } })).toBe(1);
  });

  it("signing out everywhere else keeps this one; another person's session is not found", async () => {
    const contact = fresh();
    const sessions = [await signIn(contact), await signIn(contact), await signIn(contact)];
    const [here, there] = sessions.map(({ sessionId }) => sessionId);
    const scope = await whoIs(here ?? "");
    if (!scope) throw new Error("Not signed in.");
    const stranger = await accountScopeFor((await createUser()).id);
    await expect(endSession(stranger, { sessionId: there ?? "" })).rejects.toMatchObject({ code: "not_found" });
    expect(await whoIs(there ?? "")).not.toBeNull();
    expect(await endOtherSessions(scope)).toBe(2);
    expect(await Promise.all(sessions.map(async ({ sessionId }) => (await whoIs(sessionId)) !== null))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("expired or forged ones are none", async () => {
    const { sessionId } = await signIn(fresh());
    await systemDb().session.updateMany({ where: { id: sessionId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await whoIs(sessionId)).toBeNull();
    const forged = await actingAs({ cookies: { "tradehall.session": "eyJhbGciOiJub25lIn0.e30." } }, () =>
      AccountScope.find(),
    );
    expect(forged).toBeNull();
  });
});

/** The texts of all statements that `run` sends to the database. */
async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await run();
  const texts = sent.mock.calls.map(([first]: unknown[]) =>
    typeof first === "object" && first !== null && "text" in first ? String(first.text) : String(first),
  );
  sent.mockRestore();
  return texts;
}

it("a character that nobody types is told beside its field", () => {
  const read = () => parseInput(requestCodeInput, { contact: "nina\0@example.com" });
  expect(read).toThrow(expect.objectContaining({ fields: { contact: "errors.characters" } }));
  for (const character of ["\u0001", "\u001b", "\u0085"])
    expect(() => readContact(`nina${character}@example.com`, undefined)).toThrow(
      expect.objectContaining({ fields: { contact: "contacts.errors.email" } }),
    );
});
